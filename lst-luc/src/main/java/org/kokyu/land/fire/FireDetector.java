package org.kokyu.land.fire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.land.LandState;

/**
 * Contextual detection of active fires and their radiative power.
 *
 * <p>Band 7 is predicted for every land pixel from its surface temperature, emissivity and the sun
 * ({@link FirePrediction}). The residual is compared with that of clear neighbours that are
 * predicted alike (within 12 %), first in 11 × 11, then in 21 × 21 pixels: excess x = residual −
 * median, σ² = (1.4826 MAD)² + (noise and emissivity of the pixel)². A fire has x above {@link
 * FireSettings#significance} σ and {@link FireSettings#leastExcess}, is not colder in band 13 than
 * its clear surroundings (cloud edge), is not masked as cloud unless it stands far out, and, beside
 * water by day, is far from the sun's mirror image. The warming of band 13 by the fire itself, in
 * the proportion of a black body of 1000 K, is taken out of its own prediction.
 *
 * <p>Power by the mid-infrared radiance method (Wooster et al. 2003, Remote Sens. Environ. 86,
 * 83–107): FRP = A σ_SB x / (a τ), A the pixel's area on the ground, a = 3.14·10⁻⁹ W m-2 sr-1 µm-1
 * K-4, fitted to Planck's law at 3.8853 µm from 650 to 1350 K (±24 % at the ends, 10 % taken as
 * standard deviation). A band 7 of {@value #SATURATION_K} K or more counts as saturated.
 *
 * <p>A pure function; thread-safe; the same for any executor.
 */
public final class FireDetector {
  /** Version line for provenance. */
  public static final String VERSION = "kokyu-fire 2";

  static final double SATURATION_K = 398;
  private static final double SUB_LONGITUDE_DEG = 140.7;
  private static final double POWER_LAW = 3.14e-9;
  private static final double STEFAN_BOLTZMANN = 5.670374419e-8;
  private static final double PIXEL_RADIAN = Math.toRadians(65536.0 / 20466275.0);
  private static final double POWER_LAW_SIGMA = 0.10;
  private static final double TRANSMITTANCE_SIGMA = 0.05;
  private static final double FIRE_K = 1000;
  private static final double FAR_OUT = 0.3;
  private static final double LEAST_SPLIT_K = 0.25;

  /** Smallest lead over the nearest neighbours, as a share of the least excess. */
  private static final double LEAST_SHARE = 0.8;

  private static final int ROWS_PER_BLOCK = 100;

  private final FireSettings settings;
  private final Executor executor;
  private final int helpers;

  public FireDetector(FireSettings settings, Executor executor, int helpers) {
    this.settings = settings;
    this.executor = executor;
    this.helpers = helpers;
  }

  /**
   * Detects.
   *
   * @param scene with bands 7 and 13
   * @param lst made from the same scene
   */
  public Outcome<FireField> detect(ImagerScene scene, LandState land, LstField lst) {
    for (int band : new int[] {7, 13}) {
      if (scene.band(band).isEmpty()) {
        return Outcome.failure(
            FailureReason.INPUT_MISSING,
            "slot %s: no band %d, fires not looked for"
                .formatted(scene.slot().nominalTime(), band));
      }
    }
    SceneGrid grid = scene.grid();
    FirePrediction p = new FirePrediction(scene, land, lst);
    int blocks = (grid.rows() + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
    List<List<FireDetection>> found = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      found.add(new ArrayList<>());
    }
    int[] tested = new int[blocks];
    BlockLoop.run(
        executor,
        helpers,
        blocks,
        b -> {
          int from = b * ROWS_PER_BLOCK;
          int to = Math.min(grid.rows(), from + ROWS_PER_BLOCK);
          FireContext context =
              new FireContext(grid, p, lst.cloudMask(), from, to, settings.outerRadius());
          for (int row = from; row < to; row++) {
            detectRow(scene, land, p, context, row, found.get(b));
          }
          tested[b] = context.tested();
        });
    List<FireDetection> all = new ArrayList<>();
    found.forEach(all::addAll);
    return Outcome.success(
        new FireField(
            scene.slot(),
            grid,
            withoutRepeats(grid, p, all),
            Arrays.stream(tested).sum(),
            "contextual test on the predicted 3.9 um background, mid-infrared radiance method",
            new Provenance(
                lst.provenance().inputs(), List.of(VERSION), lst.provenance().newestInput())));
  }

  private void detectRow(
      ImagerScene scene,
      LandState land,
      FirePrediction p,
      FireContext context,
      int row,
      List<FireDetection> into) {
    int columns = scene.grid().columns();
    double[] eight = new double[8];
    // a fire's excess over its nearest neighbours is at least 0.86 of its excess over the
    // background
    float amount = (float) (LEAST_SHARE * settings.leastExcess());
    for (int column = 0; column < columns; column++) {
      if (!context.standsOut(row, column, amount)) {
        continue;
      }
      int i = row * columns + column;
      double around = context.nearestResidual(row, column, eight);
      double rough = Math.max(0, context.residual(i) - (Double.isNaN(around) ? 0 : around));
      double least = context.isOvercast(i) ? Math.max(FAR_OUT, least(p, i)) : least(p, i);
      if (!(rough > LEAST_SHARE * least)
          || !(rough > LEAST_SHARE * significance(p, i) * p.pixelSigma(i))) {
        continue;
      }
      FireDetection d = candidate(scene, land, p, context, i, rough, around);
      if (d != null) {
        into.add(d);
      }
    }
  }

  private double least(FirePrediction p, int i) {
    return p.cosSun(i) > 0 ? settings.leastSunlitExcess() : settings.leastExcess();
  }

  private double significance(FirePrediction p, int i) {
    return p.cosSun(i) > 0 && p.isSurfaceKnown(i)
        ? settings.sunlitSignificance()
        : settings.significance();
  }

  /** Judged against the first background that has neighbours enough. */
  private FireDetection candidate(
      ImagerScene scene,
      LandState land,
      FirePrediction p,
      FireContext context,
      int i,
      double rough,
      double around) {
    int row = i / scene.grid().columns();
    int column = i % scene.grid().columns();
    int fewest = settings.fewestNeighbours();
    double alike = withoutFire(p, i, rough);
    FireContext.Background b =
        context.background(row, column, alike, settings.innerRadius(), fewest, false);
    if (b == null) {
      b = context.background(row, column, alike, settings.outerRadius(), fewest, false);
    }
    double least = 0;
    if (b == null && rough > LEAST_SHARE * FAR_OUT) {
      // nothing around is like it: what stands far out is a fire all the same
      b = context.background(row, column, alike, settings.outerRadius(), fewest, true);
      least = FAR_OUT;
    }
    return b == null ? null : judge(scene, land, p, context, i, b, around, least);
  }

  /** Prediction of a pixel if the given part of its radiance is fire. */
  private static double withoutFire(FirePrediction p, int i, double excess) {
    double ratio = p.band13.exact(FIRE_K) / p.band7.exact(FIRE_K);
    double warming = excess * ratio / p.band13.slope(p.t13[i]);
    return p.radiance(i, p.surfaceK(i) - warming);
  }

  private FireDetection judge(
      ImagerScene scene,
      LandState land,
      FirePrediction p,
      FireContext context,
      int i,
      FireContext.Background b,
      double nearest,
      double atLeast) {
    int row = i / scene.grid().columns();
    int column = i % scene.grid().columns();
    boolean cloudy = context.isCloudy(i);
    double measured = p.measured(i);
    double excess = context.residual(i) - b.residual();
    for (int k = 0; k < 3; k++) {
      excess = measured - withoutFire(p, i, Math.max(0, excess)) - b.residual();
    }
    double strict = excess - coldness(p, i, excess, b);
    double sigma = Math.hypot(b.sigma(), p.pixelSigma(i));
    boolean sunlit = p.cosSun(i) > 0;
    boolean stands = strict > significance(p, i) * sigma && strict > Math.max(atLeast, least(p, i));
    boolean broad = nearest - b.residual() > settings.broadShare() * excess;
    boolean colder = p.t13[i] < b.band13K() - b.band13SigmaK();
    boolean hidden = excess < FAR_OUT && (context.isOvercast(i) || sunlit && cloudy && colder);
    // water cloud emits alike in bands 14 and 15, damp air over the ground does not
    double less = b.splitK() - p.splitK(i);
    boolean veiled =
        excess < FAR_OUT
            && p.t13[i] < b.band13K()
            && less > Math.max(LEAST_SPLIT_K, 2.5 * b.splitSigmaK());
    boolean glint =
        context.besideWater(land, row, column)
            && p.cosSun(i) > 0
            && p.glintDeg(i, SUB_LONGITUDE_DEG) < settings.glintDeg();
    if (!stands || broad || hidden || veiled || glint) {
      return null;
    }
    double area = pixelAreaM2(scene.geometry().viewZenithDeg()[i]);
    double perRadiance = area * STEFAN_BOLTZMANN / (POWER_LAW * p.transmittance(i)) * 1e-6;
    double frp = perRadiance * excess;
    double relative =
        Math.sqrt(
            sigma / excess * (sigma / excess)
                + POWER_LAW_SIGMA * POWER_LAW_SIGMA
                + TRANSMITTANCE_SIGMA * TRANSMITTANCE_SIGMA);
    double confidence =
        Math.min(1, excess / sigma / 20) * (context.besideCloud(row, column) ? 0.6 : 1);
    float seconds = scene.timeOffsetSeconds()[i];
    Instant time =
        scene
            .slot()
            .nominalTime()
            .plusMillis(Float.isNaN(seconds) ? 0 : Math.round(1000 * seconds));
    return new FireDetection(
        i,
        scene.geometry().latitudeDeg(i),
        scene.geometry().longitudeDeg(i),
        time,
        frp,
        frp * relative,
        confidence,
        FireDetection.Kind.FIRE,
        false,
        p.t7[i] >= SATURATION_K,
        p.t7[i],
        p.band7.temperature(Math.max(1e-6, measured - excess)));
  }

  /**
   * What a pixel that is colder in band 13 than its like around could hide: under thin or broken
   * cloud the retrieved surface is too cold, and the prediction with it.
   */
  private static double coldness(FirePrediction p, int i, double excess, FireContext.Background b) {
    double ratio = p.band13.exact(FIRE_K) / p.band7.exact(FIRE_K);
    double warming = Math.max(0, excess) * ratio / p.band13.slope(p.t13[i]);
    double deficit = b.band13K() - b.band13SigmaK() - (p.t13[i] - warming);
    if (deficit <= 0) {
      return 0;
    }
    // the surface temperature falls about 1.4 times as much as band 13 does
    return p.radiance(i, p.surfaceK(i) - warming + 1.4 * deficit)
        - p.radiance(i, p.surfaceK(i) - warming);
  }

  /** Ground area of an imager pixel, from the slant range of a spherical earth. */
  static double pixelAreaM2(double viewZenithDeg) {
    double earth = 6.3781e6;
    double satellite = 4.2164e7;
    double sine = Math.sin(Math.toRadians(viewZenithDeg));
    double cosine = Math.cos(Math.toRadians(viewZenithDeg));
    double range = Math.sqrt(satellite * satellite - earth * earth * sine * sine) - earth * cosine;
    double side = range * PIXEL_RADIAN;
    return side * side / cosine;
  }

  /** On an equal-angle grid an imager pixel may fill several cells: the first one stays. */
  private static List<FireDetection> withoutRepeats(
      SceneGrid grid, FirePrediction p, List<FireDetection> all) {
    if (grid instanceof SceneGrid.Native) {
      return all;
    }
    List<FireDetection> kept = new ArrayList<>();
    for (FireDetection d : all) {
      if (!repeats(grid.columns(), p, kept, d)) {
        kept.add(d);
      }
    }
    return kept;
  }

  private static boolean repeats(
      int columns, FirePrediction p, List<FireDetection> kept, FireDetection d) {
    for (int n = kept.size() - 1; n >= 0; n--) {
      int k = kept.get(n).pixel();
      if (d.pixel() / columns - k / columns > 3) {
        return false; // they are in the order of rows
      }
      if (Math.abs(k % columns - d.pixel() % columns) <= 3
          && p.t7[k] == p.t7[d.pixel()]
          && p.t13[k] == p.t13[d.pixel()]) {
        return true;
      }
    }
    return false;
  }
}
