package org.kokyu.himawari;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SlotKey;

/**
 * The name of a Himawari Standard Data file, {@code
 * HS_H09_20240514_0320_B13_FLDK_R20_S0310.DAT[.bz2]}.
 *
 * @param satellite H08 or H09
 * @param nominalTime start of the ten-minute slot, UTC
 * @param band 1 … 16
 * @param area area code, FLDK, JP01 … JP04 or R301 … R304
 * @param resolutionCode 5, 10 or 20, as the band demands
 * @param segment 1-based number of this segment
 * @param totalSegments segments of the area
 * @param compressed true for {@code .bz2}
 */
public record HsdFileName(
    ImagerSatellite satellite,
    Instant nominalTime,
    int band,
    String area,
    int resolutionCode,
    int segment,
    int totalSegments,
    boolean compressed) {
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "HS_(H0[89])_([0-9]{8})_([0-9]{4})_B([0-9]{2})_(FLDK|JP0[1-4]|R30[1-4])"
              + "_R(05|10|20)_S([0-9]{2})([0-9]{2})\\.DAT(\\.bz2)?");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

  public HsdFileName {
    Objects.requireNonNull(satellite, "satellite");
    Objects.requireNonNull(nominalTime, "nominalTime");
    ObservationArea kind =
        ObservationArea.ofCode(area)
            .orElseThrow(() -> new IllegalArgumentException("unknown area " + area));
    AhiBand ahi = AhiBand.of(band);
    if (resolutionCode != ahi.resolutionCode()
        || totalSegments != kind.totalSegments()
        || segment < 1
        || segment > totalSegments) {
      throw new IllegalArgumentException(
          "band %d of %s cannot have resolution %d, segment %d of %d"
              .formatted(band, area, resolutionCode, segment, totalSegments));
    }
    if (nominalTime.getEpochSecond() % 600 != 0 || nominalTime.getNano() != 0) {
      throw new IllegalArgumentException("slots start every ten minutes, not at " + nominalTime);
    }
  }

  /** The name of a band's segment with the resolution and number of segments that follow. */
  public static HsdFileName of(SlotKey slot, int band, int segment, boolean compressed) {
    ObservationArea kind =
        ObservationArea.ofCode(slot.area())
            .orElseThrow(() -> new IllegalArgumentException("unknown area " + slot.area()));
    return new HsdFileName(
        slot.satellite(),
        slot.nominalTime(),
        band,
        slot.area(),
        AhiBand.of(band).resolutionCode(),
        segment,
        kind.totalSegments(),
        compressed);
  }

  /** Parses a file name without folder; empty unless it follows the grammar in every part. */
  public static Optional<HsdFileName> parse(String name) {
    Matcher m = GRAMMAR.matcher(name);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      Instant time = parseTime(m.group(2), m.group(3));
      return Optional.of(
          new HsdFileName(
              ImagerSatellite.valueOf(m.group(1)),
              time,
              Integer.parseInt(m.group(4)),
              m.group(5),
              Integer.parseInt(m.group(6)),
              Integer.parseInt(m.group(7)),
              Integer.parseInt(m.group(8)),
              m.group(9) != null));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Instant parseTime(String date, String time) {
    return LocalDateTime.of(
            Integer.parseInt(date.substring(0, 4)),
            Integer.parseInt(date.substring(4, 6)),
            Integer.parseInt(date.substring(6)),
            Integer.parseInt(time.substring(0, 2)),
            Integer.parseInt(time.substring(2)))
        .toInstant(ZoneOffset.UTC);
  }

  /** The slot that the file belongs to. */
  public SlotKey slot() {
    return new SlotKey(satellite, area, nominalTime);
  }

  public ObservationArea observationArea() {
    return ObservationArea.ofCode(area).orElseThrow();
  }

  /** Which part of the slot the file is. */
  public SegmentId segmentId() {
    return new SegmentId(band, segment);
  }

  /** The same segment, compressed or not. */
  public HsdFileName withCompressed(boolean value) {
    return new HsdFileName(
        satellite, nominalTime, band, area, resolutionCode, segment, totalSegments, value);
  }

  /** The name itself. */
  public String fileName() {
    return String.format(
        Locale.ROOT,
        "HS_%s_%s_B%02d_%s_R%02d_S%02d%02d.DAT%s",
        satellite,
        STAMP.format(nominalTime),
        band,
        area,
        resolutionCode,
        segment,
        totalSegments,
        compressed ? ".bz2" : "");
  }
}
