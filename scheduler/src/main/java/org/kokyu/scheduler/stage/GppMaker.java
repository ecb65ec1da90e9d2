package org.kokyu.scheduler.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.scene.GppField;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.land.LandState;
import org.kokyu.land.io.LandCoverFile;
import org.kokyu.land.light.GroundReference;
import org.kokyu.land.light.GroundReflectanceDay;
import org.kokyu.land.light.LightEstimator;
import org.kokyu.land.light.SolarIrradiance;
import org.kokyu.land.uptake.Air;
import org.kokyu.land.uptake.Cover;
import org.kokyu.land.uptake.GppEstimator;
import org.kokyu.land.uptake.GppInputs;
import org.kokyu.land.uptake.Leaves;
import org.kokyu.land.vegetation.VegetationComposite;
import org.kokyu.land.vegetation.VegetationDay;
import org.kokyu.scheduler.flow.UnitWork;

/**
 * Gross primary production of a slot whose cloud mask and surface temperature are known; learns
 * from the slot what later ones are compared with. Thread-safe.
 */
public final class GppMaker {
  private final ProductivityModel model;
  private final AirInputs air;
  private final Optional<GppState> state;
  private final Optional<LandCoverFile> landCover;
  private SceneGrid lastGrid;
  private byte[] lastClasses;

  /**
   * @param air temperature and humidity
   * @param state what is learned; without, every slot stands alone
   * @param landCover in place of the classes of the surface temperature
   */
  public GppMaker(
      ProductivityModel model,
      AirInputs air,
      Optional<GppState> state,
      Optional<LandCoverFile> landCover) {
    this.model = model;
    this.air = air;
    this.state = state;
    this.landCover = landCover;
  }

  /**
   * Makes the field.
   *
   * @param scene with band 3
   * @param land what is known of the surface
   * @param cloudMask on the scene's grid
   * @param surfaceK surface temperature, not a number where unknown
   * @param more inputs beside those of scene and land
   */
  public GppField make(
      UnitWork work,
      ImagerScene scene,
      LandState land,
      byte[] cloudMask,
      float[] surfaceK,
      List<InputRef> more) {
    float[] cosSun = cosSun(scene);
    Cover cover = cover(scene, land, more);
    float[] water =
        land.waterKg()
            .orElseGet(
                () -> {
                  float[] none = new float[cosSun.length];
                  Arrays.fill(none, Float.NaN);
                  return none;
                });
    LightEstimator.Surroundings around =
        new LightEstimator.Surroundings(cover.land(), cosSun, cloudMask, water, surfaceK);
    Air weather = air.of(scene, land);
    GroundReference ground =
        state.map(s -> s.ground(scene.slot().nominalTime())).orElseGet(GroundReference::empty);
    VegetationComposite composite =
        state
            .map(s -> s.vegetation(scene.slot().nominalTime()))
            .orElseGet(VegetationComposite::empty);
    Leaves leaves = new Leaves(land.ndvi(), composite, "the ancillary file", List.of());
    GppField field =
        new GppEstimator(model, work.helpers(), work.helperCount())
            .estimate(new GppInputs(scene, around, ground, leaves, weather, cover));
    learn(scene, around);
    return field;
  }

  private void learn(ImagerScene scene, LightEstimator.Surroundings around) {
    if (state.isEmpty() || scene.reflectance(3).isEmpty()) {
      return;
    }
    state
        .get()
        .learnGround(
            scene.slot().nominalTime(),
            GroundReflectanceDay.of(scene, around.land(), around.cosSun()));
    if (VegetationDay.canSee(scene)) {
      double distance = SolarIrradiance.distanceFactor(scene.slot().nominalTime());
      state
          .get()
          .learnVegetation(
              scene.slot().nominalTime(),
              day ->
                  VegetationDay.with(
                      day, scene, around.land(), around.cosSun(), around.cloudMask(), distance));
    }
  }

  private static float[] cosSun(ImagerScene scene) {
    SolarPosition sun = SolarPosition.at(scene.slot().nominalTime());
    int columns = scene.grid().columns();
    float[] cos = new float[scene.grid().size()];
    float[] latitude = new float[columns];
    float[] longitude = new float[columns];
    for (int first = 0; first < cos.length; first += columns) {
      scene.geometry().positionsDeg(first, latitude, longitude);
      sun.cosZenith(latitude, longitude, scene.timeOffsetSeconds(), cos, first);
    }
    return cos;
  }

  private Cover cover(ImagerScene scene, LandState land, List<InputRef> more) {
    byte[] mask = new byte[scene.grid().size()];
    Optional<byte[]> classes =
        landCover
            .map(file -> onGrid(file, scene))
            .or(() -> land.maps().classes())
            .map(byte[]::clone);
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (land.isLand(i) ? 1 : 0);
      if (classes.isPresent() && land.isInlandWater(i)) {
        classes.get()[i] = 17;
      }
    }
    List<InputRef> inputs = new java.util.ArrayList<>(more);
    inputs.addAll(land.inputs());
    landCover.ifPresent(file -> inputs.add(file.ref()));
    return new Cover(
        mask,
        classes,
        classes.isPresent()
            ? landCover.map(file -> file.description() + "; ").orElse("") + land.source()
            : "no map of land cover: class %d assumed on all land; %s"
                .formatted(Cover.ASSUMED, land.source()),
        inputs);
  }

  private synchronized byte[] onGrid(LandCoverFile file, ImagerScene scene) {
    if (!scene.grid().equals(lastGrid)) {
      lastClasses = file.on(scene.geometry().latitudeDeg(), scene.geometry().longitudeDeg());
      lastGrid = scene.grid();
    }
    return lastClasses;
  }
}
