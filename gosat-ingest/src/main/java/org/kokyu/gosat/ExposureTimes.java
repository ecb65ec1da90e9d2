package org.kokyu.gosat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Starts of exposure, from a structure of year, month, day, hour, minute and second or from ISO
 * 8601 text (with T or a blank, with or without Z; always UTC).
 *
 * <p>Seconds are single precision in the file; times are kept to the microsecond.
 */
final class ExposureTimes {
  private final String[] raw;
  private final Instant[] times;

  private ExposureTimes(String[] raw, Instant[] times) {
    this.raw = raw;
    this.times = times;
  }

  static ExposureTimes read(GranuleSource source, int points) {
    String path = source.layout().datasets().get(LayoutRole.TIME).path();
    String[] raw = new String[points];
    Instant[] times = new Instant[points];
    if (source.hdf().isCompound(path)) {
      readMembers(source, path, raw, times);
    } else {
      readTexts(source, path, raw, times);
    }
    return new ExposureTimes(raw, times);
  }

  private static void readTexts(GranuleSource source, String path, String[] raw, Instant[] times) {
    String[] texts = source.hdf().texts(path);
    if (texts.length != raw.length) {
      throw source.mismatch(path, "[" + raw.length + "] times", texts.length + " times");
    }
    for (int i = 0; i < raw.length; i++) {
      raw[i] = texts[i];
      times[i] = parse(texts[i]);
    }
  }

  private static Instant parse(String text) {
    String iso = text.replace(' ', 'T');
    try {
      return LocalDateTime.parse(iso.endsWith("Z") ? iso.substring(0, iso.length() - 1) : iso)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  private static void readMembers(
      GranuleSource source, String path, String[] raw, Instant[] times) {
    Map<String, double[]> members = source.hdf().members(path);
    double[][] columns = new double[6][];
    String[] names = {"year", "month", "day", "hour", "min", "sec"};
    for (int c = 0; c < names.length; c++) {
      columns[c] = members.get(names[c]);
      if (columns[c] == null || columns[c].length != raw.length) {
        throw source.mismatch(
            path,
            "[%d] times with a member %s".formatted(raw.length, names[c]),
            members.keySet().toString());
      }
    }
    for (int i = 0; i < raw.length; i++) {
      double sec = columns[5][i];
      int[] fields = new int[5];
      for (int c = 0; c < 5; c++) {
        fields[c] = (int) columns[c][i];
      }
      raw[i] =
          "%d-%d-%d %d:%d:%s".formatted(fields[0], fields[1], fields[2], fields[3], fields[4], sec);
      times[i] = compose(fields, sec);
    }
  }

  private static Instant compose(int[] fields, double sec) {
    boolean clock = fields[3] >= 0 && fields[3] < 24 && fields[4] >= 0 && fields[4] < 60;
    if (!clock || !(sec >= 0 && sec < 61)) {
      return null;
    }
    try {
      return LocalDate.of(fields[0], fields[1], fields[2])
          .atTime(fields[3], fields[4])
          .toInstant(ZoneOffset.UTC)
          .plus(Math.round(sec * 1e6), ChronoUnit.MICROS);
    } catch (DateTimeException notADate) {
      return null;
    }
  }

  Optional<Instant> at(int i) {
    return Optional.ofNullable(times[i]);
  }

  String raw(int i) {
    return raw[i];
  }
}
