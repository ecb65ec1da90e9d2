package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.kokyu.himawari.netcdf.PtreeFileName;
import org.kokyu.himawari.netcdf.PtreeReader;
import org.kokyu.scheduler.feed.FileIdentity;
import org.kokyu.scheduler.feed.FileKind;

/**
 * Gridded files of JAXA's P-Tree: a file is a whole slot. Files of different regions and sizes are
 * different units, the satellites of one are parts of it. Thread-safe.
 */
public final class PtreeFileKind implements FileKind {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmm").withZone(ZoneOffset.UTC);

  private final PtreeReader reader = new PtreeReader();

  @Override
  public FileIdentity identify(String fileName) {
    Optional<PtreeFileName> name = PtreeFileName.parse(fileName);
    if (name.isEmpty()) {
      return new FileIdentity.Foreign();
    }
    return new FileIdentity.Wanted(
        "PTREE_" + name.get().grid() + "_" + TIME.format(name.get().nominalTime()),
        name.get().satellite().name(),
        name.get().nominalTime());
  }

  @Override
  public void check(Path file) {
    reader.readHeader(file);
  }

  @Override
  public boolean isComplete(Set<String> parts, Set<String> coming) {
    return !parts.isEmpty();
  }
}
