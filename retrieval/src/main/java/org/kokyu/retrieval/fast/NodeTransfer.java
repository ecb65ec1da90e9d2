package org.kokyu.retrieval.fast;

import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.retrieval.forward.RadiativeTransfer;

/**
 * Radiance at the nodes of a window and its derivatives with the optical depth and the Planck
 * radiances of every sublayer, by one upward and one downward pass each; equations in {@link
 * RadiativeTransfer}.
 *
 * <p>U_l: upward radiance at the bottom of sublayer l; D_l: downward radiance at its top; Tr_l:
 * transmittance from its top to space. dI/dt_l = Tr_l (dL↑_l/dt − a_l U_l); the sky adds (1 − ε)
 * Tr₀ Td_l (dL↓_l/dt − a_l D_l) with Td_l the transmittance from the bottom of l to the surface.
 * One per worker and window; arrays [sublayer][node].
 */
final class NodeTransfer {
  final double[] radiance;
  final double[][] byDepth;
  final double[][] byBottomK;
  final double[][] byTopK;
  final double[] bySkinK;
  final double[] byEmissivity;

  private final double[] c1nu3;
  private final double[] c2nu;
  private final double[][] up;
  private final double[][] down;
  private final double[][] bottomB;
  private final double[][] topB;
  private final double[][] bottomSlope;
  private final double[][] topSlope;
  private final double[] running;
  private final double[] skyToTop;

  NodeTransfer(double[] nodesPerCm, int maxSublayers) {
    int n = nodesPerCm.length;
    radiance = new double[n];
    byDepth = new double[maxSublayers][n];
    byBottomK = new double[maxSublayers][n];
    byTopK = new double[maxSublayers][n];
    bySkinK = new double[n];
    byEmissivity = new double[n];
    c1nu3 = new double[n];
    c2nu = new double[n];
    for (int i = 0; i < n; i++) {
      c1nu3[i] = PhysicalConstants.C1 * Math.pow(nodesPerCm[i], 3);
      c2nu[i] = PhysicalConstants.C2 * nodesPerCm[i];
    }
    up = new double[maxSublayers + 1][n];
    down = new double[maxSublayers + 1][n];
    bottomB = new double[maxSublayers][n];
    topB = new double[maxSublayers][n];
    bottomSlope = new double[maxSublayers][n];
    topSlope = new double[maxSublayers][n];
    running = new double[n];
    skyToTop = new double[n];
  }

  /**
   * @param depth vertical optical depth [sublayer][node]
   * @param emissivity per node
   */
  void compute(
      PerturbedColumn column,
      double[][] depth,
      double skinK,
      double[] emissivity,
      boolean lambertian) {
    int layers = column.sublayers;
    for (int l = 0; l < layers; l++) {
      planck(column.bottomK[l], bottomB[l], bottomSlope[l]);
      planck(column.topK[l], topB[l], topSlope[l]);
    }
    java.util.Arrays.fill(down[layers], 0);
    for (int l = layers - 1; l >= 0; l--) {
      double slant = lambertian ? RadiativeTransfer.DIFFUSIVITY : column.base.slantFactor(l);
      RadiativeTransfer.through(down[l + 1], depth[l], slant, topB[l], bottomB[l], down[l]);
    }
    planck(skinK, byEmissivity, bySkinK);
    for (int i = 0; i < radiance.length; i++) {
      double sky = down[0][i];
      double b = byEmissivity[i];
      up[0][i] = emissivity[i] * b + (1 - emissivity[i]) * sky;
      byEmissivity[i] = b - sky;
      bySkinK[i] *= emissivity[i];
    }
    for (int l = 0; l < layers; l++) {
      RadiativeTransfer.through(
          up[l], depth[l], column.base.slantFactor(l), bottomB[l], topB[l], up[l + 1]);
    }
    System.arraycopy(up[layers], 0, radiance, 0, radiance.length);
    upwardDerivatives(column, depth);
    skyDerivatives(column, depth, emissivity, lambertian);
  }

  private void planck(double temperatureK, double[] b, double[] slope) {
    double inverse = 1 / temperatureK;
    for (int i = 0; i < b.length; i++) {
      double x = c2nu[i] * inverse;
      double e = Math.exp(x);
      double value = c1nu3[i] / (e - 1);
      b[i] = value;
      slope[i] = value * x * inverse * e / (e - 1);
    }
  }

  private void upwardDerivatives(PerturbedColumn column, double[][] depth) {
    java.util.Arrays.fill(running, 1);
    for (int l = column.sublayers - 1; l >= 0; l--) {
      double slant = column.base.slantFactor(l);
      for (int i = 0; i < running.length; i++) {
        double t = depth[l][i] * slant;
        double a = Math.exp(-t);
        double g = RadiativeTransfer.g(t, a);
        double difference = bottomB[l][i] - topB[l][i];
        double emitted = topB[l][i] * a + difference * RadiativeTransfer.gSlope(t, a);
        double tr = running[i];
        byDepth[l][i] = tr * (emitted - a * up[l][i]) * slant;
        byBottomK[l][i] = tr * g * bottomSlope[l][i];
        byTopK[l][i] = tr * (1 - a - g) * topSlope[l][i];
        running[i] = tr * a;
      }
    }
    for (int i = 0; i < running.length; i++) {
      bySkinK[i] *= running[i];
      byEmissivity[i] *= running[i];
      skyToTop[i] = running[i];
    }
  }

  private void skyDerivatives(
      PerturbedColumn column, double[][] depth, double[] emissivity, boolean lambertian) {
    for (int i = 0; i < running.length; i++) {
      running[i] = (1 - emissivity[i]) * skyToTop[i];
    }
    for (int l = 0; l < column.sublayers; l++) {
      double slant = lambertian ? RadiativeTransfer.DIFFUSIVITY : column.base.slantFactor(l);
      for (int i = 0; i < running.length; i++) {
        double t = depth[l][i] * slant;
        double a = Math.exp(-t);
        double g = RadiativeTransfer.g(t, a);
        double difference = topB[l][i] - bottomB[l][i];
        double emitted = bottomB[l][i] * a + difference * RadiativeTransfer.gSlope(t, a);
        double tr = running[i];
        byDepth[l][i] += tr * (emitted - a * down[l + 1][i]) * slant;
        byTopK[l][i] += tr * g * topSlope[l][i];
        byBottomK[l][i] += tr * (1 - a - g) * bottomSlope[l][i];
        running[i] = tr * a;
      }
    }
  }
}
