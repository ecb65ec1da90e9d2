package org.kokyu.ops.alert;

import java.util.Locale;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.event.LandEvent;

/** The texts of a message in one language. */
enum CapWords {
  ENGLISH("en-US"),
  JAPANESE("ja-JP");

  private final String language;

  CapWords(String language) {
    this.language = language;
  }

  String language() {
    return language;
  }

  String event(EventKind kind) {
    boolean english = this == ENGLISH;
    return switch (kind) {
      case FIRE -> english ? "vegetation fire" : "植生火災";
      case HEAT_WAVE -> english ? "heat wave" : "熱波";
      case DROUGHT -> english ? "drought" : "干ばつ";
      case COLD_SURGE -> english ? "cold surge" : "寒波";
      case GAS_ANOMALY -> english ? "greenhouse gas anomaly" : "温室効果ガス濃度異常";
    };
  }

  String place(LandEvent.Place p) {
    return this == ENGLISH
        ? String.format(
            Locale.ROOT,
            "%.2f%s %.2f%s",
            Math.abs(p.latitudeDeg()),
            p.latitudeDeg() < 0 ? "S" : "N",
            Math.abs(p.longitudeDeg()),
            p.longitudeDeg() < 0 ? "W" : "E")
        : String.format(
            Locale.ROOT,
            "%s%.2f度 %s%.2f度",
            p.latitudeDeg() < 0 ? "南緯" : "北緯",
            Math.abs(p.latitudeDeg()),
            p.longitudeDeg() < 0 ? "西経" : "東経",
            Math.abs(p.longitudeDeg()));
  }

  String headline(CapMessage m) {
    LandEvent e = m.event();
    String what = event(e.kind());
    String where = place(e.place());
    if (this == ENGLISH) {
      String state =
          switch (m.type()) {
            case ALERT -> "New " + what;
            case UPDATE -> "Update: " + what;
            case CANCEL -> "Ended: " + what;
          };
      return String.format(
          Locale.ROOT, "%s at %s, %.0f %s", state, where, e.strength().now(), e.strength().unit());
    }
    String state =
        switch (m.type()) {
          case ALERT -> "新規";
          case UPDATE -> "更新";
          case CANCEL -> "終了";
        };
    return String.format(
        Locale.ROOT,
        "%s: %s %s %.0f %s",
        state,
        what,
        where,
        e.strength().now(),
        e.strength().unit());
  }

  String description(CapMessage m) {
    LandEvent e = m.event();
    LandEvent.Evidence v = e.evidence();
    if (this == ENGLISH) {
      String end = e.end().map(w -> " It is over: " + w + ".").orElse("");
      return String.format(
          Locale.ROOT,
          "Seen first at %s and last at %s. %s %.1f %s, at most %.1f %s so far; %.1f km2 in %d"
              + " pixels. This rests on %d of the last %d observations, highest confidence %.2f,"
              + " %sproduct %s (%s).%s Derived automatically from"
              + " satellite data and not confirmed on the ground.",
          e.start(),
          e.latest(),
          capital(e.strength().quantity()),
          e.strength().now(),
          e.strength().unit(),
          e.strength().peak(),
          e.strength().unit(),
          e.place().areaKm2(),
          v.cells(),
          v.seen(),
          v.of(),
          v.confidence(),
          e.kind() == EventKind.FIRE ? "standing heat sources left out; " : "",
          m.source(),
          v.source(),
          end);
    }
    String end = e.end().isPresent() ? "この事象は終了しました。" : "";
    return String.format(
        Locale.ROOT,
        "初検出 %s、最終検出 %s。強度 %.1f %s(最大 %.1f %s)、面積 %.1f km2、%d 画素。直近 %d 回の観測のうち %d 回で検出、最高信頼度"
            + " %.2f。製品 %s。%s衛星データからの自動検出であり、現地では確認されていません。",
        e.start(),
        e.latest(),
        e.strength().now(),
        e.strength().unit(),
        e.strength().peak(),
        e.strength().unit(),
        e.place().areaKm2(),
        v.cells(),
        v.of(),
        v.seen(),
        v.confidence(),
        m.source(),
        end);
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
