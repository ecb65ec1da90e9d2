package org.kokyu.retrieval.forward;

import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Profile;

/**
 * Fixed profiles of the gases that are neither retrieved nor usually given: O3 and HNO3.
 *
 * <p>Gaussian layers in ln p over a constant tropospheric background, dry mole fraction: O3 30 ppb
 * plus 7.5 ppm at 8 hPa with a width of 1.2 in ln p; HNO3 0.1 ppb plus 6 ppb at 28 hPa with a width
 * of 0.8. Round numbers of the U.S. Standard Atmosphere in Anderson et al. (1986), AFGL-TR-86-0110;
 * real columns differ by tens of per cent, which matters little in the default windows because both
 * absorb weakly there.
 */
public final class TraceClimatology {
  private static final int LEVELS = 60;

  private TraceClimatology() {}

  public static Profile of(Gas gas) {
    return switch (gas) {
      case O3 -> layer(30e-9, 7.5e-6, 800, 1.2);
      case HNO3 -> layer(0.1e-9, 6e-9, 2800, 0.8);
      default -> throw new IllegalArgumentException("no fixed profile for " + gas);
    };
  }

  private static Profile layer(double background, double peak, double peakPa, double width) {
    double[] p = new double[LEVELS];
    double[] v = new double[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      p[i] = 110000 * Math.exp(-0.2 * i);
      double s = Math.log(p[i] / peakPa) / width;
      v[i] = background + peak * Math.exp(-0.5 * s * s);
    }
    return Profile.of(p, v);
  }
}
