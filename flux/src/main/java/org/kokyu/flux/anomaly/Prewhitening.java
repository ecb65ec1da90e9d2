package org.kokyu.flux.anomaly;

/**
 * First-order autoregression taken out of a series of scores, so that control charts made for
 * independent values keep their false-alarm rate.
 *
 * <pre>xₜ − μ = φᵍ (xₜ₋₉ − μ) + eₜ,   u = e / (σ √(1 − φ²ᵍ))</pre>
 *
 * <p>g: steps since the value before (1 without gaps); φ: correlation of neighbours, corrected for
 * its bias in short series by (1 + 3φ)/n (M. G. Kendall 1954, Biometrika 41, 403); μ, σ: mean and
 * standard deviation of the learning series; u: innovations, independent with variance one.
 * Immutable.
 *
 * @param mean μ
 * @param deviation σ
 * @param correlation φ, −0.99 … 0.99
 */
public record Prewhitening(double mean, double deviation, double correlation) {
  private static final int LEAST = 20;

  /**
   * Learns from an undisturbed series.
   *
   * @param series in order, not a number where missing
   * @throws IllegalArgumentException below 20 values or without spread
   */
  public static Prewhitening learn(double[] series) {
    int n = 0;
    double sum = 0;
    for (double x : series) {
      if (Double.isFinite(x)) {
        sum += x;
        n++;
      }
    }
    double mean = sum / n;
    double variance = 0;
    double product = 0;
    int pairs = 0;
    for (int i = 0; i < series.length; i++) {
      if (!Double.isFinite(series[i])) {
        continue;
      }
      variance += (series[i] - mean) * (series[i] - mean);
      if (i > 0 && Double.isFinite(series[i - 1])) {
        product += (series[i] - mean) * (series[i - 1] - mean);
        pairs++;
      }
    }
    variance /= Math.max(1, n - 1);
    if (n < LEAST || !(variance > 0)) {
      throw new IllegalArgumentException(
          "at least %d values with spread expected, found %d".formatted(LEAST, n));
    }
    double raw = pairs == 0 ? 0 : product / pairs / variance;
    double corrected = raw + (1 + 3 * raw) / n;
    return new Prewhitening(mean, Math.sqrt(variance), Math.max(-0.99, Math.min(0.99, corrected)));
  }

  /** Innovations of a series; not a number where it has none. */
  public double[] innovations(double[] series) {
    double[] u = new double[series.length];
    int before = -1;
    for (int i = 0; i < series.length; i++) {
      if (!Double.isFinite(series[i])) {
        u[i] = Double.NaN;
        continue;
      }
      double weight = before < 0 ? 0 : Math.pow(correlation, i - before);
      double known = before < 0 ? 0 : series[before] - mean;
      u[i] = (series[i] - mean - weight * known) / (deviation * Math.sqrt(1 - weight * weight));
      before = i;
    }
    return u;
  }
}
