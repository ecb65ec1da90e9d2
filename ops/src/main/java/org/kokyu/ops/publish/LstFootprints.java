package org.kokyu.ops.publish;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.CollocatedImager;

/**
 * What a land map of ours holds inside circles on the ground.
 *
 * <p>A circle is covered when the map reaches beyond it on all sides, at least four cells have
 * their centre in it and most of these have a known mask. Clear and probably clear count as clear.
 * Distances are those on a sphere of 6371 km in the tangent plane of the centre, good to a
 * thousandth at 100 km. The file is opened for every circle and not kept open. Thread-safe.
 */
public final class LstFootprints {
  private static final double METRES_PER_DEG = Math.toRadians(1) * 6_371_000;
  private static final String TEXTURE_BAND = "toa_bt_b13";
  private static final int LEAST_CELLS = 4;
  private static final int PROBABLY_CLEAR = 1;

  /** Native pixels are looked for on every n-th line and column first. */
  private static final int COARSE = 16;

  private final Path file;
  private final String id;
  private final Instant slot;
  private final boolean regular;
  private final int rows;
  private final int columns;
  private final double[] latitude;
  private final double[] longitude;

  private LstFootprints(Path file, NetcdfInput in) {
    this.file = file;
    id = in.text("id");
    slot = Instant.parse(in.text("time_coverage_start"));
    regular = in.shape("lst").length == 2 && in.shape("latitude").length == 1;
    rows = in.shape("lst")[0];
    columns = in.shape("lst")[1];
    latitude = regular ? in.doubles("latitude") : in.thinned("latitude", COARSE);
    longitude = regular ? in.doubles("longitude") : in.thinned("longitude", COARSE);
  }

  /**
   * Opens a map.
   *
   * @throws MalformedInputException if it is no land map of ours
   */
  public static LstFootprints open(Path file) {
    try (NetcdfInput in = NetcdfInput.open(file)) {
      return new LstFootprints(file, in);
    } catch (IndexOutOfBoundsException | DateTimeException e) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT, file.getFileName() + ": land map of ours expected", e);
    }
  }

  /** Nominal time of the slot. */
  public Instant slot() {
    return slot;
  }

  /** The circle about a place; empty where the map does not cover it. */
  public Optional<CollocatedImager> circle(
      double latitudeDeg, double longitudeDeg, double radiusMetres) {
    double north = radiusMetres / METRES_PER_DEG;
    double east = north / Math.max(0.01, Math.cos(Math.toRadians(latitudeDeg)));
    Optional<Window> window =
        regular
            ? regularWindow(latitudeDeg, longitudeDeg, north, east)
            : nativeWindow(latitudeDeg, longitudeDeg);
    if (window.isEmpty()) {
      return Optional.empty();
    }
    try (NetcdfInput in = NetcdfInput.open(file)) {
      return summary(in, window.get(), new Centre(latitudeDeg, longitudeDeg, radiusMetres));
    }
  }

  private record Window(int row, int column, int rows, int columns) {
    int[] origin() {
      return new int[] {row, column};
    }

    int[] shape() {
      return new int[] {rows, columns};
    }
  }

  private record Centre(double latitude, double longitude, double radius) {
    double metres(double lat, double lon) {
      double y = (lat - latitude) * METRES_PER_DEG;
      double x =
          Math.IEEEremainder(lon - longitude, 360)
              * METRES_PER_DEG
              * Math.cos(Math.toRadians(0.5 * (lat + latitude)));
      return Math.hypot(x, y);
    }
  }

  private Optional<Window> regularWindow(double lat, double lon, double north, double east) {
    double step = Math.abs(latitude[0] - latitude[1]);
    double turned = longitude[0] - step / 2 + turn(lon - (longitude[0] - step / 2));
    int top = (int) Math.floor((latitude[0] + step / 2 - (lat + north)) / step);
    int bottom = (int) Math.floor((latitude[0] + step / 2 - (lat - north)) / step);
    int left = (int) Math.floor((turned - east - (longitude[0] - step / 2)) / step);
    int right = (int) Math.floor((turned + east - (longitude[0] - step / 2)) / step);
    boolean inside = top >= 0 && bottom < rows && left >= 0 && right < columns;
    return inside
        ? Optional.of(new Window(top, left, bottom - top + 1, right - left + 1))
        : Optional.empty();
  }

  private static double turn(double degrees) {
    double d = degrees % 360;
    return d < 0 ? d + 360 : d;
  }

  /** The neighbourhood of the nearest coarse pixel. */
  private Optional<Window> nativeWindow(double lat, double lon) {
    Centre centre = new Centre(lat, lon, 0);
    int across = (columns + COARSE - 1) / COARSE;
    int best = -1;
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < latitude.length; i++) {
      double d = Double.isFinite(latitude[i]) ? centre.metres(latitude[i], longitude[i]) : nearest;
      if (d < nearest) {
        nearest = d;
        best = i;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    int reach = 2 * COARSE;
    int top = Math.max(0, best / across * COARSE - reach);
    int left = Math.max(0, best % across * COARSE - reach);
    return Optional.of(
        new Window(
            top,
            left,
            Math.min(rows, best / across * COARSE + reach + 1) - top,
            Math.min(columns, best % across * COARSE + reach + 1) - left));
  }

  private Optional<CollocatedImager> summary(NetcdfInput in, Window w, Centre centre) {
    double[] lat = regular ? null : in.window("latitude", w.origin(), w.shape());
    double[] lon = regular ? null : in.window("longitude", w.origin(), w.shape());
    double[] mask = in.window("cloud_mask", w.origin(), w.shape());
    double[] lst = in.window("lst", w.origin(), w.shape());
    double[] uncertainty = in.window("lst_uncertainty", w.origin(), w.shape());
    double[] bt =
        in.has(TEXTURE_BAND) ? in.window(TEXTURE_BAND, w.origin(), w.shape()) : new double[0];
    Circle circle = new Circle();
    for (int i = 0; i < mask.length; i++) {
      int row = i / w.columns();
      int column = i % w.columns();
      double y = regular ? latitude[w.row() + row] : lat[i];
      double x = regular ? longitude[w.column() + column] : lon[i];
      if (centre.metres(y, x) <= centre.radius()) {
        boolean edge =
            !regular
                && (row == 0 || column == 0 || row == w.rows() - 1 || column == w.columns() - 1);
        circle.add(mask[i], lst[i], uncertainty[i], bt.length > 0 ? bt[i] : Double.NaN, edge);
      }
    }
    return circle.result(slot, id);
  }

  /** Sums over the cells of one circle. */
  private static final class Circle {
    private int cells;
    private int known;
    private int clear;
    private boolean cut;
    private int skins;
    private double lst;
    private double uncertainty;
    private int textures;
    private double bt;
    private double btSquare;

    void add(double mask, double skin, double skinUncertainty, double brightness, boolean edge) {
      cells++;
      cut |= edge;
      if (mask >= 0) {
        known++;
        if (mask <= PROBABLY_CLEAR) {
          clear++;
          if (Double.isFinite(skin) && Double.isFinite(skinUncertainty)) {
            skins++;
            lst += skin;
            uncertainty += skinUncertainty;
          }
        }
      }
      if (Double.isFinite(brightness)) {
        // about a round temperature, so that nothing is lost in the difference of squares
        double d = brightness - 290;
        textures++;
        bt += d;
        btSquare += d * d;
      }
    }

    Optional<CollocatedImager> result(Instant slot, String id) {
      if (cut || cells < LEAST_CELLS || 2 * known < cells) {
        return Optional.empty();
      }
      double none = Double.NaN;
      boolean enough = skins > 0 && 2 * skins >= clear;
      double variance = (btSquare - bt * bt / textures) / (textures - 1);
      return Optional.of(
          new CollocatedImager(
              slot,
              (double) clear / known,
              enough ? lst / skins : none,
              enough ? uncertainty / skins : none,
              textures >= LEAST_CELLS ? Math.sqrt(Math.max(0, variance)) : none,
              id));
    }
  }
}
