package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kokyu.himawari.HsdFileName;
import org.kokyu.himawari.HsdReader;
import org.kokyu.scheduler.config.SlotSettings;
import org.kokyu.scheduler.feed.FileIdentity;
import org.kokyu.scheduler.feed.FileKind;

/**
 * Full-disk segments of Himawari-8 or -9: a slot of one satellite is a unit, a segment of a band a
 * part of it. Thread-safe.
 */
public final class HimawariFileKind implements FileKind {
  private static final String FULL_DISK = "FLDK";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmm").withZone(ZoneOffset.UTC);

  private final SlotSettings slot;
  private final Set<String> expected;
  private final HsdReader reader = new HsdReader();

  public HimawariFileKind(SlotSettings slot) {
    this.slot = slot;
    Set<String> parts = new TreeSet<>();
    for (int band : slot.bands()) {
      for (int segment : slot.segments()) {
        parts.add(part(band, segment));
      }
    }
    this.expected = Set.copyOf(parts);
  }

  private static String part(int band, int segment) {
    return "B%02d_S%02d".formatted(band, segment);
  }

  @Override
  public FileIdentity identify(String fileName) {
    Optional<HsdFileName> parsed = HsdFileName.parse(fileName);
    if (parsed.isEmpty()) {
      return new FileIdentity.Foreign();
    }
    HsdFileName name = parsed.get();
    if (!name.area().equals(FULL_DISK)
        || !slot.bands().contains(name.band())
        || !slot.segments().contains(name.segment())) {
      return new FileIdentity.Unwanted();
    }
    String unit = name.satellite() + "_" + name.area() + "_" + TIME.format(name.nominalTime());
    return new FileIdentity.Wanted(unit, part(name.band(), name.segment()), name.nominalTime());
  }

  @Override
  public void check(Path file) {
    reader.readHeader(file);
  }

  @Override
  public Set<String> expectedParts() {
    return expected;
  }
}
