package org.kokyu.land;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.Failure;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;

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

  private static final int ROWS_PER_BLOCK = 50;

  public static final byte GOOD = 0;
  public static final byte USE_WITH_CARE = 1;
  public static final byte NOT_PRODUCED = 2;

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
   * @param composite of the hour and the days before the scene's own; with one the scene is learned
   *     from
   */
  public Outcome<Learned> estimate(
      ImagerScene scene,
      LandState land,
      Optional<ClearSkyReference> composite,
      boolean withBrightnessTemperatures) {
    Optional<Outcome.Failed<Learned>> failed = missingBand(scene);
    return failed.isPresent()
        ? failed.get()
        : finish(begin(scene, land, composite), scene, composite, withBrightnessTemperatures);
  }

  /**
   * A cloud mask that was made elsewhere.
   *
   * @param field on the scene's grid
   * @param input where it comes from
   */
  public record GivenMask(CloudField field, InputRef input) {}

  /** Estimates with a given cloud mask in place of our own; nothing is learned from it. */
  public Outcome<Learned> estimate(
      ImagerScene scene, LandState land, GivenMask mask, boolean withBrightnessTemperatures) {
    int size = scene.grid().size();
    if (mask.field().mask().length != size) {
      throw new IllegalArgumentException(
          "a cloud mask of %d pixels expected, found %d"
              .formatted(size, mask.field().mask().length));
    }
    land.requireSize(size);
    Optional<Outcome.Failed<Learned>> failed = missingBand(scene);
    if (failed.isPresent()) {
      return failed.get();
    }
    LstRows rows = new LstRows(scene, land, coefficients);
    int all = scene.grid().rows();
    BlockLoop.run(
        executor,
        helpers,
        (all + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK,
        b -> {
          int from = b * ROWS_PER_BLOCK;
          int to = Math.min(all, from + ROWS_PER_BLOCK);
          rows.sun(from, to);
          rows.temperature(mask.field().mask(), from, to);
        });
    return Outcome.success(
        new Learned(
            field(
                scene,
                rows,
                mask.field(),
                Optional.empty(),
                Optional.of(mask),
                withBrightnessTemperatures),
            Optional.empty()));
  }

  /**
   * Begins the estimate of a scene that is arriving.
   *
   * @param scene whose arrays will be filled, with all bands that the finished one will have
   * @param land on the scene's grid
   * @param composite of the hour and the days before the scene's own
   */
  public LstStrips begin(ImagerScene scene, LandState land, Optional<ClearSkyReference> composite) {
    land.requireSize(scene.grid().size());
    LstRows rows = new LstRows(scene, land, coefficients);
    return new LstStrips(
        rows,
        cloudMask.begin(scene, land, rows.cosSun, composite),
        composite.map(ClearSkyReference::sha256).orElse(""));
  }

  /**
   * Ends an estimate that was begun.
   *
   * @param scene the arrays that it was begun with, now filled
   * @param composite that it was begun with
   * @param withBrightnessTemperatures whether the field repeats the bands
   * @return as {@link #estimate(ImagerScene, LandState, Optional, boolean)}
   */
  public Outcome<Learned> finish(
      LstStrips strips,
      ImagerScene scene,
      Optional<ClearSkyReference> composite,
      boolean withBrightnessTemperatures) {
    Optional<Outcome.Failed<Learned>> failed = missingBand(scene);
    if (failed.isPresent()) {
      return failed.get();
    }
    strips.finish(executor, helpers);
    LstRows rows = strips.rows();
    LandState land = rows.land;
    CloudField cloud = strips.mask().field();
    LstField field =
        field(scene, rows, cloud, composite, Optional.empty(), withBrightnessTemperatures);
    boolean learn = composite.isPresent() && scene.band(13).isPresent();
    return Outcome.success(
        new Learned(
            field,
            learn
                ? Optional.of(ClearSkyDay.of(scene, land, cloud.withoutComposite()))
                : Optional.empty()));
  }

  private LstField field(
      ImagerScene scene,
      LstRows rows,
      CloudField cloud,
      Optional<ClearSkyReference> composite,
      Optional<GivenMask> given,
      boolean withBrightnessTemperatures) {
    LandState land = rows.land;
    return new LstField(
        scene.slot(),
        scene.grid(),
        scene.geometry(),
        rows.lst,
        rows.uncertainty,
        cloud.mask(),
        cloud.probabilityPercent(),
        rows.quality,
        rows.word,
        withBrightnessTemperatures ? scene.bands() : List.of(),
        scene.coverage(),
        coefficients.name() + "; " + land.source() + "; cloud mask: " + cloud.basis(),
        false,
        provenance(scene, land, composite, given));
  }

  private static Optional<Outcome.Failed<Learned>> missingBand(ImagerScene scene) {
    for (int band : new int[] {14, 15}) {
      Optional<BandImage> image = scene.band(band);
      if (image.isEmpty() || !hasValue(image.get())) {
        return Optional.of(
            new Outcome.Failed<>(
                new Failure(
                    FailureReason.INPUT_MISSING,
                    "slot %s: band %d has no valid pixel on the grid %s"
                        .formatted(scene.slot().nominalTime(), band, scene.grid().name()))));
      }
    }
    return Optional.empty();
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
      ImagerScene scene,
      LandState land,
      Optional<ClearSkyReference> composite,
      Optional<GivenMask> given) {
    float last = 0;
    for (float seconds : scene.timeOffsetSeconds()) {
      if (seconds > last) {
        last = seconds;
      }
    }
    Instant newest = scene.slot().nominalTime().plusSeconds((long) Math.ceil(last));
    List<InputRef> inputs = new ArrayList<>(scene.inputs());
    inputs.addAll(land.inputs());
    given.ifPresent(mask -> inputs.add(mask.input()));
    composite
        .filter(c -> !c.isEmpty() && scene.band(13).isPresent())
        .ifPresent(c -> inputs.add(new InputRef("composite of clear days", c.sha256())));
    List<String> versions = new ArrayList<>(List.of(VERSION));
    versions.add(given.isPresent() ? given.get().field().basis() : BaselineCloudMask.VERSION);
    coefficients.description().forEach(d -> versions.add("coefficients: " + d));
    return new Provenance(inputs, versions, newest);
  }
}
