package org.kokyu.scheduler.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.event.LandEvent.Point;
import org.kokyu.ops.alert.AlertArea;
import org.kokyu.ops.alert.AlertSettings;
import org.kokyu.ops.alert.AlertSettings.Thresholds;

/** Reads the section {@code alerts}. */
final class AlertSection {
  private static final String SENDER = "[^\\s,<&]{3,200}";

  /** Switch of the section. */
  private enum Switch {
    ON,
    OFF;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private AlertSection() {}

  static AlertSettings read(Section s) {
    AlertSettings d = AlertSettings.DEFAULT;
    String sender = s.text("sender").orElse(d.sender());
    if (!sender.matches(SENDER)) {
      s.problem(
          "sender",
          "3 to 200 characters without blanks, commas, '<' and '&' expected, found '%s'"
              .formatted(sender));
    }
    // a bare on or off is kept as it is written
    boolean on =
        s.choice("messages", Switch.class, Switch::label, Optional.of(Switch.ON)) == Switch.ON;
    AlertSettings settings =
        new AlertSettings(
            on,
            s.choice(
                "status",
                AlertSettings.Status.class,
                AlertSettings.Status::label,
                Optional.of(d.status())),
            sender,
            kinds(s),
            areas(s),
            s.number("update-factor", 1.05, 100, d.updateFactor()),
            s.duration("update-every", Duration.ZERO, Duration.ofDays(1), d.updateEvery()),
            s.duration("validity", Duration.ofMinutes(10), Duration.ofDays(7), d.validity()));
    s.finish();
    return settings;
  }

  private static Map<EventKind, Thresholds> kinds(Section s) {
    Map<EventKind, Thresholds> kinds = new EnumMap<>(EventKind.class);
    kinds.put(
        EventKind.FIRE,
        s.section("fire")
            .map(
                f -> {
                  Thresholds t =
                      new Thresholds(
                          f.number("min-frp", 0, 1e6, Thresholds.FIRE.minStrength()),
                          f.number("min-area", 0, 1e9, Thresholds.FIRE.minAreaKm2()),
                          f.number("min-confidence", 0, 1, Thresholds.FIRE.minConfidence()),
                          f.number("trusted-confidence", 0, 2, Thresholds.FIRE.trustedConfidence()),
                          0);
                  f.finish();
                  return t;
                })
            .orElse(Thresholds.FIRE));
    return kinds;
  }

  private static List<AlertArea> areas(Section s) {
    List<AlertArea> areas = new ArrayList<>();
    for (Section a : s.sections("areas")) {
      String name = a.requiredText("name");
      Optional<String> polygon = a.text("polygon");
      if (polygon.isPresent()) {
        corners(a, polygon.get()).ifPresent(c -> areas.add(new AlertArea(name, c)));
      } else {
        areas.add(
            AlertArea.box(
                name,
                a.number("south", -90, 90, -90),
                a.number("west", -180, 180, -180),
                a.number("north", -90, 90, 90),
                a.number("east", -180, 180, 180)));
      }
      a.finish();
    }
    return areas;
  }

  private static Optional<List<Point>> corners(Section a, String text) {
    List<Point> corners = new ArrayList<>();
    for (String pair : text.strip().split("\\s+")) {
      if (!pair.matches("-?\\d{1,2}(\\.\\d{1,8})?,-?\\d{1,3}(\\.\\d{1,8})?")) {
        a.problem("polygon", "latitude,longitude expected, found '%s'".formatted(pair));
        return Optional.empty();
      }
      int comma = pair.indexOf(',');
      corners.add(
          new Point(
              Double.parseDouble(pair.substring(0, comma)),
              Double.parseDouble(pair.substring(comma + 1))));
    }
    if (corners.size() < 3) {
      a.problem("polygon", "at least three corners expected, found " + corners.size());
      return Optional.empty();
    }
    return Optional.of(corners);
  }
}
