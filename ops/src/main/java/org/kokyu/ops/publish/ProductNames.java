package org.kokyu.ops.publish;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;

/** Names and archive folders of product files. */
public final class ProductNames {
  private static final DateTimeFormatter GRANULE_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SLOT_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmm").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY_FOLDER =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

  private ProductNames() {}

  /** {@code KOKYU_L2_PROFILE_<GOSAT|GOSAT2>_<yyyyMMddTHHmmss>_<granule key>_r<rev>.nc}. */
  public static String profile(
      Instrument instrument, Instant start, String granuleKey, int revision) {
    return "KOKYU_L2_PROFILE_%s_%s_%s_r%d.nc"
        .formatted(instrument.name(), GRANULE_TIME.format(start), granuleKey, revision);
  }

  /** As {@link #profile(Instrument, Instant, String, int)}. */
  public static String profile(Granule granule, int revision) {
    return profile(granule.instrument(), granule.start(), granule.key(), revision);
  }

  /** {@code KOKYU_L2_LST_<H08|H09>_<yyyyMMdd_HHmm>_<grid>_r<rev>.nc}. */
  public static String lst(SlotKey slot, SceneGrid grid, int revision) {
    return "KOKYU_L2_LST_%s_%s_%s_r%d.nc"
        .formatted(
            slot.satellite().name(), SLOT_TIME.format(slot.nominalTime()), grid.name(), revision);
  }

  /** {@code KOKYU_L2_FIRE_<H08|H09>_<yyyyMMdd_HHmm>_<grid>_r<rev>.<csv|geojson>}. */
  public static String fire(SlotKey slot, SceneGrid grid, int revision, String suffix) {
    return "KOKYU_L2_FIRE_%s_%s_%s_r%d.%s"
        .formatted(
            slot.satellite().name(),
            SLOT_TIME.format(slot.nominalTime()),
            grid.name(),
            revision,
            suffix);
  }

  /** Path below the archive root: {@code <kind>/<yyyy>/<MM>/<dd>/<file name>}. */
  public static String archivePath(String kind, Instant observation, String fileName) {
    return kind + "/" + DAY_FOLDER.format(observation) + "/" + fileName;
  }
}
