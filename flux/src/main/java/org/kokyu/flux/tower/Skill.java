package org.kokyu.flux.tower;

/**
 * How well a model meets a target on some intervals.
 *
 * @param model name
 * @param target {@code gpp}, {@code nee}, {@code reco} or {@code reco_product}
 * @param subset {@code fit_even}, {@code test_odd}, {@code test_odd_daytime}, …
 * @param n intervals with both values
 * @param r2 1 − Σ(p − o)²/Σ(o − ō)², not the square of a correlation [1]
 * @param rmse root mean square error [umol m-2 s-1]
 * @param bias mean of predicted minus observed [umol m-2 s-1]
 */
public record Skill(
    String model, String target, String subset, int n, double r2, double rmse, double bias) {

  /** Which intervals count. */
  interface Choice {
    boolean includes(int i);
  }

  static Skill of(
      String model,
      String target,
      String subset,
      double[] observed,
      double[] predicted,
      Choice choice) {
    int n = 0;
    double sum = 0;
    double error = 0;
    double squares = 0;
    for (int i = 0; i < observed.length; i++) {
      if (counts(observed, predicted, choice, i)) {
        n++;
        sum += observed[i];
        error += predicted[i] - observed[i];
        squares += (predicted[i] - observed[i]) * (predicted[i] - observed[i]);
      }
    }
    double variation = 0;
    for (int i = 0; i < observed.length; i++) {
      if (counts(observed, predicted, choice, i)) {
        variation += (observed[i] - sum / n) * (observed[i] - sum / n);
      }
    }
    return new Skill(
        model,
        target,
        subset,
        n,
        n > 1 && variation > 0 ? 1 - squares / variation : Double.NaN,
        n > 0 ? Math.sqrt(squares / n) : Double.NaN,
        n > 0 ? error / n : Double.NaN);
  }

  private static boolean counts(double[] observed, double[] predicted, Choice choice, int i) {
    return choice.includes(i) && !Double.isNaN(observed[i]) && !Double.isNaN(predicted[i]);
  }
}
