package org.kokyu.land;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;

/**
 * A cloud mask from one infrared scene and, where it has been learned, the composite of clear days;
 * no forecast, no visible band. It errs on the cloudy side by day over mixed land; without the
 * composite it misses thin and low cloud that fills a region.
 *
 * <p>Tests, the most cloudy result counts:
 *
 * <ul>
 *   <li>cold: T14 below 270 K within 30 degrees of the equator, falling by 1 K per degree to 240 K
 *       at 60 degrees: cloudy;
 *   <li>deficit D = warm end of the region (90th percentile, about 100 km around, land and sea
 *       apart where a mask is given) − T14: cloudy, probably cloudy, probably clear above three
 *       thresholds for sea, land by night and land by day;
 *   <li>texture: standard deviation of T14 in 3 × 3 pixels above two thresholds: probably cloudy or
 *       probably clear; the coast is left out where a mask is given;
 *   <li>thin ice: T14 − T15 above the largest clear-sky value for this T14 and view: probably
 *       cloudy, 1 K above: cloudy. The clear-sky values are the largest of 7020 line-by-line cases
 *       (26 atmospheres, 9 surfaces, θ 0 … 60°) plus 0.3 K, linear in T14 and sec θ;
 *   <li>night with band 7: T7 − T14 below −2 K (water cloud: its emissivity at 3.9 µm is lower) or
 *       above 4 K + (T14 − T15) (thin ice over a warm surface; the second term leaves room for
 *       water vapour, which darkens band 14 more than band 7): probably cloudy;
 *   <li>composite, where {@link ClearSkyReference} is ready: reference − T13 above three thresholds
 *       plus twice the spread of the warm days, as for the deficit. It only ever adds cloud;
 *   <li>neighbours of a cloudy pixel are at best probably clear.
 * </ul>
 *
 * <p>The night thresholds of band 7 are usual values of geostationary masks; those of deficit and
 * texture were chosen on synthetic scenes (docs/lst.md states the skill). Immutable, thread-safe.
 */
public final class BaselineCloudMask {
  /** Version line for provenance. */
  public static final String VERSION = "infrared-cloud-mask 3";

  private static final int ROWS_PER_BLOCK = 50;
  private static final double REGION_KM = 100;
  private static final double DAY_COSINE =
      Math.cos(Math.toRadians(SplitWindow.DAY_SOLAR_ZENITH_DEG));

  /** Probably clear, probably cloudy, cloudy above these deficits [K]. */
  private static final double[] SEA_DEFICIT_K = {1.5, 2.5, 5.0};

  private static final double[] NIGHT_LAND_DEFICIT_K = {2.5, 4.0, 6.0};
  private static final double[] DAY_LAND_DEFICIT_K = {6.0, 8.0, 12.0};

  /** The same for the deviation from the composite of clear days [K]. */
  private static final double[] SEA_DEVIATION_K = {1.5, 2.5, 5};

  private static final double[] NIGHT_LAND_DEVIATION_K = {3, 4.5, 7};
  private static final double[] DAY_LAND_DEVIATION_K = {4.5, 6, 9};

  /** Probably clear, probably cloudy above these standard deviations [K]. */
  private static final double[] SEA_TEXTURE_K = {0.5, 0.8};

  private static final double[] NIGHT_LAND_TEXTURE_K = {0.7, 1.0};
  private static final double[] DAY_LAND_TEXTURE_K = {1.4, 2.0};

  /** Largest clear-sky T14 − T15 [K] over T14 [K], θ = 0 and 60 degrees. */
  private static final double[] CLEAR_T14_K = {225, 235, 245, 255, 265, 275, 285, 295, 305, 315};

  private static final double[] CLEAR_NADIR_K = {0.2, 0.4, 0.7, 0.9, 1.3, 1.9, 4.3, 7.3, 7.6, 7.7};
  private static final double[] CLEAR_SLANT_K = {0.2, 0.5, 0.9, 1.3, 2.0, 3.1, 7.3, 8.2, 9.5, 9.5};
  private static final double THIN_ICE_MARGIN_K = 0.3;

  private static final double THIN_ICE_DEFICIT_K = 1.5;

  private final Executor executor;
  private final int helpers;

  public BaselineCloudMask(Executor executor, int helpers) {
    this.executor = executor;
    this.helpers = helpers;
  }

  /** What one call works on. */
  private record Inputs(
      ImagerScene scene,
      LandState land,
      float[] t13,
      float[] t14,
      float[] t15,
      float[] t7,
      float[] cosSun,
      RegionalWarmth landWarmth,
      RegionalWarmth seaWarmth,
      ClearSkyReference composite) {}

  /** Levels of the single pixels, before neighbours are looked at. */
  private record Levels(byte[] withoutComposite, byte[] single, byte[] percent) {}

  /**
   * Cloud mask of a scene with bands 14 and 15, band 7 if there.
   *
   * @param cosSolarZenith per pixel
   */
  public CloudField of(ImagerScene scene, LandState land, float[] cosSolarZenith) {
    return of(scene, land, cosSolarZenith, Optional.empty());
  }

  /**
   * The same with the composite of clear days.
   *
   * @param composite of the days before the scene's own; used where it is ready and band 13 is
   *     there
   */
  public CloudField of(
      ImagerScene scene,
      LandState land,
      float[] cosSolarZenith,
      Optional<ClearSkyReference> composite) {
    SceneGrid grid = scene.grid();
    float[] t14 = scene.band(14).orElseThrow().brightnessTemperatureK();
    int block = blockSize(grid);
    RegionalWarmth landWarmth =
        RegionalWarmth.of(t14, grid.rows(), grid.columns(), block, land::isLand);
    RegionalWarmth seaWarmth =
        RegionalWarmth.of(t14, grid.rows(), grid.columns(), block, i -> !land.isLand(i));
    Inputs in =
        new Inputs(
            scene,
            land,
            scene.band(13).map(BandImage::brightnessTemperatureK).orElse(null),
            t14,
            scene.band(15).orElseThrow().brightnessTemperatureK(),
            scene.band(7).map(BandImage::brightnessTemperatureK).orElse(null),
            cosSolarZenith,
            landWarmth,
            seaWarmth,
            composite.orElse(null));
    byte[] single = new byte[grid.size()];
    boolean compared = in.composite() != null && in.t13() != null;
    Levels levels =
        new Levels(compared ? new byte[grid.size()] : single, single, new byte[grid.size()]);
    overRows(grid, row -> classifyRow(in, row, levels));
    byte[] mask = new byte[grid.size()];
    overRows(grid, row -> spreadRow(grid, row, single, mask, levels.percent()));
    return new CloudField(mask, levels.percent(), levels.withoutComposite(), basis(in, single));
  }

  private static String basis(Inputs in, byte[] single) {
    String regional = "regional context of one infrared scene";
    if (in.composite() == null) {
      return regional;
    }
    return regional
        + "; "
        + (in.t13() == null
            ? "composite of clear days not used, band 13 is missing"
            : in.composite().describe(in.scene().geometry(), in.land(), single));
  }

  private static int blockSize(SceneGrid grid) {
    double km = grid instanceof SceneGrid.LatLon l ? 111.2 * l.stepDeg() : 2.0;
    return Math.max(4, (int) Math.round(REGION_KM / km));
  }

  private interface Row {
    void accept(int row);
  }

  private void overRows(SceneGrid grid, Row body) {
    int blocks = (grid.rows() + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
    BlockLoop.run(
        executor,
        helpers,
        blocks,
        b -> {
          int end = Math.min(grid.rows(), (b + 1) * ROWS_PER_BLOCK);
          for (int row = b * ROWS_PER_BLOCK; row < end; row++) {
            body.accept(row);
          }
        });
  }

  private static void classifyRow(Inputs in, int row, Levels out) {
    int columns = in.scene().grid().columns();
    float[] overLand = new float[columns];
    float[] overSea = new float[columns];
    in.landWarmth().row(row, overLand);
    in.seaWarmth().row(row, overSea);
    for (int c = 0; c < columns; c++) {
      int i = row * columns + c;
      boolean known = !Float.isNaN(in.t14()[i]) && !Float.isNaN(in.t15()[i]);
      float warmth = in.land().isLand(i) ? overLand[c] : overSea[c];
      double p = known ? probability(in, row, c, warmth) : -1;
      out.withoutComposite()[i] = level(known, p);
      p = known ? Math.max(p, deviation(in, i)) : p;
      out.single()[i] = level(known, p);
      out.percent()[i] = known ? (byte) Math.rint(100 * p) : -1;
    }
  }

  private static byte level(boolean known, double p) {
    return known ? (byte) Math.min(3, (int) (4 * p)) : CloudMask.UNKNOWN;
  }

  /** Colder than on the clear days before, beyond what those differ; 0 where none are known. */
  private static double deviation(Inputs in, int i) {
    if (in.composite() == null || in.t13() == null) {
      return 0;
    }
    boolean land = in.land().isLand(i);
    int place =
        ClearSkyDay.placeOf(
            in.scene().geometry().latitudeDeg()[i], in.scene().geometry().longitudeDeg()[i], land);
    float warm = in.composite().warmK(place);
    if (Float.isNaN(warm) || Float.isNaN(in.t13()[i])) {
      return 0;
    }
    boolean day = in.cosSun()[i] >= DAY_COSINE;
    double[] limits = !land ? SEA_DEVIATION_K : day ? DAY_LAND_DEVIATION_K : NIGHT_LAND_DEVIATION_K;
    return graded(warm - in.t13()[i] - 2 * in.composite().spreadK(place), limits);
  }

  /** Below 0.25 clear, 0.5 probably clear, 0.75 probably cloudy, else cloudy. */
  private static double probability(Inputs in, int row, int column, float warmth) {
    int i = row * in.scene().grid().columns() + column;
    double t14 = in.t14()[i];
    double latitude = Math.abs(in.scene().geometry().latitudeDeg()[i]);
    if (t14 < 270 - Math.max(0, Math.min(30, latitude - 30))) {
      return 1;
    }
    boolean land = in.land().isLand(i);
    boolean day = in.cosSun()[i] >= DAY_COSINE;
    double deficit = warmth - t14;
    double[] limits = !land ? SEA_DEFICIT_K : day ? DAY_LAND_DEFICIT_K : NIGHT_LAND_DEFICIT_K;
    double p = graded(deficit, limits);
    p = Math.max(p, thinIce(in, i));
    if (p < 0.5) {
      double[] roughness = !land ? SEA_TEXTURE_K : day ? DAY_LAND_TEXTURE_K : NIGHT_LAND_TEXTURE_K;
      p = Math.max(p, Math.min(0.74, graded(texture(in, row, column, land), roughness)));
    }
    if (!day && in.t7() != null && !Float.isNaN(in.t7()[i])) {
      double d = in.t7()[i] - t14;
      // thin ice darkens band 14 too; a fire does not
      boolean ice = d > 4 + Math.max(0, t14 - in.t15()[i]) && !(deficit < THIN_ICE_DEFICIT_K);
      if (d < -2 || ice) {
        p = Math.max(p, 0.6);
      }
    }
    return p;
  }

  /** A quarter at each limit, straight lines between, to 1 at twice the last. */
  private static double graded(double value, double[] limits) {
    if (!(value > 0)) {
      return 0; // not a number where the region has no warm end
    }
    double low = 0;
    for (int k = 0; k < limits.length; k++) {
      if (value <= limits[k]) {
        return 0.25 * (k + (value - low) / (limits[k] - low)) * (1 - 1e-9);
      }
      low = limits[k];
    }
    return Math.min(1, 0.25 * limits.length + 0.25 * (value - low) / low);
  }

  private static double thinIce(Inputs in, int i) {
    double t14 = in.t14()[i];
    double difference = t14 - in.t15()[i];
    double nadir = interpolate(CLEAR_NADIR_K, t14);
    if (difference <= nadir + THIN_ICE_MARGIN_K) {
      return 0; // oblique views only raise the limit
    }
    double zenith = Math.min(70, in.scene().geometry().viewZenithDeg()[i]);
    double slant = 1 / Math.cos(Math.toRadians(zenith)) - 1;
    double limit =
        THIN_ICE_MARGIN_K + (1 - slant) * nadir + slant * interpolate(CLEAR_SLANT_K, t14);
    double excess = difference - limit;
    return excess <= 0 ? 0 : Math.min(1, 0.5 + 0.25 * excess);
  }

  private static double interpolate(double[] values, double t) {
    double x = (t - CLEAR_T14_K[0]) / 10;
    if (x <= 0) {
      return values[0];
    }
    int k = (int) x;
    return k >= values.length - 1
        ? values[values.length - 1]
        : values[k] + (x - k) * (values[k + 1] - values[k]);
  }

  /** Standard deviation in 3 × 3 pixels of the same surface; 0 if fewer than 5 are there. */
  private static double texture(Inputs in, int row, int column, boolean land) {
    int rows = in.scene().grid().rows();
    int columns = in.scene().grid().columns();
    double sum = 0;
    double squares = 0;
    int n = 0;
    double centre = in.t14()[row * columns + column];
    for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        int i = r * columns + c;
        double d = in.t14()[i] - centre;
        if (!Double.isNaN(d) && in.land().isLand(i) == land) {
          sum += d;
          squares += d * d;
          n++;
        }
      }
    }
    return n < 5 ? 0 : Math.sqrt(Math.max(0, squares / n - sum / n * sum / n));
  }

  private static void spreadRow(
      SceneGrid grid, int row, byte[] single, byte[] mask, byte[] percent) {
    int columns = grid.columns();
    System.arraycopy(single, row * columns, mask, row * columns, columns);
    for (int c = 0; c < columns; c++) {
      if (single[row * columns + c] == CloudMask.CLEAR && touchesCloud(grid, row, c, single)) {
        mask[row * columns + c] = CloudMask.PROBABLY_CLEAR;
        percent[row * columns + c] = (byte) Math.max(30, percent[row * columns + c]);
      }
    }
  }

  private static boolean touchesCloud(SceneGrid grid, int row, int column, byte[] single) {
    for (int r = Math.max(0, row - 1); r <= Math.min(grid.rows() - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(grid.columns() - 1, column + 1); c++) {
        if (single[r * grid.columns() + c] == CloudMask.CLOUDY) {
          return true;
        }
      }
    }
    return false;
  }

  /** Share of the known pixels that are clear or probably clear, 0 … 1. */
  public static double clearFraction(byte[] mask) {
    int[] n = new int[5];
    for (byte b : mask) {
      n[b + 1]++;
    }
    int known = Arrays.stream(n, 1, 5).sum();
    return known == 0 ? 0 : (double) (n[1] + n[2]) / known;
  }
}
