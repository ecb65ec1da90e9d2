package org.kokyu.retrieval.fast;

import java.util.Arrays;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.retrieval.forward.Decay;
import org.kokyu.retrieval.forward.RadiativeTransfer;

/**
 * Radiance at the nodes of a window and its derivatives with the optical depth and the Planck
 * radiances of every sublayer, by one upward and one downward pass each; equations in {@link
 * RadiativeTransfer}.
 *
 * <p>U_l: upward radiance at the bottom of sublayer l; D_l: downward radiance at its top; Tr_l:
 * transmittance from its top to space. dI/dt_l = Tr_l (dL↑_l/dt − a_l U_l); the sky adds (1 − ε)
 * Tr₀ Td_l (dL↓_l/dt − a_l D_l) with Td_l the transmittance from the bottom of l to the surface. A
 * Lambertian sky is the weighted mean over its streams.
 *
 * <p>One per worker and window; arrays [sublayer][node]; no allocation per call.
 */
final class NodeTransfer {
  final double[] radiance;
  final double[][] byDepth;
  final double[][] byBottomK;
  final double[][] byTopK;
  final double[] bySkinK;
  final double[] byEmissivity;

  /** Derivatives with ln(cirrus amount) and ln(cirrus pressure). */
  final double[] byCirrus;

  final double[] byCirrusPressure;

  private final double[] lowerContrast;
  private final double[] upperContrast;

  /** Derivatives by way of the reflected sky; without rows until a cloud needs them. */
  private double[][] skyDepth = {};

  private double[][] skyBottomK = {};
  private double[][] skyTopK = {};
  private final double[] c1nu3;
  private final double[] c2nu;
  private final double[][] up;
  private final double[][] down;
  private final double[][] bottomB;
  private final double[][] topB;
  private final double[][] bottomSlope;
  private final double[][] topSlope;
  private final Sublayers view;
  private final Sublayers stream;
  private final double[] sky;
  private final double[] running;
  private final double[] skyToTop;
  private final double[] scratch;

  /** Transmittance a, share g of the far bound's Planck radiance and dg/dt along one direction. */
  private static final class Sublayers {
    private final double[][] a;
    private final double[][] g;
    private final double[][] gSlope;
    private final double[] slant;
    private final double[] t;

    Sublayers(int layers, int n) {
      a = new double[layers][n];
      g = new double[layers][n];
      gSlope = new double[layers][n];
      slant = new double[layers];
      t = new double[n];
    }

    void compute(double[] depth, double slantFactor, int l) {
      slant[l] = slantFactor;
      for (int i = 0; i < t.length; i++) {
        t[i] = depth[i] * slantFactor;
      }
      double[] al = a[l];
      Decay.of(t, al, t.length);
      for (int i = 0; i < t.length; i++) {
        g[l][i] = RadiativeTransfer.g(t[i], al[i]);
        gSlope[l][i] = RadiativeTransfer.gSlope(t[i], al[i]);
      }
    }
  }

  NodeTransfer(double[] nodesPerCm, int maxSublayers) {
    int n = nodesPerCm.length;
    radiance = new double[n];
    byDepth = new double[maxSublayers][n];
    byBottomK = new double[maxSublayers][n];
    byTopK = new double[maxSublayers][n];
    bySkinK = new double[n];
    byEmissivity = new double[n];
    byCirrus = new double[n];
    byCirrusPressure = new double[n];
    lowerContrast = new double[n];
    upperContrast = new double[n];
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
    view = new Sublayers(maxSublayers, n);
    stream = new Sublayers(maxSublayers, n);
    sky = new double[n];
    running = new double[n];
    skyToTop = new double[n];
    scratch = new double[n];
  }

  /**
   * @param depth vertical optical depth [sublayer][node]
   * @param emissivity per node
   * @param keepSky whether a cloud will be added
   */
  void compute(
      PerturbedColumn column,
      double[][] depth,
      double skinK,
      double[] emissivity,
      boolean lambertian,
      boolean keepSky) {
    int layers = column.sublayers;
    for (int l = 0; l < layers; l++) {
      planck(column.bottomK[l], bottomB[l], bottomSlope[l]);
      planck(column.topK[l], topB[l], topSlope[l]);
      view.compute(depth[l], column.base.slantFactor(l), l);
    }
    transmittanceToTop(layers);
    Arrays.fill(sky, 0);
    clearDerivatives(layers);
    if (lambertian) {
      for (int m = 0; m < RadiativeTransfer.STREAMS; m++) {
        for (int l = 0; l < layers; l++) {
          stream.compute(depth[l], RadiativeTransfer.streamSecant(m), l);
        }
        addSky(stream, layers, RadiativeTransfer.streamWeight(m), emissivity);
      }
    } else {
      addSky(view, layers, 1, emissivity);
    }
    if (keepSky) {
      keepSky(layers);
    }
    surface(skinK, emissivity);
    for (int l = 0; l < layers; l++) {
      through(view, l, up[l], bottomB[l], topB[l], up[l + 1]);
    }
    System.arraycopy(up[layers], 0, radiance, 0, radiance.length);
    addUpward(layers);
  }

  /**
   * Puts a thin grey cloud between the sublayers, after {@link #compute} with {@code keepSky}: I +
   * N Σ_k w_k C_k with C_k = Tr_k (B_k − U_k) at the two bounds beside it.
   *
   * <p>With S the part of a derivative that comes by way of the reflected sky: dC_k/dt_m = −dI/dt_m
   * below the cloud and −S_m − s_m C_k above it (s slant factor); likewise for the Planck
   * radiances, and dC_k/dB_k = Tr_k; skin and emissivity count (1 − N) times. What the cloud adds
   * to the sky is left out.
   */
  void addCirrus(int layers, CirrusPlace place) {
    int low = place.level();
    cloudContrast(low, layers, lowerContrast);
    cloudContrast(low + 1, layers, upperContrast);
    double n = place.amount();
    double lower = n * (1 - place.upperShare());
    double upper = n * place.upperShare();
    for (int m = 0; m < layers; m++) {
      // the parts of the cloud above and below the sublayer
      double above = (m < low ? lower : 0) + (m < low + 1 ? upper : 0);
      double below = n - above;
      double lowerBelow = m >= low ? lower * view.slant[m] : 0;
      double upperBelow = m >= low + 1 ? upper * view.slant[m] : 0;
      for (int i = 0; i < radiance.length; i++) {
        byDepth[m][i] +=
            -above * byDepth[m][i]
                - below * skyDepth[m][i]
                - lowerBelow * lowerContrast[i]
                - upperBelow * upperContrast[i];
        byBottomK[m][i] += -above * byBottomK[m][i] - below * skyBottomK[m][i];
        byTopK[m][i] += -above * byTopK[m][i] - below * skyTopK[m][i];
      }
    }
    addEmission(low, lower, layers);
    addEmission(low + 1, upper, layers);
    for (int i = 0; i < radiance.length; i++) {
      double change = lower * lowerContrast[i] + upper * upperContrast[i];
      radiance[i] += change;
      byCirrus[i] = change;
      byCirrusPressure[i] = n * place.perLnPressure() * (upperContrast[i] - lowerContrast[i]);
      bySkinK[i] *= 1 - n;
      byEmissivity[i] *= 1 - n;
    }
  }

  /** Derivative of the cloud's own emission at the bottom of sublayer l with its temperature. */
  private void addEmission(int l, double share, int layers) {
    for (int i = 0; i < radiance.length; i++) {
      running[i] = share * bottomSlope[l][i];
    }
    for (int m = l; m < layers; m++) {
      double[] a = view.a[m];
      for (int i = 0; i < radiance.length; i++) {
        running[i] *= a[i];
      }
    }
    for (int i = 0; i < radiance.length; i++) {
      byBottomK[l][i] += running[i];
    }
  }

  private void keepSky(int layers) {
    if (skyDepth.length == 0) {
      int n = radiance.length;
      skyDepth = new double[byDepth.length][n];
      skyBottomK = new double[byDepth.length][n];
      skyTopK = new double[byDepth.length][n];
    }
    for (int l = 0; l < layers; l++) {
      System.arraycopy(byDepth[l], 0, skyDepth[l], 0, radiance.length);
      System.arraycopy(byBottomK[l], 0, skyBottomK[l], 0, radiance.length);
      System.arraycopy(byTopK[l], 0, skyTopK[l], 0, radiance.length);
    }
  }

  /**
   * Change of the radiance when a black cloud whose top is the bottom of sublayer l covers all:
   * Tr_l (B_l − U_l), at the last computation.
   *
   * @param layers number of sublayers
   */
  void cloudContrast(int l, int layers, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = bottomB[l][i] - up[l][i];
    }
    for (int m = l; m < layers; m++) {
      double[] a = view.a[m];
      for (int i = 0; i < to.length; i++) {
        to[i] *= a[i];
      }
    }
  }

  private void planck(double temperatureK, double[] b, double[] slope) {
    double inverse = 1 / temperatureK;
    for (int i = 0; i < b.length; i++) {
      scratch[i] = c2nu[i] * inverse;
    }
    Decay.of(scratch, b, b.length);
    for (int i = 0; i < b.length; i++) {
      double e = b[i];
      double value = c1nu3[i] * e / (1 - e);
      b[i] = value;
      slope[i] = value * scratch[i] * inverse / (1 - e);
    }
  }

  private void transmittanceToTop(int layers) {
    Arrays.fill(skyToTop, 1);
    for (int l = 0; l < layers; l++) {
      double[] a = view.a[l];
      for (int i = 0; i < skyToTop.length; i++) {
        skyToTop[i] *= a[i];
      }
    }
  }

  private void clearDerivatives(int layers) {
    for (int l = 0; l < layers; l++) {
      Arrays.fill(byDepth[l], 0);
      Arrays.fill(byBottomK[l], 0);
      Arrays.fill(byTopK[l], 0);
    }
  }

  private static void through(
      Sublayers path, int l, double[] in, double[] inB, double[] outB, double[] out) {
    double[] a = path.a[l];
    double[] g = path.g[l];
    for (int i = 0; i < out.length; i++) {
      out[i] = in[i] * a[i] + outB[i] * (1 - a[i]) + (inB[i] - outB[i]) * g[i];
    }
  }

  /** Adds one direction of the sky to the downward radiance and to the derivatives. */
  private void addSky(Sublayers path, int layers, double share, double[] emissivity) {
    Arrays.fill(down[layers], 0);
    for (int l = layers - 1; l >= 0; l--) {
      through(path, l, down[l + 1], topB[l], bottomB[l], down[l]);
    }
    for (int i = 0; i < running.length; i++) {
      sky[i] += share * down[0][i];
      running[i] = share * (1 - emissivity[i]) * skyToTop[i];
    }
    for (int l = 0; l < layers; l++) {
      derive(path, l, down[l + 1], 1);
    }
  }

  private void surface(double skinK, double[] emissivity) {
    planck(skinK, byEmissivity, bySkinK);
    for (int i = 0; i < radiance.length; i++) {
      double b = byEmissivity[i];
      up[0][i] = emissivity[i] * b + (1 - emissivity[i]) * sky[i];
      byEmissivity[i] = (b - sky[i]) * skyToTop[i];
      bySkinK[i] *= emissivity[i] * skyToTop[i];
    }
  }

  private void addUpward(int layers) {
    Arrays.fill(running, 1);
    for (int l = layers - 1; l >= 0; l--) {
      derive(view, l, up[l], 0);
    }
  }

  /**
   * Adds the derivatives of one sublayer seen through {@code running}, which is then carried on
   * through it.
   *
   * @param entering index of the bound where the radiance enters: 0 bottom, 1 top
   */
  private void derive(Sublayers path, int l, double[] in, int entering) {
    double[] inB = (entering == 0 ? bottomB : topB)[l];
    double[] outB = (entering == 0 ? topB : bottomB)[l];
    double[] inSlope = (entering == 0 ? bottomSlope : topSlope)[l];
    double[] outSlope = (entering == 0 ? topSlope : bottomSlope)[l];
    double[] byIn = (entering == 0 ? byBottomK : byTopK)[l];
    double[] byOut = (entering == 0 ? byTopK : byBottomK)[l];
    double[] byT = byDepth[l];
    double[] a = path.a[l];
    double[] g = path.g[l];
    double[] gSlope = path.gSlope[l];
    double slant = path.slant[l];
    double[] tr = running;
    // a loop for each result: the compiler uses vectors for one that writes one array
    for (int i = 0; i < tr.length; i++) {
      byT[i] += tr[i] * slant * ((outB[i] - in[i]) * a[i] + (inB[i] - outB[i]) * gSlope[i]);
    }
    for (int i = 0; i < tr.length; i++) {
      byIn[i] += tr[i] * g[i] * inSlope[i];
    }
    for (int i = 0; i < tr.length; i++) {
      byOut[i] += tr[i] * (1 - a[i] - g[i]) * outSlope[i];
    }
    for (int i = 0; i < tr.length; i++) {
      tr[i] *= a[i];
    }
  }
}
