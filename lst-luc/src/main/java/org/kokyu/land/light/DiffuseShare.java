package org.kokyu.land.light;

/**
 * Diffuse share of the light.
 *
 * <p>Of the whole spectrum, from the clearness k_t = G/(E cos θ): 1 − 0.09 k_t to 0.22; 0.9511 −
 * 0.1604 k_t + 4.388 k_t² − 16.638 k_t³ + 12.336 k_t⁴ to 0.80; 0.165 beyond (Erbs et al. 1982,
 * Solar Energy 28, 293–302; hourly data, root mean square error about 0.12). Of photosynthetically
 * active light, from the share d of the whole spectrum: [1 + 0.3 (1 − d²)] d (Spitters et al. 1986,
 * Agric. For. Meteorol. 38, 217–229), not above 1.
 */
public final class DiffuseShare {
  private DiffuseShare() {}

  /** Of the whole spectrum. */
  public static double ofClearness(double kt) {
    if (kt <= 0.22) {
      return 1 - 0.09 * Math.max(0, kt);
    }
    if (kt > 0.80) {
      return 0.165;
    }
    return 0.9511 + kt * (-0.1604 + kt * (4.388 + kt * (-16.638 + kt * 12.336)));
  }

  /** Of photosynthetically active light. */
  public static double ofPar(double share) {
    return Math.min(1, (1 + 0.3 * (1 - share * share)) * share);
  }
}
