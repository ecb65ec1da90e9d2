package org.kokyu.land;

import java.util.Optional;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGeometry;

/**
 * The tests of {@link BaselineCloudMask} on single pixels. Rows are independent; an instance may be
 * used by several threads at a time.
 */
final class CloudTests {
  private static final double DAY_COSINE =
      Math.cos(Math.toRadians(SplitWindow.DAY_SOLAR_ZENITH_DEG));

  /** Probably clear, probably cloudy, cloudy above these deficits [K]. */
  private static final CloudGrade SEA_DEFICIT_K = CloudGrade.of(1.5, 2.5, 5.0);

  private static final CloudGrade NIGHT_LAND_DEFICIT_K = CloudGrade.of(2.5, 4.0, 6.0);
  private static final CloudGrade DAY_LAND_DEFICIT_K = CloudGrade.of(6.0, 8.0, 12.0);

  /** The same for the deviation from the composite of clear days [K]. */
  private static final CloudGrade SEA_DEVIATION_K = CloudGrade.of(1.5, 2.5, 5);

  private static final CloudGrade NIGHT_LAND_DEVIATION_K = CloudGrade.of(3, 4.5, 7);
  private static final CloudGrade DAY_LAND_DEVIATION_K = CloudGrade.of(4.5, 6, 9);

  /** Probably clear, probably cloudy above these standard deviations [K]. */
  private static final CloudGrade SEA_TEXTURE_K = CloudGrade.of(0.5, 0.8);

  private static final CloudGrade NIGHT_LAND_TEXTURE_K = CloudGrade.of(0.7, 1.0);
  private static final CloudGrade DAY_LAND_TEXTURE_K = CloudGrade.of(1.4, 2.0);

  /** Largest clear-sky T14 − T15 [K] over T14 [K], θ = 0 and 60 degrees. */
  private static final double LOWEST_CLEAR_T14_K = 225;

  private static final double[] CLEAR_NADIR_K = {0.2, 0.4, 0.7, 0.9, 1.3, 1.9, 4.3, 7.3, 7.6, 7.7};
  private static final double[] CLEAR_SLANT_K = {0.2, 0.5, 0.9, 1.3, 2.0, 3.1, 7.3, 8.2, 9.5, 9.5};
  private static final double THIN_ICE_MARGIN_K = 0.3;
  private static final double THIN_ICE_DEFICIT_K = 1.5;

  /** Sums are taken of T14 less this, for accuracy [K]. */
  private static final double MIDDLE_K = 280;

  private static final byte SEA = 1;
  private static final byte LAND = 2;
  private static final byte MIXED = -1;

  private final int rows;
  private final int columns;
  private final SceneGeometry geometry;
  private final float[] viewZenith;
  private final byte[] landMask;
  private final float[] t13;
  private final float[] t14;
  private final float[] t15;
  private final float[] t7;
  private final float[] cosSun;
  private final RegionalWarmth warmth;
  private final VisibleCloudTest visible;
  private final ClearSkyReference composite;

  CloudTests(
      ImagerScene scene,
      LandState land,
      float[] cosSun,
      RegionalWarmth warmth,
      Optional<ClearSkyReference> composite) {
    rows = scene.grid().rows();
    columns = scene.grid().columns();
    geometry = scene.geometry();
    viewZenith = scene.geometry().viewZenithDeg();
    landMask = land.landMask().orElse(null);
    t13 = temperatures(scene, 13);
    t14 = temperatures(scene, 14);
    t15 = temperatures(scene, 15);
    t7 = temperatures(scene, 7);
    this.cosSun = cosSun;
    this.warmth = warmth;
    this.visible = VisibleCloudTest.of(scene, land).orElse(null);
    this.composite = t13 == null ? null : composite.orElse(null);
  }

  private static float[] temperatures(ImagerScene scene, int band) {
    return scene.band(band).map(BandImage::brightnessTemperatureK).orElse(null);
  }

  boolean usesVisible() {
    return visible != null;
  }

  /** Scratch of one thread for rows one after the other. */
  final class RowScratch {
    private final float[] overLand = new float[columns];
    private final float[] overSea = new float[columns];
    private final byte[] kind = new byte[columns];
    private final double[] sum = new double[columns];
    private final double[] squares = new double[columns];

    /** Of the composite: pixels known, pixels ready, most days. */
    long known;

    long ready;
    int mostDays;
  }

  RowScratch scratch() {
    return new RowScratch();
  }

  /**
   * Levels and probabilities of one row, before neighbours are looked at.
   *
   * @param single levels, from {@code at} on
   * @param percent probabilities, the same
   * @param withoutComposite levels before the composite is looked at, the same; empty if they are
   *     not wanted
   */
  void row(int row, RowScratch s, byte[] single, byte[] percent, byte[] withoutComposite, int at) {
    warmth.row(row, true, s.overLand);
    warmth.row(row, false, s.overSea);
    columnSums(row, s);
    for (int c = 0; c < columns; c++) {
      int i = row * columns + c;
      double t = t14[i];
      if (!(t - t15[i] > Double.NEGATIVE_INFINITY)) {
        single[at + c] = CloudMask.UNKNOWN;
        percent[at + c] = -1;
        if (withoutComposite.length > 0) {
          withoutComposite[at + c] = CloudMask.UNKNOWN;
        }
        continue;
      }
      boolean land = isLand(i);
      double p = probability(s, row, c, land, land ? s.overLand[c] : s.overSea[c]);
      if (withoutComposite.length > 0) {
        withoutComposite[at + c] = level(p);
      }
      if (composite != null) {
        p = Math.max(p, deviation(i, land, s));
      }
      single[at + c] = level(p);
      percent[at + c] = (byte) (100 * p + 0.5);
    }
  }

  private boolean isLand(int i) {
    return landMask == null || landMask[i] != 0;
  }

  private static byte level(double p) {
    return (byte) Math.min(3, (int) (4 * p));
  }

  /** Sums over three rows, and the surface of all three where they are alike and known. */
  private void columnSums(int row, RowScratch s) {
    if (row == 0 || row == rows - 1) {
      java.util.Arrays.fill(s.kind, MIXED);
      return;
    }
    int i = row * columns;
    for (int c = 0; c < columns; c++, i++) {
      double above = t14[i - columns] - MIDDLE_K;
      double here = t14[i] - MIDDLE_K;
      double below = t14[i + columns] - MIDDLE_K;
      double sum = above + here + below;
      s.sum[c] = sum;
      s.squares[c] = above * above + here * here + below * below;
      boolean land = isLand(i);
      boolean alike =
          !Double.isNaN(sum) && land == isLand(i - columns) && land == isLand(i + columns);
      s.kind[c] = !alike ? MIXED : land ? LAND : SEA;
    }
  }

  /** Below 0.25 clear, 0.5 probably clear, 0.75 probably cloudy, else cloudy. */
  private double probability(RowScratch s, int row, int column, boolean land, float warm) {
    int i = row * columns + column;
    double t = t14[i];
    if (t < 270 && t < 270 - Math.max(0, Math.min(30, Math.abs(geometry.latitudeDeg(i)) - 30))) {
      return 1;
    }
    boolean day = cosSun[i] >= DAY_COSINE;
    double deficit = warm - t;
    double p =
        (!land ? SEA_DEFICIT_K : day ? DAY_LAND_DEFICIT_K : NIGHT_LAND_DEFICIT_K).at(deficit);
    if (p < 0.5) {
      CloudGrade roughness =
          !land ? SEA_TEXTURE_K : day ? DAY_LAND_TEXTURE_K : NIGHT_LAND_TEXTURE_K;
      double variance = variance(s, row, column, land);
      if (variance > roughness.square(p)) {
        p = Math.max(p, Math.min(0.74, roughness.at(Math.sqrt(variance))));
      }
    }
    if (p >= 0.5
        && visible != null
        && land
        && deficit < VisibleCloudTest.HILL_K
        && visible.showsGround(i, cosSun[i])) {
      p = 0.45;
    }
    p = Math.max(p, thinIce(i, t));
    if (!day && t7 != null && !Float.isNaN(t7[i])) {
      double d = t7[i] - t;
      // thin ice darkens band 14 too; a fire does not
      boolean ice = d > 4 + Math.max(0, t - t15[i]) && !(deficit < THIN_ICE_DEFICIT_K);
      if (d < -2 || ice) {
        p = Math.max(p, 0.6);
      }
    }
    if (visible != null && p < 1) {
      p = Math.max(p, visible.probability(i, land, cosSun[i], warm, t));
    }
    return p;
  }

  private double thinIce(int i, double t) {
    double difference = t - t15[i];
    double nadir = interpolate(CLEAR_NADIR_K, t);
    if (difference <= nadir + THIN_ICE_MARGIN_K) {
      return 0; // oblique views only raise the limit
    }
    double zenith = Math.min(70, viewZenith[i]);
    double slant = 1 / Math.cos(Math.toRadians(zenith)) - 1;
    double limit = THIN_ICE_MARGIN_K + (1 - slant) * nadir + slant * interpolate(CLEAR_SLANT_K, t);
    double excess = difference - limit;
    return excess <= 0 ? 0 : Math.min(1, 0.5 + 0.25 * excess);
  }

  private static double interpolate(double[] values, double t) {
    double x = (t - LOWEST_CLEAR_T14_K) * 0.1;
    if (x <= 0) {
      return values[0];
    }
    int k = (int) x;
    return k >= values.length - 1
        ? values[values.length - 1]
        : values[k] + (x - k) * (values[k + 1] - values[k]);
  }

  /** Variance in 3 × 3 pixels of the same surface; 0 if fewer than 5 are there. */
  private double variance(RowScratch s, int row, int column, boolean land) {
    if (column == 0 || column == columns - 1) {
      return varianceAtEdges(row, column, land);
    }
    byte kind = s.kind[column];
    if (kind == MIXED || kind != s.kind[column - 1] || kind != s.kind[column + 1]) {
      return varianceAtEdges(row, column, land);
    }
    double mean = (s.sum[column - 1] + s.sum[column] + s.sum[column + 1]) * (1.0 / 9);
    double squares = s.squares[column - 1] + s.squares[column] + s.squares[column + 1];
    return squares * (1.0 / 9) - mean * mean;
  }

  /** The same where not all nine are there and alike. */
  private double varianceAtEdges(int row, int column, boolean land) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        int i = r * columns + c;
        double d = t14[i] - MIDDLE_K;
        if (!Double.isNaN(d) && isLand(i) == land) {
          sum += d;
          squares += d * d;
          n++;
        }
      }
    }
    return n < 5 ? 0 : squares / n - sum / n * sum / n;
  }

  /** Colder than on the clear days before, beyond what those differ; 0 where none are known. */
  private double deviation(int i, boolean land, RowScratch s) {
    int place = ClearSkyDay.placeOf(geometry.latitudeDeg(i), geometry.longitudeDeg(i), land);
    int days = composite.days(place);
    s.known++;
    s.mostDays = Math.max(s.mostDays, days);
    if (days < ClearSkyReference.READY_DAYS) {
      return 0;
    }
    s.ready++;
    float warm = composite.warmK(place);
    if (Float.isNaN(warm) || Float.isNaN(t13[i])) {
      return 0;
    }
    boolean day = cosSun[i] >= DAY_COSINE;
    CloudGrade grade =
        !land ? SEA_DEVIATION_K : day ? DAY_LAND_DEVIATION_K : NIGHT_LAND_DEVIATION_K;
    return grade.at(warm - t13[i] - 2 * composite.spreadK(place));
  }
}
