package org.kokyu.ops.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and amounts as a person says them. */
final class PlainWords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private PlainWords() {}

  static String time(Instant t) {
    return TIME.format(t) + " UTC";
  }

  static String duration(Duration d) {
    long s = d.toSeconds();
    if (d.isNegative()) {
      return "0 s";
    }
    if (s < 10) {
      return String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1000.0);
    }
    if (s < 120) {
      return s + " s";
    }
    if (s < 7200) {
      return s / 60 + " min";
    }
    return s < 172_800 ? "%d h %02d min".formatted(s / 3600, s % 3600 / 60) : s / 86_400 + " days";
  }

  static String ago(Instant t, Instant now) {
    return now.isBefore(t) ? "just now" : duration(Duration.between(t, now)) + " ago";
  }

  static String count(long n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }

  static String bytes(long n) {
    return n < 1_000_000
        ? String.format(Locale.ROOT, "%.0f kB", n / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", n / 1e6);
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
