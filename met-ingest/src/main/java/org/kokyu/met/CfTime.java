package org.kokyu.met;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CF time unit: seconds, minutes, hours or days since an instant, UTC.
 *
 * @param epoch what is counted from
 * @param unitSeconds length of the unit [s]
 */
record CfTime(Instant epoch, double unitSeconds) {
  private static final Pattern UNIT =
      Pattern.compile("(seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|days?|d) since (.+)");
  private static final Pattern EPOCH =
      Pattern.compile(
          "(\\d{1,4})-(\\d{1,2})-(\\d{1,2})"
              + "(?:[T ](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(\\.\\d{1,9})?)?)?"
              + "(?: ?(?:UTC|Z|\\+?00:?00|GMT))?");
  private static final Map<Character, Double> SECONDS =
      Map.of('s', 1.0, 'm', 60.0, 'h', 3600.0, 'd', 86400.0);

  /** Empty where it is no such unit. */
  static Optional<CfTime> parse(String unit) {
    Matcher m = UNIT.matcher(unit.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      return Optional.empty();
    }
    double seconds = SECONDS.get(m.group(1).charAt(0));
    return epoch(m.group(2).strip().toUpperCase(Locale.ROOT)).map(e -> new CfTime(e, seconds));
  }

  private static Optional<Instant> epoch(String text) {
    Matcher m = EPOCH.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      double fraction = m.group(7) == null ? 0 : Double.parseDouble("0" + m.group(7));
      return Optional.of(
          LocalDateTime.of(
                  number(m, 1),
                  number(m, 2),
                  number(m, 3),
                  number(m, 4),
                  number(m, 5),
                  number(m, 6))
              .plusNanos(Math.round(fraction * 1e9))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static int number(Matcher m, int group) {
    return m.group(group) == null ? 0 : Integer.parseInt(m.group(group));
  }

  /** Microseconds since 1970. */
  long micros(double value) {
    return epoch.getEpochSecond() * 1_000_000L
        + epoch.getNano() / 1000
        + Math.round(value * unitSeconds * 1e6);
  }
}
