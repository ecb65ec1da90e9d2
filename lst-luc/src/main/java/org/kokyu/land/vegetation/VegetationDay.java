package org.kokyu.land.vegetation;

import java.util.Map;
import java.util.TreeMap;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.ReflectanceImage;
import org.kokyu.land.tile.GeoTiles;

/**
 * The greenest clear view of each cell of 0.02° in the scenes of a day: index of vegetation (NDVI)
 * with EVI and LSWI of the same view (Holben 1986, Int. J. Remote Sens. 7, 1417–1434). A view
 * counts where the cloud mask says clear, the sun stands 30° high at least, the satellite is not
 * lower than 25° (view zenith 65°), the indices are within what land can show and no snow was seen:
 * beyond, directional effects make a composite brighter or greener than the ground is.
 *
 * <p>Three bytes of a cell, 0 nothing, else 1 … 255 over −0.27 … 1.0. Greener wins; of equals the
 * larger other bytes, so that the order of the scenes does not matter.
 */
public final class VegetationDay {
  /** Cells of a degree. */
  public static final int CELLS_PER_DEGREE = 50;

  /** NDVI, EVI, LSWI. */
  public static final int LAYERS = 3;

  static final int CELLS = GeoTiles.cells(CELLS_PER_DEGREE);
  private static final double LOWEST = -0.27;
  private static final double STEP = 0.005;
  private static final float LEAST_SUN = 0.5f;
  private static final float WIDEST_VIEW_DEG = 65;
  private static final double GREENEST = 0.98;
  private static final double DARKEST = 0.005;
  private static final double BRIGHTEST_RED = 0.4;

  private VegetationDay() {}

  /** Nothing seen. */
  public static GeoTiles empty() {
    return new GeoTiles(CELLS_PER_DEGREE, LAYERS, Map.of());
  }

  /** Whether a scene has what the indices need. */
  public static boolean canSee(ImagerScene scene) {
    return scene.reflectance(3).isPresent() && scene.reflectance(4).isPresent();
  }

  /**
   * A day after one more of its scenes.
   *
   * @param before the day so far
   * @param scene with bands 3 and 4, better 1 and 5 too
   * @param land 1 where a pixel is land
   * @param cosSun of each pixel
   * @param cloudMask 0 is clear
   * @param distanceFactor of the sun, what the reflectances of a day are divided by
   */
  public static GeoTiles with(
      GeoTiles before,
      ImagerScene scene,
      byte[] land,
      float[] cosSun,
      byte[] cloudMask,
      double distanceFactor) {
    Map<Integer, byte[]> tiles = new TreeMap<>(before.tiles());
    Map<Integer, byte[]> own = new TreeMap<>();
    Pixels pixels = new Pixels(scene, distanceFactor);
    int columns = scene.grid().columns();
    float[] latitude = new float[columns];
    float[] longitude = new float[columns];
    float[] view = scene.geometry().viewZenithDeg();
    byte[] seen = new byte[LAYERS];
    for (int i = 0; i < land.length; i++) {
      int c = i % columns;
      if (c == 0) {
        scene.geometry().positionsDeg(i, latitude, longitude);
      }
      boolean wanted =
          land[i] != 0
              && cloudMask[i] == 0
              && cosSun[i] >= LEAST_SUN
              && view[i] <= WIDEST_VIEW_DEG
              && !Float.isNaN(latitude[c]);
      if (wanted && pixels.see(i, cosSun[i], view[i], seen)) {
        int tile = GeoTiles.tileOf(CELLS_PER_DEGREE, latitude[c], longitude[c]);
        int cell = GeoTiles.cellOf(CELLS_PER_DEGREE, latitude[c], longitude[c]);
        byte[] target = own.computeIfAbsent(tile, t -> copy(before.tiles().get(t)));
        keepGreener(target, cell, seen);
      }
    }
    tiles.putAll(own);
    return new GeoTiles(CELLS_PER_DEGREE, LAYERS, tiles);
  }

  private static byte[] copy(byte[] tile) {
    return tile == null ? new byte[LAYERS * CELLS] : tile.clone();
  }

  static void keepGreener(byte[] tile, int cell, byte[] seen) {
    for (int layer = 0; layer < LAYERS; layer++) {
      int there = tile[layer * CELLS + cell] & 0xff;
      int here = seen[layer] & 0xff;
      if (here < there) {
        return;
      }
      if (here > there) {
        for (int l = 0; l < LAYERS; l++) {
          tile[l * CELLS + cell] = seen[l];
        }
        return;
      }
    }
  }

  static byte code(double index) {
    return Double.isNaN(index)
        ? 0
        : (byte) Math.max(1, Math.min(255, Math.rint((index - LOWEST) / STEP)));
  }

  static float index(byte code) {
    return code == 0 ? Float.NaN : (float) (LOWEST + STEP * (code & 0xff));
  }

  /** Reflectances of a scene on the way to indices. */
  private static final class Pixels {
    private final float[][] band = new float[6][];
    private final double perDistance;

    Pixels(ImagerScene scene, double distanceFactor) {
      for (int b : new int[] {1, 3, 4, 5}) {
        band[b] = scene.reflectance(b).map(ReflectanceImage::reflectance).orElse(null);
      }
      perDistance = 1 / distanceFactor;
    }

    private double at(int b, int i, double cosSun, double cosView) {
      return band[b] == null
          ? Double.NaN
          : VegetationIndices.surface(b, band[b][i] * perDistance / cosSun, cosSun, cosView);
    }

    /** Fills the bytes of a view; false if it does not count. */
    boolean see(int i, double cosSun, double viewDeg, byte[] bytes) {
      double cosView = Math.cos(Math.toRadians(viewDeg));
      double red = at(3, i, cosSun, cosView);
      double nearInfrared = at(4, i, cosSun, cosView);
      double ndvi = VegetationIndices.ndvi(Math.max(DARKEST, red), nearInfrared);
      if (!(nearInfrared > DARKEST) || !(red < BRIGHTEST_RED) || !(ndvi < GREENEST)) {
        return false;
      }
      double blue = at(1, i, cosSun, cosView);
      double shortwaveInfrared = at(5, i, cosSun, cosView);
      if (VegetationIndices.lswi(red, shortwaveInfrared) > 0.4) {
        return false; // snow
      }
      bytes[0] = code(ndvi);
      bytes[1] = code(VegetationIndices.evi(blue, Math.max(DARKEST, red), nearInfrared));
      bytes[2] = code(VegetationIndices.lswi(nearInfrared, shortwaveInfrared));
      return true;
    }
  }
}
