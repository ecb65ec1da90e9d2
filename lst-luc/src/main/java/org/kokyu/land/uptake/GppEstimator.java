package org.kokyu.land.uptake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.scene.GppField;
import org.kokyu.core.scene.GppQuality;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.land.light.LightEstimator;
import org.kokyu.land.vegetation.LeafAreaClimatology;

/**
 * Gross primary production of a slot: light ({@link LightEstimator}), leaves, weather and land
 * cover of each pixel through a light-use-efficiency model.
 *
 * <p>Zero at night and, of all models, on urban land, snow and ice, barren land and inland water
 * (IGBP 13, 15, 16, 17); not produced (quality 2) at sea, off the earth, seen beyond 75°, and where
 * light, leaves or weather are unknown. Use with care (quality 1): any reason of {@link GppQuality}
 * but night and land without vegetation. The day's lowest temperature is that of the meteorology;
 * without, the slot's own stands in for it. A pure function of its arguments, the same for any
 * executor; immutable, thread-safe.
 */
public final class GppEstimator {
  /** Version line for provenance. */
  public static final String VERSION = "kokyu-gpp 1";

  private static final int ROWS_PER_BLOCK = 16;

  private final ProductivityModel model;
  private final Executor executor;
  private final int helpers;
  private final LightEstimator light;

  /**
   * @param model of the light use
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   * @throws ConfigurationException if the model needs what a slot does not know
   */
  public GppEstimator(ProductivityModel model, Executor executor, int helpers) {
    if (!LightUseRow.canDrive(model)) {
      throw new ConfigurationException(
          "model %s: needs %s, which is not known for a map"
              .formatted(model.name(), model.requiredDrivers()));
    }
    this.model = model;
    this.executor = executor;
    this.helpers = helpers;
    this.light = new LightEstimator(executor, helpers);
  }

  /** Production of a slot. */
  public GppField estimate(GppInputs in) {
    ImagerScene scene = in.scene();
    int n = scene.grid().size();
    GppField field =
        new GppField(
            scene.slot(),
            scene.grid(),
            scene.geometry(),
            new float[n],
            new float[n],
            new float[n],
            new float[n],
            new float[n],
            new float[n],
            new float[n],
            new float[n],
            new byte[n],
            new byte[n],
            new short[n],
            scene.coverage(),
            notes(in),
            provenance(in));
    LightEstimator.Rows rows = light.rows(scene, in.around(), in.ground());
    SurfaceAir surfaceAir = new SurfaceAir();
    if (in.air().temperatureK().isEmpty()) {
      blocks(scene, work -> new GppRows(in, model, rows, surfaceAir, field), GppRows::clearAir);
      GppRows.collect(in, field, surfaceAir);
    }
    blocks(scene, work -> new GppRows(in, model, rows, surfaceAir, field), GppRows::row);
    return field;
  }

  @FunctionalInterface
  private interface RowStep {
    void of(GppRows rows, int row);
  }

  private void blocks(
      ImagerScene scene, java.util.function.IntFunction<GppRows> begin, RowStep step) {
    int all = scene.grid().rows();
    BlockLoop.run(
        executor,
        helpers,
        (all + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK,
        b -> {
          GppRows own = begin.apply(b);
          int to = Math.min(all, (b + 1) * ROWS_PER_BLOCK);
          for (int row = b * ROWS_PER_BLOCK; row < to; row++) {
            step.of(own, row);
          }
        });
  }

  private GppField.Notes notes(GppInputs in) {
    String learned =
        in.leaves().composite().isEmpty()
            ? "no composite yet"
            : "composite of %d days before".formatted(in.leaves().composite().dayCount());
    return new GppField.Notes(
        model.name() + ", parameters by land-cover class; uncertainty to first order",
        light.basis(in.scene(), in.ground()),
        "fAPAR after Sims et al. 2005 from a vegetation index: "
            + (in.leaves().ndvi().isPresent() ? in.leaves().source() + ", " : "")
            + learned
            + "; else "
            + LeafAreaClimatology.NAME,
        in.air().source(),
        in.cover().source());
  }

  private Provenance provenance(GppInputs in) {
    List<InputRef> inputs = new ArrayList<>(in.scene().inputs());
    inputs.addAll(in.cover().inputs());
    inputs.addAll(in.leaves().inputs());
    inputs.addAll(in.air().inputs());
    if (!in.ground().isEmpty()) {
      inputs.add(new InputRef("ground reference of the slot", in.ground().sha256()));
    }
    if (!in.leaves().composite().isEmpty()) {
      inputs.add(new InputRef("vegetation composite", in.leaves().composite().sha256()));
    }
    float last = 0;
    for (float seconds : in.scene().timeOffsetSeconds()) {
      last = Math.max(last, Float.isNaN(seconds) ? 0 : seconds);
    }
    Instant newest = in.scene().slot().nominalTime().plusSeconds((long) Math.ceil(last));
    List<String> versions = new ArrayList<>(Arrays.asList(VERSION, LightEstimator.VERSION));
    versions.add("model " + model.name());
    return new Provenance(inputs.stream().distinct().toList(), versions, newest);
  }
}
