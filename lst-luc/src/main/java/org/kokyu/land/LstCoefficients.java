package org.kokyu.land;

import java.util.List;
import java.util.Objects;

/**
 * Coefficients of one form on nodes of secant of the view angle and water vapour, bilinear between
 * the nodes and constant beyond them. One node means a set that depends on neither. Immutable; one
 * {@link Estimate} per worker.
 */
public final class LstCoefficients {
  /** Half the step over which the slope over water is taken [kg m-2]. */
  private static final double WATER_STEP_KG = 0.5;

  /** Index of an input in {@link Estimate#gradient}. */
  public static final int EMISSIVITY = 3;

  public static final int WATER = 6;
  public static final int AIR = 7;

  private final LstForm form;
  private final double[] secants;
  private final double[] waters;
  private final double[][] coefficients;
  private final double[] sigmaK;
  private final double[] differenceRangeK;
  private final List<String> description;

  /**
   * @param secants ascending
   * @param waters ascending [kg m-2]
   * @param coefficients [secant · waters + water][k]
   * @param sigmaK error of the formula itself per node [K]
   * @param differenceRangeK smallest and largest T14 − T15 of the training [K]
   * @param description what the set was made from, for provenance
   */
  public LstCoefficients(
      LstForm form,
      double[] secants,
      double[] waters,
      double[][] coefficients,
      double[] sigmaK,
      double[] differenceRangeK,
      List<String> description) {
    this.form = Objects.requireNonNull(form, "form");
    this.secants = secants.clone();
    this.waters = waters.clone();
    this.coefficients = coefficients.clone();
    this.sigmaK = sigmaK.clone();
    this.differenceRangeK = differenceRangeK.clone();
    this.description = List.copyOf(description);
    int nodes = secants.length * waters.length;
    if (coefficients.length != nodes || sigmaK.length != nodes) {
      throw new IllegalArgumentException(
          "%d nodes expected, coefficients for %d and errors for %d found"
              .formatted(nodes, coefficients.length, sigmaK.length));
    }
    for (double[] c : coefficients) {
      if (c.length != form.size()) {
        throw new IllegalArgumentException(
            "%d coefficients expected, found %d".formatted(form.size(), c.length));
      }
    }
  }

  /** The same coefficients with another error of the formula per node [K]. */
  public LstCoefficients withSigmaK(double[] kelvin) {
    return new LstCoefficients(
        form, secants, waters, coefficients, kelvin, differenceRangeK, description);
  }

  public LstForm form() {
    return form;
  }

  public double[] secants() {
    return secants.clone();
  }

  public double[] waters() {
    return waters.clone();
  }

  public double[] coefficients(int node) {
    return coefficients[node].clone();
  }

  public double sigmaK(int node) {
    return sigmaK[node];
  }

  public double[] differenceRangeK() {
    return differenceRangeK.clone();
  }

  public List<String> description() {
    return description;
  }

  /** Result and scratch of one estimate. */
  public static final class Estimate {
    /** Surface temperature [K]. */
    public double kelvin;

    /** Error of the formula itself, one standard deviation [K]. */
    public double modelSigmaK;

    /** Whether an input is outside what the coefficients were made from. */
    public boolean extrapolated;

    /** ∂LST/∂ T13, T14, T15, ε13, ε14, ε15, W [K per kg m-2], Tₐ. */
    public final double[] gradient = new double[8];

    private final double[] regressors = new double[24];
    private final double[] blended = new double[24];
    private final int[] node = new int[4];
    private final double[] weight = new double[4];
  }

  /** Temperature and error of the formula; the gradient is left alone. */
  public void estimate(LstInputs x, Estimate e) {
    locate(x, e);
    e.kelvin = value(x, e);
    double variance = 0;
    for (int n = 0; n < 4; n++) {
      double s = sigmaK[e.node[n]];
      variance += e.weight[n] * s * s;
    }
    e.modelSigmaK = Math.sqrt(variance);
    double d = x.kelvin[1] - x.kelvin[2];
    e.extrapolated =
        x.secant > secants[secants.length - 1] && secants.length > 1
            || x.waterKg > waters[waters.length - 1] && waters.length > 1
            || d < differenceRangeK[0]
            || d > differenceRangeK[1];
  }

  /** Temperature, error and gradient. */
  public void estimateWithGradient(LstInputs x, Estimate e) {
    double water = x.waterKg;
    x.waterKg = water + WATER_STEP_KG;
    locate(x, e);
    double up = value(x, e);
    x.waterKg = Math.max(0, water - WATER_STEP_KG);
    double step = water + WATER_STEP_KG - x.waterKg;
    locate(x, e);
    double down = value(x, e);
    x.waterKg = water;
    estimate(x, e);
    form.gradient(x, e.blended, e.gradient);
    e.gradient[WATER] = (up - down) / step;
  }

  /** Blends the coefficients of the four nodes around. */
  private void locate(LstInputs x, Estimate e) {
    int s = below(secants, x.secant);
    int w = below(waters, x.waterKg);
    double fs = fraction(secants, s, x.secant);
    double fw = fraction(waters, w, x.waterKg);
    for (int n = 0; n < 4; n++) {
      int i = Math.min(secants.length - 1, s + n / 2);
      int j = Math.min(waters.length - 1, w + n % 2);
      e.node[n] = i * waters.length + j;
      e.weight[n] = (n / 2 == 0 ? 1 - fs : fs) * (n % 2 == 0 ? 1 - fw : fw);
    }
    double[] a = coefficients[e.node[0]];
    double[] b = coefficients[e.node[1]];
    double[] c = coefficients[e.node[2]];
    double[] d = coefficients[e.node[3]];
    for (int k = 0; k < a.length; k++) {
      e.blended[k] =
          e.weight[0] * a[k] + e.weight[1] * b[k] + e.weight[2] * c[k] + e.weight[3] * d[k];
    }
  }

  private static int below(double[] nodes, double x) {
    int i = 0;
    while (i < nodes.length - 2 && nodes[i + 1] <= x) {
      i++;
    }
    return i;
  }

  private static double fraction(double[] nodes, int i, double x) {
    return nodes.length == 1
        ? 0
        : Math.min(1, Math.max(0, (x - nodes[i]) / (nodes[i + 1] - nodes[i])));
  }

  private double value(LstInputs x, Estimate e) {
    form.regressors(x, e.regressors);
    double sum = form.offset(x);
    for (int k = 0; k < form.size(); k++) {
      sum += e.blended[k] * e.regressors[k];
    }
    return sum;
  }
}
