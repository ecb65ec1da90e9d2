package org.kokyu.land.light;

/**
 * {@link ClearSkyModel} for loops over pixels: global irradiance over E cos θ, bilinear between
 * nodes of cos θ and the square root of the water column; within 0.3 % of the model up to 85° of
 * zenith angle (tested). Immutable, thread-safe.
 */
final class ClearSkyTable {
  private static final int SUNS = 101;
  private static final int WATERS = 41;

  /** Largest column of the table [cm]; more counts as this. */
  private static final double MOST_WATER_CM = 10;

  private final float[] transmittance = new float[SUNS * WATERS];

  ClearSkyTable(ClearSkyModel.Sky sky) {
    for (int s = 0; s < SUNS; s++) {
      // nodes lie closer together towards the horizon
      double root = Math.max(1e-3, (double) s / (SUNS - 1));
      double mu = root * root;
      for (int w = 0; w < WATERS; w++) {
        double share = (double) w / (WATERS - 1);
        double water = MOST_WATER_CM * share * share;
        double global = ClearSkyModel.at(1, mu, sky.withWaterCm(water)).global();
        transmittance[s * WATERS + w] = (float) (global / mu);
      }
    }
  }

  /**
   * @param cosZenith above 0
   * @param waterCm precipitable water [cm]
   */
  float at(float cosZenith, float waterCm) {
    float x = (float) Math.sqrt(cosZenith) * (SUNS - 1);
    float share = Math.min(1f, waterCm * (float) (1 / MOST_WATER_CM));
    float y = (float) Math.sqrt(Math.max(0f, share)) * (WATERS - 1);
    int i = Math.min(SUNS - 2, (int) x);
    int j = Math.min(WATERS - 2, (int) y);
    float u = x - i;
    float v = y - j;
    int k = i * WATERS + j;
    float low = transmittance[k] + v * (transmittance[k + 1] - transmittance[k]);
    float high =
        transmittance[k + WATERS] + v * (transmittance[k + WATERS + 1] - transmittance[k + WATERS]);
    return low + u * (high - low);
  }
}
