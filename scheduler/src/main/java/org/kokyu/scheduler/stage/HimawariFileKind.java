package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.himawari.BandSet;
import org.kokyu.himawari.HsdFileName;
import org.kokyu.himawari.HsdReader;
import org.kokyu.himawari.SatelliteChoice;
import org.kokyu.himawari.netcdf.NoaaCloudMaskFileName;
import org.kokyu.scheduler.config.SlotSettings;
import org.kokyu.scheduler.feed.FileIdentity;
import org.kokyu.scheduler.feed.FileKind;

/**
 * Full-disk segments of Himawari-8 and -9: a slot is a unit, whichever satellite delivers it, and a
 * segment of a band of one satellite is a part of it. Thread-safe.
 */
public final class HimawariFileKind implements FileKind {
  private static final String FULL_DISK = "FLDK";
  private static final String OTHER_AREAS =
      "Japan and target areas (JP01 to JP04, R301 to R304) are left alone, full disks are mapped;"
          + " 'kokyu lst' takes the areas";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmm").withZone(ZoneOffset.UTC);

  private final SlotSettings slot;
  private final SatelliteChoice satellites;
  private final HsdReader reader = new HsdReader();

  public HimawariFileKind(SlotSettings slot) {
    this.slot = slot;
    this.satellites = satellites(slot);
  }

  /** How the satellite of a slot is chosen. */
  public static SatelliteChoice satellites(SlotSettings slot) {
    return new SatelliteChoice(bands(slot), slot.segments(), slot.prefer());
  }

  /** The bands of a slot, those that every map needs apart. */
  public static BandSet bands(SlotSettings slot) {
    List<Integer> required =
        slot.bands().stream().filter(BandSet.LST.required()::contains).toList();
    List<Integer> optional = slot.bands().stream().filter(b -> !required.contains(b)).toList();
    return new BandSet(required, optional);
  }

  @Override
  public FileIdentity identify(String fileName) {
    Optional<NoaaCloudMaskFileName> mask = NoaaCloudMaskFileName.parse(fileName);
    if (mask.isPresent() && slot.cloudMask() == SlotSettings.CloudMask.OWN) {
      return new FileIdentity.Unwanted("cloud masks of NOAA are left alone ('cloud-mask: own')");
    }
    if (mask.isPresent()) {
      SlotKey key = mask.get().slot();
      return new FileIdentity.Wanted(
          unit(key.area(), key.nominalTime()), "CMSK_" + key.satellite(), key.nominalTime());
    }
    Optional<HsdFileName> parsed = HsdFileName.parse(fileName);
    if (parsed.isEmpty()) {
      return new FileIdentity.Foreign();
    }
    HsdFileName name = parsed.get();
    if (!name.area().equals(FULL_DISK)) {
      return new FileIdentity.Unwanted(OTHER_AREAS);
    }
    if (!slot.bands().contains(name.band()) || !slot.segments().contains(name.segment())) {
      return new FileIdentity.Unwanted();
    }
    return new FileIdentity.Wanted(
        unit(name.area(), name.nominalTime()),
        name.withCompressed(false).fileName(),
        name.nominalTime());
  }

  private static String unit(String area, Instant slot) {
    return "HIMAWARI_" + area + "_" + TIME.format(slot);
  }

  /** A cloud mask is looked at when it is read. */
  @Override
  public void check(Path file) {
    if (NoaaCloudMaskFileName.parse(String.valueOf(file.getFileName())).isEmpty()) {
      reader.readHeader(file);
    }
  }

  @Override
  public boolean isComplete(Set<String> parts, Set<String> coming) {
    return satellites.isSettled(names(parts), names(coming));
  }

  private static List<HsdFileName> names(Set<String> parts) {
    return parts.stream().flatMap(p -> HsdFileName.parse(p).stream()).toList();
  }
}
