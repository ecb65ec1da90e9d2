package org.kokyu.land;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGrid;

/**
 * Land surface temperature of a scene: baseline cloud mask, then the published split window {@link
 * SplitWindow} where the mask says clear or probably clear.
 *
 * <p>Not produced (quality 2): cloudy or unknown pixels, sea where a land mask is given, view
 * zenith beyond 70 degrees, results outside 250 … 350 K. Use with care (quality 1): probably clear,
 * view zenith beyond 60 degrees. Good (quality 0): the rest. The uncertainty is the root of the sum
 * of squares of the parts of {@link LstUncertainty}. A pure function of its arguments, the same for
 * any executor; immutable, thread-safe.
 */
public final class LstEstimator {
  /** Version line for provenance. */
  public static final String VERSION = "split-window-goes-r-himawari-anu 1";

  public static final byte GOOD = 0;
  public static final byte USE_WITH_CARE = 1;
  public static final byte NOT_PRODUCED = 2;

  private static final int ROWS_PER_BLOCK = 50;
  private static final double DAY_COSINE =
      Math.cos(Math.toRadians(SplitWindow.DAY_SOLAR_ZENITH_DEG));

  private final Executor executor;
  private final int helpers;
  private final BaselineCloudMask cloudMask;

  /** Works on the calling thread alone. */
  public LstEstimator() {
    this(Runnable::run, 0);
  }

  /**
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   */
  public LstEstimator(Executor executor, int helpers) {
    this.executor = Objects.requireNonNull(executor, "executor");
    this.helpers = helpers;
    this.cloudMask = new BaselineCloudMask(executor, helpers);
  }

  /**
   * Estimates.
   *
   * @param scene with bands 14 and 15; band 7 sharpens the cloud mask at night
   * @param land on the scene's grid
   * @param withBrightnessTemperatures whether the field repeats the bands
   * @return the field, or INPUT_MISSING if a band or every pixel of one is missing
   */
  public Outcome<LstField> estimate(
      ImagerScene scene, LandState land, boolean withBrightnessTemperatures) {
    land.requireSize(scene.grid().size());
    for (int band : new int[] {14, 15}) {
      Optional<BandImage> image = scene.band(band);
      if (image.isEmpty() || !hasValue(image.get())) {
        return Outcome.failure(
            FailureReason.INPUT_MISSING,
            "slot %s: band %d has no valid pixel on the grid %s"
                .formatted(scene.slot().nominalTime(), band, scene.grid().name()));
      }
    }
    Work work = new Work(scene, land);
    overRows(scene.grid(), work::sunOfRow);
    work.mask = cloudMask.of(scene, land, work.cosSun);
    overRows(scene.grid(), work::temperatureOfRow);
    return Outcome.success(
        new LstField(
            scene.slot(),
            scene.grid(),
            scene.geometry(),
            work.lst,
            work.uncertainty,
            work.mask,
            work.quality,
            withBrightnessTemperatures ? scene.bands() : List.of(),
            scene.coverage(),
            SplitWindow.SOURCE + "; " + land.source() + "; baseline infrared cloud mask",
            true,
            provenance(scene, land)));
  }

  private static boolean hasValue(BandImage image) {
    for (float t : image.brightnessTemperatureK()) {
      if (!Float.isNaN(t)) {
        return true;
      }
    }
    return false;
  }

  /** The newest input is as old as the last line that is in the scene. */
  private static Provenance provenance(ImagerScene scene, LandState land) {
    float last = 0;
    for (float seconds : scene.timeOffsetSeconds()) {
      if (seconds > last) {
        last = seconds;
      }
    }
    Instant newest = scene.slot().nominalTime().plusSeconds((long) Math.ceil(last));
    List<InputRef> inputs = new ArrayList<>(scene.inputs());
    inputs.addAll(land.inputs());
    return new Provenance(inputs, List.of(VERSION, BaselineCloudMask.VERSION), newest);
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

  /** Arrays of one call; each row is written by one block only. */
  private static final class Work {
    private final ImagerScene scene;
    private final LandState land;
    private final SolarPosition sun;
    private final float[] t14;
    private final float[] t15;
    private final float[] cosSun;
    private final float[] lst;
    private final float[] uncertainty;
    private final byte[] quality;
    private byte[] mask;

    Work(ImagerScene scene, LandState land) {
      int n = scene.grid().size();
      this.scene = scene;
      this.land = land;
      this.sun = SolarPosition.at(scene.slot().nominalTime());
      this.t14 = scene.band(14).orElseThrow().brightnessTemperatureK();
      this.t15 = scene.band(15).orElseThrow().brightnessTemperatureK();
      this.cosSun = new float[n];
      this.lst = new float[n];
      this.uncertainty = new float[n];
      this.quality = new byte[n];
      Arrays.fill(lst, Float.NaN);
      Arrays.fill(uncertainty, Float.NaN);
      Arrays.fill(quality, NOT_PRODUCED);
    }

    void sunOfRow(int row) {
      int columns = scene.grid().columns();
      sun.cosZenith(
          scene.geometry().latitudeDeg(),
          scene.geometry().longitudeDeg(),
          scene.timeOffsetSeconds(),
          cosSun,
          row * columns,
          (row + 1) * columns);
    }

    void temperatureOfRow(int row) {
      int columns = scene.grid().columns();
      float[] zenith = scene.geometry().viewZenithDeg();
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        boolean clear = mask[i] == CloudMask.CLEAR || mask[i] == CloudMask.PROBABLY_CLEAR;
        if (clear && land.isLand(i) && zenith[i] <= SplitWindow.MAX_VIEW_ZENITH_DEG) {
          temperature(i, zenith[i]);
        }
      }
    }

    private void temperature(int i, double zenithDeg) {
      SplitWindow splitWindow = cosSun[i] >= DAY_COSINE ? SplitWindow.DAY : SplitWindow.NIGHT;
      double sec = 1 / Math.cos(Math.toRadians(zenithDeg));
      double t = splitWindow.lstK(t14[i], t15[i], land.emissivityAt(i), sec);
      if (!(t >= SplitWindow.MIN_LST_K && t <= SplitWindow.MAX_LST_K)) {
        return;
      }
      lst[i] = (float) t;
      uncertainty[i] =
          (float) LstUncertainty.of(splitWindow, sec, land.emissivitySigmaAt(i)).totalK();
      boolean oblique = zenithDeg > SplitWindow.VALID_VIEW_ZENITH_DEG;
      quality[i] = mask[i] == CloudMask.PROBABLY_CLEAR || oblique ? USE_WITH_CARE : GOOD;
    }
  }
}
