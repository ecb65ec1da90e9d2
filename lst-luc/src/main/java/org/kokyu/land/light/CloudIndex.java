package org.kokyu.land.light;

/**
 * From the cloud index n = (ρ − ρ_ground)/(ρ_cloud − ρ_ground) to the share k of the clear-sky
 * irradiance that reaches the ground (Heliosat-2; Rigollier et al. 2004, Solar Energy 77, 159–169,
 * after Fontoynont et al. 1998):
 *
 * <p>k = 1.2 for n ≤ −0.2; 1 − n to 0.8; 2.0667 − 3.6667 n + 1.6667 n² to 1.1; 0.05 beyond.
 *
 * <p>Without reflectance, from the cover N: k = 1 − 0.75 N^3.4 (Kasten and Czeplak 1980, Solar
 * Energy 24, 177–189).
 */
public final class CloudIndex {
  private CloudIndex() {}

  /** k of a cloud index. */
  public static double clearSkyIndex(double n) {
    if (n <= -0.2) {
      return 1.2;
    }
    if (n <= 0.8) {
      return 1 - n;
    }
    return n <= 1.1 ? 2.0667 - 3.6667 * n + 1.6667 * n * n : 0.05;
  }

  /** |dk/dn|. */
  static double slope(double n) {
    if (n <= -0.2 || n > 1.1) {
      return 0.2; // beyond the ends nearby values still reach within
    }
    return n <= 0.8 ? 1 : Math.abs(-3.6667 + 2 * 1.6667 * n);
  }

  /** k of a cloud cover 0 … 1. */
  public static double ofCover(double cover) {
    return 1 - 0.75 * Math.pow(cover, 3.4);
  }

  /**
   * Reflectance of thick cloud at the top of the atmosphere where none is learned: 0.78 − 0.13 (1 −
   * exp(−4 cos⁵ θ)) (Rigollier et al. 2004 after Taylor and Stowe 1984, J. Geophys. Res. 89,
   * 4987–4996).
   */
  public static double thickCloud(double cosZenith) {
    return 0.78 - 0.13 * (1 - Math.exp(-4 * Math.pow(cosZenith, 5)));
  }
}
