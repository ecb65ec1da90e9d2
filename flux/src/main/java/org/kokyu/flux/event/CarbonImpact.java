package org.kokyu.flux.event;

/**
 * Carbon at stake in an event: anomalies of daily fluxes summed over its cells and days.
 *
 * <pre>I = 10⁻⁶ Σ Aᵢ Δfᵢ   [Tg C],   σ² = (1 − ρ) Σ (Aᵢ σᵢ)² + ρ (Σ Aᵢ σᵢ)²</pre>
 *
 * <p>Δf: anomaly [g C m⁻² d⁻¹] of one cell on one day; A: area [km²]; ρ: correlation of the errors
 * of any two of them. Errors of a flux model are mostly shared by its cells and days: ρ = 1 is the
 * upper bound and what {@link #SHARED} stands for; ρ = 0 would make the error vanish with the size
 * of the event. Cells that are not a number are left out and counted. Mutable sum, not thread-safe.
 */
public final class CarbonImpact {
  /** Correlation of the errors of two cell-days where nothing better is known. */
  public static final double SHARED = 0.5;

  private static final double TG_PER_KM2_G_M2 = 1e-6;

  private double sum;
  private double correlated;
  private double independent;
  private long missing;

  /** Adds one cell's day. */
  public void add(double anomalyGramPerM2Day, double errorGramPerM2Day, double areaKm2) {
    if (!Double.isFinite(anomalyGramPerM2Day) || !Double.isFinite(errorGramPerM2Day)) {
      missing++;
      return;
    }
    sum += anomalyGramPerM2Day * areaKm2;
    correlated += errorGramPerM2Day * areaKm2;
    independent += errorGramPerM2Day * areaKm2 * errorGramPerM2Day * areaKm2;
  }

  /** The sum [Tg C]. */
  public double teragramCarbon() {
    return sum * TG_PER_KM2_G_M2;
  }

  /** One standard deviation of the sum [Tg C] for a correlation of the errors, 0 … 1. */
  public double errorTeragramCarbon(double correlation) {
    return Math.sqrt((1 - correlation) * independent + correlation * correlated * correlated)
        * TG_PER_KM2_G_M2;
  }

  /** Cell-days without a value. */
  public long missing() {
    return missing;
  }
}
