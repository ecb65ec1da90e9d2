package org.kokyu.flux.anomaly;

/**
 * Sequential tests on independent values of mean zero and variance one. Values that are not a
 * number are passed over. Mutable, one series each, not thread-safe.
 */
public interface ControlChart {

  /** Takes the next value; whether the chart is out of control now. */
  boolean next(double value);

  /** The statistic as a multiple of its limit, negative for low values. */
  double level();

  /** Back to the start. */
  void reset();

  /**
   * Exponentially weighted moving average E = λ x + (1 − λ) E; out of control where |E| exceeds L
   * √(λ / (2 − λ)). With λ = 0.2, L = 2.86 the mean time to a false alarm is 370 values (S. V.
   * Crowder 1987, Technometrics 29, 401; J. M. Lucas and M. S. Saccucci 1990, ibid. 32, 1).
   */
  final class Ewma implements ControlChart {
    private final double weight;
    private final double limit;
    private double average;

    public Ewma(double weight, double width) {
      this.weight = weight;
      this.limit = width * Math.sqrt(weight / (2 - weight));
    }

    /** λ = 0.2, L = 2.86. */
    public static Ewma standard() {
      return new Ewma(0.2, 2.86);
    }

    @Override
    public boolean next(double value) {
      if (!Double.isNaN(value)) {
        average += weight * (value - average);
      }
      return Math.abs(average) > limit;
    }

    @Override
    public double level() {
      return average / limit;
    }

    @Override
    public void reset() {
      average = 0;
    }
  }

  /**
   * Two one-sided cumulative sums S⁺ = max(0, S⁺ + x − k), S⁻ = max(0, S⁻ − x − k); out of control
   * above h. With k = 0.5, h = 5 the mean time to a false alarm is 465 values for both sides
   * together and twice that for one (D. C. Montgomery, Introduction to Statistical Quality Control,
   * table 9.3).
   */
  final class Cusum implements ControlChart {
    private final double slack;
    private final double limit;
    private double high;
    private double low;

    public Cusum(double slack, double limit) {
      this.slack = slack;
      this.limit = limit;
    }

    /** k = 0.5, h = 5. */
    public static Cusum standard() {
      return new Cusum(0.5, 5);
    }

    @Override
    public boolean next(double value) {
      if (!Double.isNaN(value)) {
        high = Math.max(0, high + value - slack);
        low = Math.max(0, low - value - slack);
      }
      return high > limit || low > limit;
    }

    @Override
    public double level() {
      return (low > high ? -low : high) / limit;
    }

    @Override
    public void reset() {
      high = 0;
      low = 0;
    }
  }
}
