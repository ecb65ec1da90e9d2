package org.kokyu.ops.alert;

import org.kokyu.core.event.EventKind;
import org.kokyu.core.event.LandEvent;

/**
 * Category, urgency, severity and certainty of an event in the words of the protocol.
 *
 * <p>Severity of fires by radiative power: from 1000 MW Extreme, from 300 MW Severe, from 50 MW
 * Moderate, else Minor; of other events by area: from 10⁶, 10⁵, 10⁴ km². Urgency: Immediate while
 * it lasts, then Past. Certainty: Observed if seen in two of the last three observations, Likely if
 * once with a confidence of at least 0.8, else Possible. The limits are conventions of this
 * program, no standard.
 */
record CapGrading(String category, String urgency, String severity, String certainty) {
  private static final double[] FIRE_MW = {50, 300, 1000};
  private static final double[] AREA_KM2 = {1e4, 1e5, 1e6};

  static CapGrading of(LandEvent e) {
    boolean fire = e.kind() == EventKind.FIRE;
    return new CapGrading(
        category(e.kind()),
        e.end().isPresent() ? "Past" : "Immediate",
        severity(fire ? e.strength().now() : e.place().areaKm2(), fire ? FIRE_MW : AREA_KM2),
        e.evidence().seen() >= 2
            ? "Observed"
            : e.evidence().confidence() >= 0.8 ? "Likely" : "Possible");
  }

  private static String category(EventKind kind) {
    return switch (kind) {
      case FIRE -> "Fire";
      case HEAT_WAVE, COLD_SURGE -> "Met";
      case DROUGHT, GAS_ANOMALY -> "Env";
    };
  }

  private static String severity(double value, double[] limits) {
    return value >= limits[2]
        ? "Extreme"
        : value >= limits[1] ? "Severe" : value >= limits[0] ? "Moderate" : "Minor";
  }
}
