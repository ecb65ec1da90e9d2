package org.kokyu.core.scene;

import java.util.Arrays;
import java.util.Objects;

/**
 * Position and view of every pixel, row-major; not a number where a pixel is off the earth. Of an
 * equal-angle grid only its axes are kept. Arrays are shared: treat as constant. Immutable,
 * thread-safe.
 */
public final class SceneGeometry {
  private final float[] latitude;
  private final float[] longitude;
  private final float[] viewZenith;

  /** 0 where there is a position for every pixel; else one for every row and every column. */
  private final int columns;

  /**
   * @param latitudeDeg geodetic latitude of every pixel [degrees north]
   * @param longitudeDeg [degrees east, −180 … 180]
   * @param viewZenithDeg view zenith angle at the surface [degrees]
   */
  public SceneGeometry(float[] latitudeDeg, float[] longitudeDeg, float[] viewZenithDeg) {
    this(latitudeDeg, longitudeDeg, viewZenithDeg, 0);
  }

  private SceneGeometry(float[] latitude, float[] longitude, float[] viewZenith, int columns) {
    this.latitude = Objects.requireNonNull(latitude, "latitude");
    this.longitude = Objects.requireNonNull(longitude, "longitude");
    this.viewZenith = Objects.requireNonNull(viewZenith, "viewZenith");
    this.columns = columns;
    int pixels = columns == 0 ? latitude.length : latitude.length * columns;
    if (viewZenith.length != pixels || columns == 0 && longitude.length != pixels) {
      throw new IllegalArgumentException(
          "%d latitudes, %d longitudes and %d view angles do not fit together"
              .formatted(latitude.length, longitude.length, viewZenith.length));
    }
  }

  /**
   * Of a grid with parallels as rows and meridians as columns.
   *
   * @param latitudeDeg of every row
   * @param longitudeDeg of every column
   * @param viewZenithDeg of every pixel
   */
  public static SceneGeometry regular(
      float[] latitudeDeg, float[] longitudeDeg, float[] viewZenithDeg) {
    return new SceneGeometry(latitudeDeg, longitudeDeg, viewZenithDeg, longitudeDeg.length);
  }

  /** Number of pixels. */
  public int size() {
    return viewZenith.length;
  }

  /** Latitude of a pixel [degrees north]. */
  public float latitudeDeg(int pixel) {
    return latitude[columns == 0 ? pixel : pixel / columns];
  }

  /** Longitude of a pixel [degrees east]. */
  public float longitudeDeg(int pixel) {
    return longitude[columns == 0 ? pixel : pixel % columns];
  }

  /** Positions of some pixels, for loops: those from the first on fill both arrays. */
  public void positionsDeg(int firstPixel, float[] latitudeDeg, float[] longitudeDeg) {
    int n = latitudeDeg.length;
    if (columns == 0) {
      System.arraycopy(latitude, firstPixel, latitudeDeg, 0, n);
      System.arraycopy(longitude, firstPixel, longitudeDeg, 0, n);
      return;
    }
    for (int done = 0; done < n; ) {
      int row = (firstPixel + done) / columns;
      int column = (firstPixel + done) % columns;
      int count = Math.min(n - done, columns - column);
      Arrays.fill(latitudeDeg, done, done + count, latitude[row]);
      System.arraycopy(longitude, column, longitudeDeg, done, count);
      done += count;
    }
  }

  /** Latitudes of all pixels; of a regular grid made anew. */
  public float[] latitudeDeg() {
    return all(true);
  }

  /** Longitudes of all pixels; of a regular grid made anew. */
  public float[] longitudeDeg() {
    return all(false);
  }

  private float[] all(boolean ofLatitudes) {
    if (columns == 0) {
      return ofLatitudes ? latitude : longitude;
    }
    float[][] both = {new float[size()], new float[size()]};
    positionsDeg(0, both[0], both[1]);
    return both[ofLatitudes ? 0 : 1];
  }

  /** View zenith angles at the surface [degrees]. */
  public float[] viewZenithDeg() {
    return viewZenith;
  }
}
