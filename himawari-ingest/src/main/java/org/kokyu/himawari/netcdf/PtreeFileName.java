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

/**
 * Name of a gridded file of JAXA's P-Tree, {@code NC_H09_20240514_0320_R21_FLDK.07001_06001.nc}
 * (full disk) or {@code NC_H09_20240514_0320_r14_FLDK.02701_02601.nc} (Japan).
 *
 * @param satellite H08 or H09
 * @param nominalTime start of the ten-minute slot, UTC
 * @param region R21 or r14
 * @param columns of the grid
 * @param rows of the grid
 */
public record PtreeFileName(
    ImagerSatellite satellite, Instant nominalTime, String region, int columns, int rows) {
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "NC_(H0[89])_([0-9]{8}_[0-9]{3}0)_(R21|r14)_FLDK\\.([01][0-9]{4})_([01][0-9]{4})\\.nc");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmm", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Parses a file name without folder; empty unless it follows the grammar in every part. */
  public static Optional<PtreeFileName> parse(String name) {
    Matcher m = GRAMMAR.matcher(name);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PtreeFileName(
              ImagerSatellite.valueOf(m.group(1)),
              LocalDateTime.parse(m.group(2), STAMP).toInstant(ZoneOffset.UTC),
              m.group(3),
              Integer.parseInt(m.group(4)),
              Integer.parseInt(m.group(5))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Region and size, what is told apart within a slot. */
  public String grid() {
    return "%s.%05d_%05d".formatted(region, columns, rows);
  }

  /** The slot; both regions are cut from full disks. */
  public SlotKey slot() {
    return new SlotKey(satellite, "FLDK", nominalTime);
  }
}
