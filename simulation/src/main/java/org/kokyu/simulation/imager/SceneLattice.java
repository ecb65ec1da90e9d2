package org.kokyu.simulation.imager;

import java.time.Instant;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.himawari.GeosNavigation;
import org.kokyu.himawari.GeosProjection;

/**
 * The earth and its atmosphere as the imager sees them, on every eighth pixel of the full-disk 2 km
 * grid; pixels in between are interpolated bilinearly, coasts and cloud edges are cut afterwards at
 * full resolution.
 *
 * <p>Field order per node: the constants below, then four blocks of three per band: τ, upward
 * emission, (1 − ε)-weighted downward term τ · L_down, all in band radiance. Nodes off the earth
 * take the place under the limb, so that fields continue across it. What does not change between
 * slots is computed once; the rest per line range. Thread-safe.
 */
final class SceneLattice {
  static final int STEP = 8;
  static final int LAND = 0;
  static final int LAND_K = 1;
  static final int SEA_K = 2;
  static final int VEGETATION = 3;
  static final int LOW_CLOUD = 4;
  static final int HIGH_CLOUD = 5;
  static final int LOW_TOP_K = 6;
  static final int HIGH_TOP_K = 7;

  /** Radiance of a white Lambertian surface in the sun at 3.9 µm. */
  static final int SUN = 8;

  static final int BANDS = 9;
  private static final int SIZE = 5500 / STEP + 2;
  private static final double MAX_ZENITH_DEG = 80;

  /** Temperature and solid angle of the sun. */
  private static final double SUN_K = 5770;

  private static final double SUN_STERADIAN = 6.8e-5;

  private final SyntheticEarth earth;
  private final BoxcarBand[] bands;
  private final BandAtmosphere[] atmospheres;
  private final float[] latitude = new float[SIZE * SIZE];
  private final float[] longitude = new float[SIZE * SIZE];
  private final float[] secant = new float[SIZE * SIZE];
  private final float[] land = new float[SIZE * SIZE];
  private final float[] vegetation = new float[SIZE * SIZE];
  private final float[] wetness = new float[SIZE * SIZE];
  private final double sunRadiance;

  SceneLattice(SyntheticEarth earth, BoxcarBand[] bands) {
    this.earth = earth;
    this.bands = bands;
    this.atmospheres = new BandAtmosphere[bands.length];
    double sunAt7 = 0;
    for (int b = 0; b < bands.length; b++) {
      atmospheres[b] = BandAtmosphere.of(bands[b].number());
      if (bands[b].number() == 7) {
        sunAt7 = bands[b].integrate(SUN_K) * SUN_STERADIAN / Math.PI;
      }
    }
    this.sunRadiance = sunAt7;
    GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
    for (int r = 0; r < SIZE; r++) {
      for (int c = 0; c < SIZE; c++) {
        place(navigation, r, c);
      }
    }
  }

  int fields() {
    return BANDS + 3 * bands.length;
  }

  private void place(GeosNavigation navigation, int row, int column) {
    double line = 1 + row * STEP;
    double pixel = 1 + column * STEP;
    double centre = GeosProjection.FULL_DISK_2KM.columnOffset();
    GeosNavigation.EarthPoint p = navigation.toEarth(pixel, line);
    double shrink = 1;
    while (Double.isNaN(p.latitudeDeg())) {
      shrink -= 0.005;
      p = navigation.toEarth(centre + shrink * (pixel - centre), centre + shrink * (line - centre));
    }
    int i = row * SIZE + column;
    latitude[i] = (float) p.latitudeDeg();
    longitude[i] = (float) p.longitudeDeg();
    double zenith = Math.min(MAX_ZENITH_DEG, p.viewZenithDeg());
    secant[i] = (float) (1 / Math.cos(Math.toRadians(zenith)));
    land[i] = (float) earth.landPotential(latitude[i], longitude[i]);
    vegetation[i] = (float) earth.vegetation(latitude[i], longitude[i]);
    wetness[i] = (float) earth.wetness(latitude[i], longitude[i]);
  }

  /** Time of observation of a line: 20 s after the slot, 57 s per 550 lines. */
  static double secondsAfterSlot(double line) {
    return 20 + 57 * (line - 1) / 550;
  }

  /** All fields on the lattice rows around some lines. */
  Slab slab(Instant slot, int firstLine, int lastLine) {
    int first = (firstLine - 1) / STEP;
    int last = Math.min(SIZE - 1, (lastLine - 1) / STEP + 1);
    float[][] values = new float[fields()][(last - first + 1) * SIZE];
    for (int r = first; r <= last; r++) {
      Instant time = slot.plusMillis(Math.round(1000 * secondsAfterSlot(1 + r * STEP)));
      SolarPosition sun = SolarPosition.at(time);
      for (int c = 0; c < SIZE; c++) {
        fill(values, (r - first) * SIZE + c, r * SIZE + c, time, sun);
      }
    }
    return new Slab(first, values);
  }

  private void fill(float[][] out, int k, int node, Instant time, SolarPosition sun) {
    double lat = latitude[node];
    double lon = longitude[node];
    SyntheticEarth.Weather w = earth.weather(lat, lon, time, sun, wetness[node], vegetation[node]);
    double high = earth.highCloudPotential(lat, lon, time);
    out[LAND][k] = land[node];
    out[LAND_K][k] = (float) w.landTemperatureK();
    out[SEA_K][k] = (float) w.seaTemperatureK();
    out[VEGETATION][k] = vegetation[node];
    out[LOW_CLOUD][k] = (float) earth.lowCloudPotential(lat, lon, time);
    out[HIGH_CLOUD][k] = (float) high;
    out[LOW_TOP_K][k] = (float) (w.airTemperatureK() - 15);
    out[HIGH_TOP_K][k] =
        (float) Math.max(200, w.airTemperatureK() - 55 - 25 * Math.max(0, Math.min(1, high)));
    out[SUN][k] = (float) (sunRadiance * Math.max(0, w.cosSolarZenith()));
    for (int b = 0; b < bands.length; b++) {
      BandAtmosphere a = atmospheres[b];
      double tau = a.transmittance(w.waterKgM2(), secant[node]);
      double emission =
          bands[b].radiance((float) a.emissionTemperatureK(w.airTemperatureK(), w.waterKgM2()));
      out[BANDS + 3 * b][k] = (float) tau;
      out[BANDS + 3 * b + 1][k] = (float) ((1 - tau) * emission);
      out[BANDS + 3 * b + 2][k] =
          (float) (tau * (1 - a.diffuseTransmittance(w.waterKgM2())) * emission);
    }
  }

  /** The node with the highest land potential in a box, as full-disk line and column. */
  int[] inlandPixel(double south, double north, double west, double east) {
    int best = 0;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < land.length; i++) {
      boolean inside =
          latitude[i] >= south
              && latitude[i] <= north
              && longitude[i] >= west
              && longitude[i] <= east;
      if (inside && land[i] > highest) {
        highest = land[i];
        best = i;
      }
    }
    return new int[] {1 + best / SIZE * STEP, 1 + best % SIZE * STEP};
  }

  /** Fields of one slot on some lattice rows. */
  record Slab(int firstRow, float[][] values) {
    private static final float INVERSE_STEP = 1f / STEP;

    /** Fields of one line at every lattice column: {@code out[field][column]}. */
    void blendLine(int line, float[][] out) {
      int row = (line - 1) / STEP - firstRow;
      float f = (line - 1) % STEP * INVERSE_STEP;
      int below = Math.min(row + 1, values[0].length / SIZE - 1);
      for (int k = 0; k < values.length; k++) {
        float[] v = values[k];
        for (int c = 0; c < SIZE; c++) {
          float a = v[row * SIZE + c];
          out[k][c] = a + f * (v[below * SIZE + c] - a);
        }
      }
    }

    /** One field at a pixel; the same arithmetic as along a line. */
    float at(int field, int line, int column) {
      float[] v = values[field];
      int row = (line - 1) / STEP - firstRow;
      int below = Math.min(row + 1, v.length / SIZE - 1);
      int c = (column - 1) / STEP;
      float f = (line - 1) % STEP * INVERSE_STEP;
      float a = v[row * SIZE + c];
      float b = v[row * SIZE + c + 1];
      float left = a + f * (v[below * SIZE + c] - a);
      float right = b + f * (v[below * SIZE + c + 1] - b);
      return left + (column - 1) % STEP * INVERSE_STEP * (right - left);
    }

    static float[][] lineBuffer(int fields) {
      return new float[fields][SIZE];
    }

    static float[] pixelBuffer() {
      return new float[(SIZE - 1) * STEP];
    }

    /** One field of one line at every pixel; index is column − 1. */
    static void expand(float[] blended, float[] out) {
      for (int c = 0; c < SIZE - 1; c++) {
        float a = blended[c];
        float d = INVERSE_STEP * (blended[c + 1] - a);
        int at = c * STEP;
        for (int k = 0; k < STEP; k++) {
          out[at + k] = a + k * d;
        }
      }
    }
  }
}
