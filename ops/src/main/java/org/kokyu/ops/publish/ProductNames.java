package org.kokyu.ops.publish;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kokyu.core.flux.FluxMap;
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

  private static final Pattern LST =
      Pattern.compile("KOKYU_L2_LST_(H\\d\\d)_(\\d{8}_\\d{4})_([A-Za-z0-9.-]+)_r(\\d{1,6})\\.nc");

  private static final Pattern GPP =
      Pattern.compile("KOKYU_L3_GPP_(H\\d\\d)_(\\d{8}_\\d{4})_([A-Za-z0-9.-]+)_r(\\d{1,6})\\.nc");

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
            slot.satellite().name(),
            SLOT_TIME.format(slot.nominalTime()),
            gridOf(slot, grid),
            revision);
  }

  /** Areas other than the full disk are told apart: there may be four of one kind in a slot. */
  private static String gridOf(SlotKey slot, SceneGrid grid) {
    return slot.area().equals("FLDK") ? grid.name() : grid.name() + "-" + slot.area();
  }

  /** Slot and revision in the name of a land map of ours; empty for other names. */
  public static Optional<LstName> parseLst(String fileName) {
    return parseMap(LST, fileName);
  }

  /** {@code KOKYU_L3_ALERT_<H08|H09>_<yyyyMMdd_HHmm>_<grid>_r<rev>.xml}. */
  public static String alerts(SlotKey slot, SceneGrid grid, int revision) {
    return "KOKYU_L3_ALERT_%s_%s_%s_r%d.xml"
        .formatted(
            slot.satellite().name(),
            SLOT_TIME.format(slot.nominalTime()),
            gridOf(slot, grid),
            revision);
  }

  /** {@code KOKYU_L3_GPP_<H08|H09>_<yyyyMMdd_HHmm>_<grid>_r<rev>.nc}. */
  public static String gpp(SlotKey slot, SceneGrid grid, int revision) {
    return "KOKYU_L3_GPP_%s_%s_%s_r%d.nc"
        .formatted(
            slot.satellite().name(),
            SLOT_TIME.format(slot.nominalTime()),
            gridOf(slot, grid),
            revision);
  }

  /** Slot and revision in the name of a map of gross primary production; empty for other names. */
  public static Optional<LstName> parseGpp(String fileName) {
    return parseMap(GPP, fileName);
  }

  private static Optional<LstName> parseMap(Pattern pattern, String fileName) {
    Matcher m = pattern.matcher(fileName);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      Instant slot = SLOT_TIME.parse(m.group(2), Instant::from);
      return Optional.of(new LstName(m.group(1), slot, m.group(3), Integer.parseInt(m.group(4))));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /**
   * What the name of a map of a slot says.
   *
   * @param platform H08 or H09
   * @param slot nominal time
   * @param grid name of the grid
   * @param revision higher is newer
   */
  public record LstName(String platform, Instant slot, String grid, int revision) {}

  /** {@code KOKYU_L2_FIRE_<H08|H09>_<yyyyMMdd_HHmm>_<grid>_r<rev>.<csv|geojson>}. */
  public static String fire(SlotKey slot, SceneGrid grid, int revision, String suffix) {
    return "KOKYU_L2_FIRE_%s_%s_%s_r%d.%s"
        .formatted(
            slot.satellite().name(),
            SLOT_TIME.format(slot.nominalTime()),
            gridOf(slot, grid),
            revision,
            suffix);
  }

  private static final Pattern SLOT_PRODUCT =
      Pattern.compile(
          "KOKYU_L[23]_(LST|GPP|FIRE)_(H\\d\\d)_(\\d{8}_\\d{4})_([A-Za-z0-9.-]+)_r(\\d{1,6})"
              + "\\.(nc|csv)");

  private static final Pattern FLUX =
      Pattern.compile(
          "KOKYU_L3_FLUX_(HOURLY|DAILY)_(\\d{8}(?:_\\d{4})?)_([A-Za-z0-9.-]+)_r(\\d{1,6})\\.nc");

  /**
   * What the name of a slot's product says.
   *
   * @param kind LST, GPP or FIRE
   * @param slot nominal time
   * @param grid name of the grid
   * @param revision higher is newer
   */
  public record SlotProduct(String kind, Instant slot, String grid, int revision) {}

  /** Kind, slot and revision of a land, production or fire product of ours; else empty. */
  public static Optional<SlotProduct> parseSlotProduct(String fileName) {
    Matcher m = SLOT_PRODUCT.matcher(fileName);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      Instant slot = SLOT_TIME.parse(m.group(3), Instant::from);
      return Optional.of(
          new SlotProduct(m.group(1), slot, m.group(4), Integer.parseInt(m.group(5))));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /**
   * {@code KOKYU_L3_FLUX_HOURLY_<yyyyMMdd_HHmm>_<grid>_r<rev>.nc} or {@code
   * KOKYU_L3_FLUX_DAILY_<yyyyMMdd>_<grid>_r<rev>.nc}.
   */
  public static String flux(FluxMap map, int revision) {
    return map.isDaily()
        ? fluxDaily(map.begin(), map.grid().name(), revision, "nc")
        : "KOKYU_L3_FLUX_HOURLY_%s_%s_r%d.nc"
            .formatted(SLOT_TIME.format(map.begin()), map.grid().name(), revision);
  }

  /** {@code KOKYU_L3_FLUX_DAILY_<yyyyMMdd>_<grid>_r<rev>.<suffix>}. */
  public static String fluxDaily(Instant day, String grid, int revision, String suffix) {
    return "KOKYU_L3_FLUX_DAILY_%s_%s_r%d.%s"
        .formatted(SLOT_TIME.format(day).substring(0, 8), grid, revision, suffix);
  }

  /** {@code KOKYU_L3_FIRE_DAILY_<yyyyMMdd>_<grid>_r<rev>.csv}. */
  public static String fireDaily(Instant day, String grid, int revision) {
    return "KOKYU_L3_FIRE_DAILY_%s_%s_r%d.csv"
        .formatted(SLOT_TIME.format(day).substring(0, 8), grid, revision);
  }

  /**
   * What the name of a flux map says.
   *
   * @param begin of the hour or day
   */
  public record FluxName(boolean daily, Instant begin, String grid, int revision) {}

  /** What the name of a flux map says; empty for other names. */
  public static Optional<FluxName> parseFlux(String fileName) {
    Matcher m = FLUX.matcher(fileName);
    if (!m.matches()) {
      return Optional.empty();
    }
    boolean daily = m.group(1).equals("DAILY");
    try {
      Instant begin = SLOT_TIME.parse(m.group(2) + (daily ? "_0000" : ""), Instant::from);
      return Optional.of(new FluxName(daily, begin, m.group(3), Integer.parseInt(m.group(4))));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** Path below the archive root: {@code <kind>/<yyyy>/<MM>/<dd>/<file name>}. */
  public static String archivePath(String kind, Instant observation, String fileName) {
    return kind + "/" + DAY_FOLDER.format(observation) + "/" + fileName;
  }
}
