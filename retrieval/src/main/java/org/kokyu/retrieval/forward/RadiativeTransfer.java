package org.kokyu.retrieval.forward;

import java.util.Arrays;
import org.kokyu.core.physics.Planck;

/**
 * Radiative transfer through homogeneous sublayers with a Planck function linear in optical depth,
 * from the temperatures of {@link AirColumn}'s fitted lines.
 *
 * <p>A sublayer of slant optical depth t with transmittance a = exp(−t) emits upwards B_t (1 − a) +
 * (B_b − B_t) g and downwards B_b (1 − a) + (B_t − B_b) g with g = (1 − a)/t − a; B_b and B_t are
 * the Planck radiances of its lower and upper bound. The surface emits ε B(T_s) and reflects the
 * sky with 1 − ε: along the same path (specular) or as the hemispheric mean 2 ∫ I(μ) μ dμ of the
 * sky (Lambertian), by Gauss–Jacobi quadrature at {@value #STREAMS} angles (Abramowitz and Stegun,
 * table 25.8).
 */
public final class RadiativeTransfer {
  /** Number of angles of a Lambertian sky. */
  public static final int STREAMS = 2;

  private static final double[] STREAM_SECANT = {1 / 0.3550510257, 1 / 0.8449489743};
  private static final double[] STREAM_WEIGHT = {0.3639172365, 0.6360827635};

  /** Below this optical depth g and its derivative come from their series. */
  static final double SERIES_DEPTH = 1e-3;

  /** Sublayers that are thinner than this at every point of a tile are passed over. */
  private static final double TRANSPARENT_DEPTH = 1e-7;

  /** Up to this slant depth the series of the transfer are exact enough. */
  private static final double THIN_DEPTH = 0.03;

  /** More depth than this changes nothing and would overflow. */
  private static final double OPAQUE_DEPTH = 300;

  private RadiativeTransfer() {}

  /** Secant of a stream of a Lambertian sky. */
  public static double streamSecant(int stream) {
    return STREAM_SECANT[stream];
  }

  /** Share of a stream in the hemispheric mean. */
  public static double streamWeight(int stream) {
    return STREAM_WEIGHT[stream];
  }

  /** Surface of a scene as a function of wavenumber. */
  public interface Surface {
    double skinK();

    double emissivityAt(double wavenumberPerCm);

    boolean lambertian();
  }

  /** g(t) for a given a = exp(−t). */
  public static double g(double t, double a) {
    return t < SERIES_DEPTH ? t * (0.5 - t * (1.0 / 3 - t / 8)) : (1 - a) / t - a;
  }

  /** dg/dt. */
  public static double gSlope(double t, double a) {
    return t < SERIES_DEPTH ? 0.5 - t * (2.0 / 3 - t * 3 / 8) : (a - (1 - a) / t) / t + a;
  }

  /**
   * Radiance through one sublayer.
   *
   * @param in entering radiance
   * @param depth vertical optical depth
   * @param slant slant over vertical path
   * @param inB Planck radiance at the bound where it enters
   * @param outB Planck radiance at the bound where it leaves
   * @param out filled: leaving radiance
   */
  public static void through(
      double[] in, double[] depth, double slant, double[] inB, double[] outB, double[] out) {
    for (int i = 0; i < out.length; i++) {
      double t = depth[i] * slant;
      double a = Math.exp(-t);
      out[i] = in[i] * a + outB[i] * (1 - a) + (inB[i] - outB[i]) * g(t, a);
    }
  }

  /** Radiances of many neighbouring wavenumbers without Jacobians. One per worker. */
  public static final class Tile {
    private final double[] up;
    private final double[] sky;
    private final double[] stream;
    private final double[] ramp;
    private final double[] scratch;

    public Tile(int points, int layers) {
      if (layers < 1) {
        throw new IllegalArgumentException("at least one layer needed");
      }
      up = new double[points];
      sky = new double[points];
      stream = new double[points];
      scratch = new double[points];
      ramp = new double[points];
      Arrays.setAll(ramp, i -> i);
    }

    /**
     * Radiance at the top [W m-2 sr-1 (cm-1)-1] for points equally spaced from {@code first} to
     * {@code last}. The Planck function is linear in wavenumber between them: keep the range below
     * 1 cm-1.
     *
     * @param depth vertical optical depth [sublayer][point]
     * @return an array that the next call overwrites
     */
    public double[] radiance(
        AirColumn column, Surface surface, double first, double last, float[][] depth) {
      int n = column.pressurePa.length;
      skyRadiance(column, surface, first, last, depth, n);
      double e0 = surface.emissivityAt(first);
      double e1 = surface.emissivityAt(last);
      double s0 = Planck.radiance(first, surface.skinK());
      double s1 = Planck.radiance(last, surface.skinK());
      int points = up.length;
      for (int i = 0; i < points; i++) {
        double w = (double) i / (points - 1);
        double e = e0 + w * (e1 - e0);
        up[i] = e * (s0 + w * (s1 - s0)) + (1 - e) * sky[i];
      }
      for (int l = 0; l < n; l++) {
        pass(
            up,
            depth[l],
            column.slantFactor[l],
            column.temperatureBottomK[l],
            column.temperatureTopK[l],
            first,
            last);
      }
      return up;
    }

    private void skyRadiance(
        AirColumn column, Surface surface, double first, double last, float[][] depth, int n) {
      Arrays.fill(sky, 0);
      if (!surface.lambertian()) {
        for (int l = n - 1; l >= 0; l--) {
          down(sky, column, l, column.slantFactor[l], first, last, depth[l]);
        }
        return;
      }
      for (int m = 0; m < STREAMS; m++) {
        Arrays.fill(stream, 0);
        for (int l = n - 1; l >= 0; l--) {
          down(stream, column, l, STREAM_SECANT[m], first, last, depth[l]);
        }
        for (int i = 0; i < sky.length; i++) {
          sky[i] += STREAM_WEIGHT[m] * stream[i];
        }
      }
    }

    private void down(
        double[] radiance,
        AirColumn column,
        int l,
        double slant,
        double first,
        double last,
        float[] depth) {
      pass(
          radiance,
          depth,
          slant,
          column.temperatureTopK[l],
          column.temperatureBottomK[l],
          first,
          last);
    }

    /**
     * Radiance through one sublayer, entering at a bound of temperature {@code inK}, leaving at
     * {@code outK}.
     */
    private void pass(
        double[] radiance,
        float[] depth,
        double slant,
        double inK,
        double outK,
        double first,
        double last) {
      float deepest = deepest(depth);
      if (deepest < TRANSPARENT_DEPTH) {
        return;
      }
      double in0 = Planck.radiance(first, inK);
      double inSlope = (Planck.radiance(last, inK) - in0) / (radiance.length - 1);
      double out0 = Planck.radiance(first, outK);
      double outSlope = (Planck.radiance(last, outK) - out0) / (radiance.length - 1);
      // conversion apart: loops that mix float and double are not vectorised
      for (int i = 0; i < radiance.length; i++) {
        scratch[i] = depth[i];
      }
      if (deepest * slant < THIN_DEPTH) {
        thin(radiance, slant, in0, inSlope, out0, outSlope);
      } else {
        thick(radiance, slant, in0, inSlope, out0, outSlope);
      }
    }

    private static float deepest(float[] depth) {
      float a = 0;
      float b = 0;
      int i = 0;
      for (; i + 1 < depth.length; i += 2) {
        a = Math.max(a, depth[i]);
        b = Math.max(b, depth[i + 1]);
      }
      return Math.max(Math.max(a, b), depth[depth.length - 1]);
    }

    /** By the series of a and g; the next terms are below t⁴/24 < 4e-8. */
    private void thin(
        double[] radiance, double slant, double in0, double inSlope, double out0, double outSlope) {
      for (int i = 0; i < radiance.length; i++) {
        double t = scratch[i] * slant;
        double absorbed = t * (1 - t * (0.5 - t * (1.0 / 6)));
        double g = t * (0.5 - t * (1.0 / 3 - t * 0.125));
        double bIn = in0 + ramp[i] * inSlope;
        double bOut = out0 + ramp[i] * outSlope;
        radiance[i] += (bOut - radiance[i]) * absorbed + (bIn - bOut) * g;
      }
    }

    /**
     * exp(−t) = 1 / p with p = P(t/16)^16 and the Taylor polynomial P of eˣ to x⁸: relative error
     * below 1e-7 for t < 8, no branch or call, so that the loop can be vectorised. One division
     * serves a = t/(p t) and g = (p − 1 − t)/(p t); the small addend keeps them defined at t = 0.
     */
    private void thick(
        double[] radiance, double slant, double in0, double inSlope, double out0, double outSlope) {
      for (int i = 0; i < radiance.length; i++) {
        double t = Math.min(scratch[i] * slant + 1e-9, OPAQUE_DEPTH);
        double x = t * (1.0 / 16);
        double p = 1 + x * (1.0 / 8);
        p = 1 + x * (1.0 / 7) * p;
        p = 1 + x * (1.0 / 6) * p;
        p = 1 + x * (1.0 / 5) * p;
        p = 1 + x * (1.0 / 4) * p;
        p = 1 + x * (1.0 / 3) * p;
        p = 1 + x * (1.0 / 2) * p;
        p = 1 + x * p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        double inverse = 1 / (p * t);
        double a = t * inverse;
        double bIn = in0 + ramp[i] * inSlope;
        double bOut = out0 + ramp[i] * outSlope;
        radiance[i] = radiance[i] * a + bOut * (1 - a) + (bIn - bOut) * ((p - 1 - t) * inverse);
      }
    }
  }
}
