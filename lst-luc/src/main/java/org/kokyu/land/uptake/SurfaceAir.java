package org.kokyu.land.uptake;

import java.util.Arrays;
import org.kokyu.core.scene.SceneGeometry;

/**
 * Air temperature from surface temperature where no meteorology is given.
 *
 * <p>Clear pixels: T_a = T_s − c (1 − f) G with the canopy cover f (taken as fAPAR/0.95) and the
 * global irradiance G. A closed canopy has the temperature of the air (Prihodko and Goward 1997,
 * Remote Sens. Environ. 60, 335–346); at night so has the ground, to 2.4 K (Vancutsem et al. 2010,
 * ibid. 114, 449–465). Bare ground is warmer by H r/(ρ c_p): c = 0.35 · 50 s m-1/(1.17 kg m-3 ·
 * 1005 J kg-1 K-1) = 0.015 K per W m-2, a sensible heat flux of 0.35 G over an aerodynamic
 * resistance of 50 s m-1. Standard deviation 4 K: comparisons of such estimates with stations lie
 * at 2–5 K.
 *
 * <p>Cloudy pixels: mean of the clear ones of their cell of 0.5°, else of the cells around to 5°,
 * standard deviation 5 K; else unknown.
 */
final class SurfaceAir {
  static final double SIGMA_K = 4;
  static final double FILLED_SIGMA_K = 5;
  private static final float EXCESS = 0.015f;
  private static final float CLOSED = 0.95f;
  private static final int CELLS_PER_DEGREE = 2;
  private static final int FARTHEST_CELLS = 10;
  private static final int ROWS = 180 * CELLS_PER_DEGREE;
  private static final int COLUMNS = 360 * CELLS_PER_DEGREE;

  private final double[] sum = new double[ROWS * COLUMNS];
  private final int[] count = new int[ROWS * COLUMNS];
  private final float[] mean = new float[ROWS * COLUMNS];

  /** Temperature of a clear pixel. */
  static float ofClear(float surfaceK, float fapar, float shortwave) {
    float cover = Math.min(1, fapar / CLOSED);
    return surfaceK - EXCESS * (1 - cover) * shortwave;
  }

  private static int cell(float latitude, float longitude) {
    int row = Math.max(0, Math.min(ROWS - 1, (int) ((90 - latitude) * CELLS_PER_DEGREE)));
    int column = Math.floorMod((int) Math.floor((longitude + 180) * CELLS_PER_DEGREE), COLUMNS);
    return row * COLUMNS + column;
  }

  void add(float latitude, float longitude, float airK) {
    int c = cell(latitude, longitude);
    sum[c] += airK;
    count[c]++;
  }

  /** Spreads the means over the cells that have none. */
  void spread(SceneGeometry geometry) {
    Arrays.fill(mean, Float.NaN);
    for (int c = 0; c < mean.length; c++) {
      if (count[c] > 0) {
        mean[c] = (float) (sum[c] / count[c]);
      }
    }
    float[] known = mean.clone();
    for (int i = 0; i < geometry.size(); i++) {
      float latitude = geometry.latitudeDeg(i);
      if (!Float.isNaN(latitude)) {
        int c = cell(latitude, geometry.longitudeDeg(i));
        if (Float.isNaN(mean[c])) {
          mean[c] = around(known, c);
        }
      }
    }
  }

  /** Mean of the nearest ring of cells that has any; −1 marks a cell that was looked at in vain. */
  private static float around(float[] known, int cell) {
    int row = cell / COLUMNS;
    int column = cell % COLUMNS;
    for (int ring = 1; ring <= FARTHEST_CELLS; ring++) {
      double total = 0;
      int n = 0;
      for (int dy = -ring; dy <= ring; dy++) {
        for (int dx = -ring; dx <= ring; dx++) {
          boolean onRing = Math.max(Math.abs(dx), Math.abs(dy)) == ring;
          if (onRing && row + dy >= 0 && row + dy < ROWS) {
            float k = known[(row + dy) * COLUMNS + Math.floorMod(column + dx, COLUMNS)];
            if (!Float.isNaN(k) && k > 0) {
              total += k;
              n++;
            }
          }
        }
      }
      if (n > 0) {
        return (float) (total / n);
      }
    }
    return -1;
  }

  /** Temperature of a cloudy pixel, not a number where unknown. */
  float at(float latitude, float longitude) {
    float k = mean[cell(latitude, longitude)];
    return k > 0 ? k : Float.NaN;
  }
}
