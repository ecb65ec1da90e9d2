package org.kokyu.land.vegetation;

/**
 * Absorbed light and leaf area from a vegetation index and back.
 *
 * <p>fAPAR = 1.24 NDVI − 0.168, within 0 … 0.95 (Sims et al. 2005, J. Geophys. Res. 110, G02010;
 * crops and forests; standard deviation about 0.08 there, that of the index is added). LAI = −ln(1
 * − fAPAR)/κ, κ = 0.5 (Monsi and Saeki 1953; spherical leaves, sun overhead), at most 7: an
 * effective leaf area, clumping is left to the model that uses it.
 */
public final class Canopy {
  private static final float SLOPE = 1.24f;
  private static final float OFFSET = -0.168f;
  private static final float MOST = 0.95f;
  private static final float EXTINCTION = 0.5f;
  private static final float MOST_LEAVES = 7;
  private static final float RELATION_SIGMA = 0.08f;
  private static final float FAPAR_SIGMA =
      (float) Math.hypot(RELATION_SIGMA, SLOPE * VegetationComposite.NDVI_SIGMA);

  private Canopy() {}

  /** fAPAR of an index. */
  public static float fapar(float ndvi) {
    return Math.max(0, Math.min(MOST, OFFSET + SLOPE * ndvi));
  }

  /** Its standard deviation from a composite: relation and index, 0.094. */
  public static float faparSigma() {
    return FAPAR_SIGMA;
  }

  /** Leaf area of a fAPAR. */
  public static float lai(float fapar) {
    return (float) Math.min(MOST_LEAVES, -Math.log(1 - Math.min(MOST, fapar)) / EXTINCTION);
  }

  /** fAPAR of a leaf area. */
  public static float faparOfLeaves(float lai) {
    return (float) Math.min(MOST, 1 - Math.exp(-EXTINCTION * lai));
  }

  /** Standard deviation of a fAPAR from leaf area, from that of the leaf area. */
  static float faparSigmaOfLeaves(float lai, float laiSigma) {
    return (float) (EXTINCTION * Math.exp(-EXTINCTION * lai) * laiSigma);
  }
}
