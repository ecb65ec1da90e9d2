package org.kokyu.flux.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Partial columns of a gas against their local background.
 *
 * <pre>
 * b = median of the neighbours, rᵢ = (xᵢ − b)/σᵢ, s = max(1, spread of r), z = (x − b) / (σ s √(1 + π/2n))
 * </pre>
 *
 * <p>Neighbours: soundings of other granules within {@code radiusKm} and {@code window} of time, in
 * this or another year at the same season; at least {@value RobustScore#LEAST}, else there is no
 * score. σ: posterior standard deviation of each sounding, so that a poor one is no anomaly; s:
 * robust spread (corrected MAD) of the standardised departures, never below one, because errors
 * that soundings share do not show in it. Probabilities: {@link EmpiricalNull} of the neighbours'
 * own scores, then {@link FalseDiscovery}. One gas and layer at a time. Stateless.
 */
public final class ProfileBackground {
  private static final double EARTH_KM = 6371;
  private static final double YEAR_DAYS = 365.2425;

  /**
   * A retrieved partial column.
   *
   * @param granule its file; soundings of one granule share errors and are no neighbours
   * @param sigma one standard deviation, positive
   */
  public record Column(
      String granule,
      Instant time,
      double latitudeDeg,
      double longitudeDeg,
      double value,
      double sigma) {}

  /** How far neighbours may be. */
  public record Reach(double radiusKm, Duration window) {
    /** 500 km and 15 days, in every year. */
    public static final Reach USUAL = new Reach(500, Duration.ofDays(15));
  }

  private ProfileBackground() {}

  /** Score of a column; not a number with too few neighbours. */
  public static double score(Column c, List<Column> known, Reach reach) {
    Column[] near = known.stream().filter(o -> neighbours(c, o, reach)).toArray(Column[]::new);
    if (near.length < RobustScore.LEAST || !(c.sigma() > 0)) {
      return Double.NaN;
    }
    double background =
        RobustScore.spread(Arrays.stream(near).mapToDouble(Column::value).toArray()).median();
    double spread =
        RobustScore.spread(
                Arrays.stream(near)
                    .mapToDouble(o -> (o.value() - background) / o.sigma())
                    .toArray())
            .scale();
    return (c.value() - background)
        / (c.sigma() * Math.max(1, spread) * Math.sqrt(1 + Math.PI / (2.0 * near.length)));
  }

  /** Columns that are unusual among those that are new, the known ones being the background. */
  public static boolean[] unusual(
      List<Column> fresh, List<Column> known, Reach reach, double rate) {
    EmpiricalNull background = new EmpiricalNull();
    known.forEach(k -> background.add(score(k, known, reach)));
    double[] p =
        fresh.stream()
            .mapToDouble(f -> score(f, known, reach))
            .map(z -> Double.isNaN(z) ? z : background.probability(z, EmpiricalNull.Side.BOTH))
            .toArray();
    return FalseDiscovery.kept(p, rate, FalseDiscovery.Dependence.POSITIVE);
  }

  private static boolean neighbours(Column a, Column b, Reach reach) {
    if (a.granule().equals(b.granule()) || !(b.sigma() > 0) || Double.isNaN(b.value())) {
      return false;
    }
    double days = Duration.between(a.time(), b.time()).toMinutes() / 1440.0;
    double season = Math.abs(Math.IEEEremainder(days, YEAR_DAYS));
    return season <= reach.window().toMinutes() / 1440.0 && distanceKm(a, b) <= reach.radiusKm();
  }

  private static double distanceKm(Column a, Column b) {
    double p = Math.toRadians(a.latitudeDeg());
    double q = Math.toRadians(b.latitudeDeg());
    double l = Math.toRadians(b.longitudeDeg() - a.longitudeDeg());
    double h =
        Math.pow(Math.sin((q - p) / 2), 2)
            + Math.cos(p) * Math.cos(q) * Math.pow(Math.sin(l / 2), 2);
    return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
