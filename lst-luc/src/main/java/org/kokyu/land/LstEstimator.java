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
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGrid;

/**
 * Land surface temperature of a scene: cloud mask, then the formula of a {@link CoefficientTable}
 * where the mask says clear or probably clear; of its sets the best whose inputs are there, pixel
 * by pixel.
 *
 * <p>Not produced (quality 2): cloudy or unknown pixels, sea where a land mask is given, view
 * zenith beyond 70 degrees, results outside 200 … 360 K. Use with care (quality 1): probably clear,
 * view zenith beyond 60 degrees, outside the training, band 13 missing. Good (quality 0): the rest.
 * Details in {@link QualityWord}. The uncertainty is the root of the sum of squares of the parts of
 * {@link LstUncertainty}. A pure function of its arguments, the same for any executor; immutable,
 * thread-safe.
 */
public final class LstEstimator {
  /** Version line for provenance. */
  public static final String VERSION = "kokyu-lst 2";

  private static final double MAX_VIEW_ZENITH_DEG = 70;
  private static final double VALID_VIEW_ZENITH_DEG = 60;
  private static final double MIN_LST_K = 200;
  private static final double MAX_LST_K = 360;

  public static final byte GOOD = 0;
  public static final byte USE_WITH_CARE = 1;
  public static final byte NOT_PRODUCED = 2;

  private static final int ROWS_PER_BLOCK = 50;
  private static final double DAY_COSINE =
      Math.cos(Math.toRadians(SplitWindow.DAY_SOLAR_ZENITH_DEG));

  private final Executor executor;
  private final int helpers;
  private final BaselineCloudMask cloudMask;
  private final CoefficientTable coefficients;

  /** Works on the calling thread alone. */
  public LstEstimator(CoefficientTable coefficients) {
    this(coefficients, Runnable::run, 0);
  }

  /**
   * @param coefficients made for the band responses of the satellite
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   */
  public LstEstimator(CoefficientTable coefficients, Executor executor, int helpers) {
    this.coefficients = Objects.requireNonNull(coefficients, "coefficients");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.helpers = helpers;
    this.cloudMask = new BaselineCloudMask(executor, helpers);
  }

  /**
   * Estimates.
   *
   * @param scene with bands 14 and 15, better 13 too; band 7 sharpens the cloud mask at night
   * @param land on the scene's grid
   * @param withBrightnessTemperatures whether the field repeats the bands
   * @return the field, or INPUT_MISSING if a band or every pixel of one is missing
   */
  public Outcome<LstField> estimate(
      ImagerScene scene, LandState land, boolean withBrightnessTemperatures) {
    Outcome<Learned> outcome = estimate(scene, land, Optional.empty(), withBrightnessTemperatures);
    return outcome instanceof Outcome.Success<Learned> ok
        ? Outcome.success(ok.value().field())
        : new Outcome.Failed<>(((Outcome.Failed<Learned>) outcome).failure());
  }

  /**
   * A field, and what its scene says of the clear sky.
   *
   * @param day empty without band 13
   */
  public record Learned(LstField field, Optional<ClearSkyDay> day) {}

  /**
   * Estimates with a cloud mask that knows the clear days before.
   *
   * @param composite of the hour and the days before the scene's own
   */
  public Outcome<Learned> estimate(
      ImagerScene scene,
      LandState land,
      ClearSkyReference composite,
      boolean withBrightnessTemperatures) {
    return estimate(scene, land, Optional.of(composite), withBrightnessTemperatures);
  }

  private Outcome<Learned> estimate(
      ImagerScene scene,
      LandState land,
      Optional<ClearSkyReference> composite,
      boolean withBrightnessTemperatures) {
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
    Work work = new Work(scene, land, coefficients);
    overRows(scene.grid(), work::sunOfRow);
    CloudField cloud = cloudMask.of(scene, land, work.cosSun, composite);
    work.mask = cloud.mask();
    overRows(scene.grid(), work::temperatureOfRow);
    LstField field =
        new LstField(
            scene.slot(),
            scene.grid(),
            scene.geometry(),
            work.lst,
            work.uncertainty,
            work.mask,
            cloud.probabilityPercent(),
            work.quality,
            work.word,
            withBrightnessTemperatures ? scene.bands() : List.of(),
            scene.coverage(),
            coefficients.name() + "; " + land.source() + "; cloud mask: " + cloud.basis(),
            false,
            provenance(scene, land, composite));
    boolean learn = composite.isPresent() && scene.band(13).isPresent();
    return Outcome.success(
        new Learned(
            field,
            learn
                ? Optional.of(ClearSkyDay.of(scene, land, cloud.withoutComposite()))
                : Optional.empty()));
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
  private Provenance provenance(
      ImagerScene scene, LandState land, Optional<ClearSkyReference> composite) {
    float last = 0;
    for (float seconds : scene.timeOffsetSeconds()) {
      if (seconds > last) {
        last = seconds;
      }
    }
    Instant newest = scene.slot().nominalTime().plusSeconds((long) Math.ceil(last));
    List<InputRef> inputs = new ArrayList<>(scene.inputs());
    inputs.addAll(land.inputs());
    composite
        .filter(c -> !c.isEmpty() && scene.band(13).isPresent())
        .ifPresent(c -> inputs.add(new InputRef("composite of clear days", c.sha256())));
    List<String> versions = new ArrayList<>(List.of(VERSION, BaselineCloudMask.VERSION));
    coefficients.description().forEach(d -> versions.add("coefficients: " + d));
    return new Provenance(inputs, versions, newest);
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
    private final LstCoefficients withAir;
    private final LstCoefficients withoutAir;
    private final LstCoefficients twoBands;
    private final float[] t13;
    private final float[] t14;
    private final float[] t15;
    private final float[] cosSun;
    private final float[] lst;
    private final float[] uncertainty;
    private final byte[] quality;
    private final short[] word;
    private byte[] mask;

    Work(ImagerScene scene, LandState land, CoefficientTable table) {
      int n = scene.grid().size();
      this.scene = scene;
      this.land = land;
      this.sun = SolarPosition.at(scene.slot().nominalTime());
      this.withAir = table.best(true, true).orElseThrow();
      this.withoutAir = table.best(true, false).orElseThrow();
      this.twoBands = table.best(false, false).orElseThrow();
      this.t13 = scene.band(13).map(BandImage::brightnessTemperatureK).orElse(null);
      this.t14 = scene.band(14).orElseThrow().brightnessTemperatureK();
      this.t15 = scene.band(15).orElseThrow().brightnessTemperatureK();
      this.cosSun = new float[n];
      this.lst = new float[n];
      this.uncertainty = new float[n];
      this.quality = new byte[n];
      this.word = new short[n];
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
      LstInputs x = new LstInputs();
      LstCoefficients.Estimate e = new LstCoefficients.Estimate();
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        boolean clear = mask[i] == CloudMask.CLEAR || mask[i] == CloudMask.PROBABLY_CLEAR;
        boolean wanted = clear && land.isLand(i) && zenith[i] <= MAX_VIEW_ZENITH_DEG;
        boolean produced = wanted && temperature(i, zenith[i], x, e);
        word[i] = qualityWord(i, row, produced, produced && e.extrapolated);
      }
    }

    private boolean hasBand13(int i) {
      return t13 != null && !Float.isNaN(t13[i]);
    }

    private boolean temperature(int i, double zenithDeg, LstInputs x, LstCoefficients.Estimate e) {
      x.kelvin[0] = hasBand13(i) ? t13[i] : t14[i];
      x.kelvin[1] = t14[i];
      x.kelvin[2] = t15[i];
      for (int b = 0; b < 3; b++) {
        x.emissivity[b] = land.emissivityAt(13 + b, i);
      }
      x.secant = 1 / Math.cos(Math.toRadians(zenithDeg));
      x.waterKg = land.waterAt(i);
      x.airK = land.airAt(i);
      LstCoefficients set = !hasBand13(i) ? twoBands : Double.isNaN(x.airK) ? withoutAir : withAir;
      set.estimateWithGradient(x, e);
      if (!(e.kelvin >= MIN_LST_K && e.kelvin <= MAX_LST_K)) {
        return false;
      }
      lst[i] = (float) e.kelvin;
      uncertainty[i] =
          (float)
              LstUncertainty.of(
                      e,
                      LstUncertainty.NEDT_K,
                      land.emissivitySigmaAt(14, i),
                      land.waterSigmaAt(i),
                      land.airSigmaK())
                  .totalK();
      boolean care =
          mask[i] == CloudMask.PROBABLY_CLEAR
              || zenithDeg > VALID_VIEW_ZENITH_DEG
              || e.extrapolated
              || !hasBand13(i);
      quality[i] = care ? USE_WITH_CARE : GOOD;
      return true;
    }

    private short qualityWord(int i, int row, boolean produced, boolean extrapolated) {
      double zenithDeg = scene.geometry().viewZenithDeg()[i];
      LandState.EmissivitySource emissivity = land.emissivitySource(14, i);
      boolean best =
          quality[i] == GOOD
              && zenithDeg <= 50
              && land.waterKg().isPresent()
              && land.waterAt(i) < 40
              && emissivity != LandState.EmissivitySource.DEFAULT;
      return QualityWord.of(
          !produced ? 0 : best ? 3 : quality[i] == GOOD ? 2 : 1,
          mask[i],
          besideCloud(i, row),
          cosSun[i] >= DAY_COSINE,
          zenithDeg,
          land.waterAt(i),
          emissivity != LandState.EmissivitySource.VEGETATION,
          extrapolated,
          scene.slot().satellite() == ImagerSatellite.H09,
          !hasBand13(i));
    }

    private boolean besideCloud(int i, int row) {
      int columns = scene.grid().columns();
      int column = i - row * columns;
      for (int r = Math.max(0, row - 1); r <= Math.min(scene.grid().rows() - 1, row + 1); r++) {
        for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
          if (mask[r * columns + c] == CloudMask.CLOUDY) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
