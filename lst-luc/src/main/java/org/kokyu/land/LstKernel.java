package org.kokyu.land;

/**
 * The three-band forms of a {@link LstCoefficients} for many pixels at a time, with the uncertainty
 * of {@link LstUncertainty}; single precision, within 1e-3 K of {@link
 * LstCoefficients#estimateWithGradient}.
 *
 * <p>Pixels that lie between the same four nodes are computed together, coefficient by coefficient,
 * in loops that write one array each and have no branch: the compiler turns those into vector
 * instructions. Fill the inputs, call {@link #run}, read the results. Mutable scratch, one per
 * worker.
 */
final class LstKernel {
  /** Most pixels of one call; all scratch together stays in the processor's second cache. */
  static final int CAPACITY = 512;

  private static final float CELSIUS = 273.15f;
  private static final int COMMON = LstForm.THREE_BAND.size();
  private static final float NOISE_VARIANCE =
      (float) (LstUncertainty.NEDT_K * LstUncertainty.NEDT_K);

  /** Brightness temperatures of bands 13, 14, 15 [K]. */
  final float[][] kelvin = new float[3][CAPACITY];

  /** Emissivities of bands 13, 14, 15. */
  final float[][] emissivity = new float[3][CAPACITY];

  /** Standard deviation of the emissivities. */
  final float[] emissivitySigma = new float[CAPACITY];

  /** 1/cos of the view zenith angle. */
  final float[] secant = new float[CAPACITY];

  /** Water vapour column and its standard deviation [kg m-2]. */
  final float[] water = new float[CAPACITY];

  final float[] waterSigma = new float[CAPACITY];

  /** Air temperature [K]; not looked at by forms without. */
  final float[] air = new float[CAPACITY];

  /** Result: surface temperature and its standard uncertainty [K]. */
  final float[] lst = new float[CAPACITY];

  final float[] sigma = new float[CAPACITY];

  /** Result: whether an input is outside what the coefficients were made from. */
  final boolean[] extrapolated = new boolean[CAPACITY];

  private final boolean withAir;
  private final int size;
  private final float[] secants;
  private final float[] waters;
  private final float[][] nodes;
  private final float[] variances;
  private final float lowestDifference;
  private final float highestDifference;
  private final float airVariance;

  private final int[] box = new int[CAPACITY];
  private final float[] alongSecant = new float[CAPACITY];
  private final float[] alongWater = new float[CAPACITY];
  private final float[][] f;
  private final float[][] c;
  private final float[] byWater = new float[CAPACITY];
  private final float[] byMean = new float[CAPACITY];
  private final float[] byFirst = new float[CAPACITY];
  private final float[] bySecond = new float[CAPACITY];
  private final float[] byAir = new float[CAPACITY];

  /**
   * @param set a three-band form on at least two by two nodes
   * @param airSigmaK standard deviation of the air temperatures [K]
   */
  LstKernel(LstCoefficients set, double airSigmaK) {
    if (!supports(set)) {
      throw new IllegalArgumentException(
          "%s on %d x %d nodes: a three-band form on two or more each way expected"
              .formatted(set.form(), set.secants().length, set.waters().length));
    }
    this.withAir = set.form().needsAir();
    this.size = set.form().size();
    this.secants = floats(set.secants());
    this.waters = floats(set.waters());
    int n = secants.length * waters.length;
    this.nodes = new float[n][];
    this.variances = new float[n];
    for (int i = 0; i < n; i++) {
      nodes[i] = floats(set.coefficients(i));
      variances[i] = (float) (set.sigmaK(i) * set.sigmaK(i));
    }
    this.lowestDifference = (float) set.differenceRangeK()[0];
    this.highestDifference = (float) set.differenceRangeK()[1];
    this.airVariance = (float) (airSigmaK * airSigmaK);
    this.f = new float[size][CAPACITY];
    this.c = new float[size][CAPACITY];
  }

  /** Whether the kernel knows the form of a set. */
  static boolean supports(LstCoefficients set) {
    return set.form().needsThreeBands() && set.secants().length > 1 && set.waters().length > 1;
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  /** Computes the first n pixels. */
  void run(int n) {
    locate(n);
    regressors(n);
    for (int from = 0; from < n; ) {
      int to = from + 1;
      while (to < n && box[to] == box[from]) {
        to++;
      }
      evaluate(box[from], from, to);
      from = to;
    }
    uncertainty(n);
  }

  /** Finds the nodes around each pixel; beyond the last node the coefficients stay constant. */
  private void locate(int n) {
    int s = 0;
    int w = 0;
    for (int i = 0; i < n; i++) {
      s = below(secants, secant[i], s);
      w = below(waters, water[i], w);
      box[i] = s * waters.length + w;
      alongSecant[i] = fraction(secants, s, secant[i]);
      alongWater[i] = fraction(waters, w, water[i]);
      float d = kelvin[1][i] - kelvin[2][i];
      extrapolated[i] =
          secant[i] > secants[secants.length - 1]
              || water[i] > waters[waters.length - 1]
              || d < lowestDifference
              || d > highestDifference;
    }
  }

  /** The last node below x but never the last of all; neighbours mostly share it. */
  private static int below(float[] nodes, float x, int guess) {
    int i = guess;
    while (i > 0 && x < nodes[i]) {
      i--;
    }
    while (i < nodes.length - 2 && nodes[i + 1] <= x) {
      i++;
    }
    return i;
  }

  private static float fraction(float[] nodes, int i, float x) {
    return Math.min(1, Math.max(0, (x - nodes[i]) / (nodes[i + 1] - nodes[i])));
  }

  /** The regressors of {@link LstForm#THREE_BAND_AIR}, without the leading 1. */
  private void regressors(int n) {
    float[] mean = f[1];
    float[] first = f[2];
    float[] second = f[3];
    mean(mean, kelvin[0], kelvin[1], kelvin[2], n);
    difference(first, kelvin[0], kelvin[1], n);
    difference(second, kelvin[1], kelvin[2], n);
    product(f[4], 0.1f, first, first, n);
    product(f[5], 0.1f, first, second, n);
    product(f[6], 0.1f, second, second, n);
    for (int b = 0; b < 3; b++) {
      oneMinus(f[7 + b], emissivity[b], n);
      product(f[10 + b], 0.02f, f[7 + b], mean, n);
      product(f[13 + b], 0.3f, f[7 + b], second, n);
    }
    if (withAir) {
      aboveMean(f[COMMON], air, mean, n);
      product(f[COMMON + 1], 0.1f, f[COMMON], second, n);
    }
  }

  private static void mean(float[] out, float[] a, float[] b, float[] d, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (a[i] + b[i] + d[i]) * (1f / 3) - CELSIUS;
    }
  }

  private static void difference(float[] out, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] - b[i];
    }
  }

  private static void product(float[] out, float scale, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = scale * a[i] * b[i];
    }
  }

  private static void oneMinus(float[] out, float[] a, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = 1 - a[i];
    }
  }

  private static void aboveMean(float[] out, float[] air, float[] mean, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = air[i] - CELSIUS - mean[i];
    }
  }

  /** Coefficients, value and slope over water of pixels between the same nodes. */
  private void evaluate(int node, int from, int to) {
    float[] dryNear = nodes[node];
    float[] wetNear = nodes[node + 1];
    float[] dryFar = nodes[node + waters.length];
    float[] wetFar = nodes[node + waters.length + 1];
    for (int k = 0; k < size; k++) {
      float a = dryNear[k];
      float overSecant = dryFar[k] - a;
      float overWater = wetNear[k] - a;
      float overBoth = wetFar[k] - dryFar[k] - overWater;
      blend(c[k], a, overSecant, overWater, overBoth, alongSecant, alongWater, from, to);
      if (k == 0) {
        constant(lst, c[0], from, to);
        line(byWater, overWater, overBoth, alongSecant, from, to);
      } else {
        addProduct(lst, c[k], f[k], from, to);
        addLineProduct(byWater, overWater, overBoth, alongSecant, f[k], from, to);
      }
    }
    int w = node % waters.length;
    scale(byWater, 1 / (waters[w + 1] - waters[w]), from, to);
    float v = variances[node];
    float overSecant = variances[node + waters.length] - v;
    float overWater = variances[node + 1] - v;
    float overBoth =
        variances[node + waters.length + 1] - variances[node + waters.length] - overWater;
    blend(sigma, v, overSecant, overWater, overBoth, alongSecant, alongWater, from, to);
  }

  private static void blend(
      float[] out,
      float a,
      float overSecant,
      float overWater,
      float overBoth,
      float[] s,
      float[] w,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      out[i] = a + s[i] * overSecant + w[i] * (overWater + s[i] * overBoth);
    }
  }

  private static void constant(float[] out, float[] c, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = c[i] + CELSIUS;
    }
  }

  private static void line(float[] out, float a, float b, float[] s, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = a + s[i] * b;
    }
  }

  private static void addProduct(float[] out, float[] c, float[] f, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] += c[i] * f[i];
    }
  }

  private static void addLineProduct(
      float[] out, float a, float b, float[] s, float[] f, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] += (a + s[i] * b) * f[i];
    }
  }

  private static void scale(float[] out, float factor, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] *= factor;
    }
  }

  /** Root of the squares of formula, noise, emissivity, water vapour and air temperature. */
  private void uncertainty(int n) {
    slope(byFirst, c[2], 0.2f, c[4], f[2], 0.1f, c[5], f[3], n);
    slope(bySecond, c[3], 0.1f, c[5], f[2], 0.2f, c[6], f[3], n);
    add(byMean, c[1], 0.02f, c[10], f[7], c[11], f[8], n);
    addScaled(byMean, 0.02f, c[12], f[9], n);
    for (int b = 0; b < 3; b++) {
      addScaled(bySecond, 0.3f, c[13 + b], f[7 + b], n);
    }
    if (withAir) {
      addScaled(bySecond, 0.1f, c[COMMON + 1], f[COMMON], n);
      airSlope(byAir, c[COMMON], c[COMMON + 1], f[3], n);
      difference(byMean, byMean, byAir, n);
      addSquare(sigma, airVariance, byAir, n);
    }
    addNoise(sigma, byMean, byFirst, bySecond, n);
    for (int b = 0; b < 3; b++) {
      addEmissivity(sigma, emissivitySigma, c[7 + b], c[10 + b], f[1], c[13 + b], f[3], n);
    }
    addWater(sigma, byWater, waterSigma, n);
    root(sigma, n);
  }

  private static void slope(
      float[] out, float[] a, float p, float[] b, float[] x, float q, float[] d, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] + p * b[i] * x[i] + q * d[i] * y[i];
    }
  }

  private static void add(
      float[] out, float[] a, float p, float[] b, float[] x, float[] d, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] + p * (b[i] * x[i] + d[i] * y[i]);
    }
  }

  private static void addScaled(float[] out, float p, float[] b, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += p * b[i] * x[i];
    }
  }

  private static void airSlope(float[] out, float[] a, float[] b, float[] second, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] + 0.1f * b[i] * second[i];
    }
  }

  private static void addSquare(float[] out, float p, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += p * x[i] * x[i];
    }
  }

  private static void addNoise(float[] out, float[] mean, float[] first, float[] second, int n) {
    for (int i = 0; i < n; i++) {
      float m = mean[i] * (1f / 3);
      float g13 = m + first[i];
      float g14 = m - first[i] + second[i];
      float g15 = m - second[i];
      out[i] += NOISE_VARIANCE * (g13 * g13 + g14 * g14 + g15 * g15);
    }
  }

  private static void addEmissivity(
      float[] out,
      float[] sigma,
      float[] alone,
      float[] warm,
      float[] mean,
      float[] split,
      float[] second,
      int n) {
    for (int i = 0; i < n; i++) {
      float g = sigma[i] * (alone[i] + 0.02f * warm[i] * mean[i] + 0.3f * split[i] * second[i]);
      out[i] += g * g;
    }
  }

  private static void addWater(float[] out, float[] slope, float[] waterSigma, int n) {
    for (int i = 0; i < n; i++) {
      float g = slope[i] * waterSigma[i];
      out[i] += g * g;
    }
  }

  private static void root(float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Math.sqrt(out[i]);
    }
  }
}
