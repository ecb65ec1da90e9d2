package org.kokyu.land.light;

import java.util.Map;
import java.util.TreeMap;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.ReflectanceImage;
import org.kokyu.land.tile.GeoTiles;

/**
 * Mean band-3 reflectance of the land of one scene in cells of 0.05°, cloud and all, where the sun
 * stands 15° high at least and the view is not beyond 75°: what {@link GroundReference} is learned
 * from. Reflectance is the factor of the file over cos θ and the sun's distance factor, coded into
 * a byte by its square root: 255 is 1.2, 0 is nothing.
 */
public final class GroundReflectanceDay {
  /** Cells of a degree. */
  public static final int CELLS_PER_DEGREE = 20;

  private static final double BRIGHTEST = 1.2;
  static final float LOWEST_COSINE = (float) Math.cos(Math.toRadians(75));
  static final float WIDEST_VIEW_DEG = 75;

  private GroundReflectanceDay() {}

  private static final class Sums {
    private final float[] sum = new float[GeoTiles.cells(CELLS_PER_DEGREE)];
    private final short[] count = new short[GeoTiles.cells(CELLS_PER_DEGREE)];
  }

  /**
   * Looks at a scene that has band 3.
   *
   * @param land 1 where a pixel is land
   * @param cosSun of each pixel
   */
  public static GeoTiles of(ImagerScene scene, byte[] land, float[] cosSun) {
    float[] red = scene.reflectance(3).map(ReflectanceImage::reflectance).orElseThrow();
    float[] view = scene.geometry().viewZenithDeg();
    float perDistance = (float) (1 / SolarIrradiance.distanceFactor(scene.slot().nominalTime()));
    int columns = scene.grid().columns();
    float[] latitude = new float[columns];
    float[] longitude = new float[columns];
    Map<Integer, Sums> sums = new TreeMap<>();
    for (int first = 0; first < red.length; first += columns) {
      scene.geometry().positionsDeg(first, latitude, longitude);
      for (int c = 0; c < columns; c++) {
        int i = first + c;
        boolean seen =
            land[i] != 0
                && cosSun[i] >= LOWEST_COSINE
                && view[i] <= WIDEST_VIEW_DEG
                && !Float.isNaN(red[i]);
        if (seen) {
          int tile = GeoTiles.tileOf(CELLS_PER_DEGREE, latitude[c], longitude[c]);
          Sums s = sums.computeIfAbsent(tile, t -> new Sums());
          int cell = GeoTiles.cellOf(CELLS_PER_DEGREE, latitude[c], longitude[c]);
          s.sum[cell] += red[i] * perDistance / cosSun[i];
          s.count[cell]++;
        }
      }
    }
    Map<Integer, byte[]> tiles = new TreeMap<>();
    sums.forEach((tile, s) -> tiles.put(tile, coded(s)));
    return new GeoTiles(CELLS_PER_DEGREE, 1, tiles);
  }

  private static byte[] coded(Sums s) {
    byte[] codes = new byte[s.sum.length];
    for (int c = 0; c < codes.length; c++) {
      if (s.count[c] > 0) {
        codes[c] = code(s.sum[c] / s.count[c]);
      }
    }
    return codes;
  }

  static byte code(double reflectance) {
    double x = Math.rint(255 * Math.sqrt(Math.max(0, reflectance) / BRIGHTEST));
    return (byte) Math.max(1, Math.min(255, x));
  }

  static float reflectance(byte code) {
    double x = (code & 0xff) / 255.0;
    return (float) (BRIGHTEST * x * x);
  }
}
