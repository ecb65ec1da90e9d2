package org.kokyu.core.atmosphere;

import java.util.Arrays;

/** Emissivity over wavenumber, linear between its points, constant outside; immutable. */
public final class SurfaceEmissivity {
  private final double[] wavenumberPerCm;
  private final double[] emissivity;

  private SurfaceEmissivity(double[] wavenumberPerCm, double[] emissivity) {
    this.wavenumberPerCm = wavenumberPerCm;
    this.emissivity = emissivity;
  }

  /**
   * @param wavenumberPerCm ascending [cm-1]
   * @param emissivity 0 … 1
   */
  public static SurfaceEmissivity of(double[] wavenumberPerCm, double[] emissivity) {
    if (wavenumberPerCm.length != emissivity.length || emissivity.length == 0) {
      throw new IllegalArgumentException(
          "emissivity needs as many values as wavenumbers: %d and %d"
              .formatted(emissivity.length, wavenumberPerCm.length));
    }
    for (int i = 0; i < emissivity.length; i++) {
      boolean ascending = i == 0 || wavenumberPerCm[i] > wavenumberPerCm[i - 1];
      if (!ascending || !(emissivity[i] > 0 && emissivity[i] <= 1)) {
        throw new IllegalArgumentException(
            "emissivity point %d: wavenumber %s cm-1 must ascend, emissivity %s must be in (0, 1]"
                .formatted(i, wavenumberPerCm[i], emissivity[i]));
      }
    }
    return new SurfaceEmissivity(wavenumberPerCm.clone(), emissivity.clone());
  }

  /** The same emissivity at every wavenumber. */
  public static SurfaceEmissivity constant(double emissivity) {
    return of(new double[] {1000.0}, new double[] {emissivity});
  }

  public double at(double nu) {
    int n = emissivity.length;
    int i = Arrays.binarySearch(wavenumberPerCm, nu);
    if (i >= 0) {
      return emissivity[i];
    }
    int hi = -i - 1;
    if (hi == 0) {
      return emissivity[0];
    }
    if (hi == n) {
      return emissivity[n - 1];
    }
    double w = (nu - wavenumberPerCm[hi - 1]) / (wavenumberPerCm[hi] - wavenumberPerCm[hi - 1]);
    return emissivity[hi - 1] + w * (emissivity[hi] - emissivity[hi - 1]);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SurfaceEmissivity s
        && Arrays.equals(wavenumberPerCm, s.wavenumberPerCm)
        && Arrays.equals(emissivity, s.emissivity);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(wavenumberPerCm) + Arrays.hashCode(emissivity);
  }
}
