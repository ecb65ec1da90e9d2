package org.kokyu.himawari.netcdf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.himawari.HimawariTimeline;

/**
 * Name of a cloud-mask file of NOAA, {@code
 * AHI-CMSK_v1r1_h09_s202308240540213_e202308240549407_c202308240557548.nc}; times to a tenth of a
 * second.
 *
 * @param satellite H08 or H09
 * @param start of the observation
 * @param end of the observation
 */
public record NoaaCloudMaskFileName(ImagerSatellite satellite, Instant start, Instant end) {
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "AHI-CMSK_v[0-9]+r[0-9]+_h(0[89])"
              + "_s([0-9]{14})([0-9])_e([0-9]{14})([0-9])_c[0-9]{15}\\.nc");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** The first lines of midnight's slot may be of the day before. */
  private static final long EARLY_SECONDS = 60;

  /** Parses a file name without folder; empty unless it follows the grammar in every part. */
  public static Optional<NoaaCloudMaskFileName> parse(String name) {
    Matcher m = GRAMMAR.matcher(name);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      Instant start = instant(m.group(2), m.group(3));
      Instant end = instant(m.group(4), m.group(5));
      return end.isBefore(start)
          ? Optional.empty()
          : Optional.of(
              new NoaaCloudMaskFileName(ImagerSatellite.valueOf("H" + m.group(1)), start, end));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(String seconds, String tenths) {
    return LocalDateTime.parse(seconds, STAMP)
        .toInstant(ZoneOffset.UTC)
        .plusMillis(100L * Integer.parseInt(tenths));
  }

  /** The slot that was observed. */
  public SlotKey slot() {
    return new SlotKey(
        satellite, "FLDK", HimawariTimeline.slotOf(start.plusSeconds(EARLY_SECONDS)));
  }
}
