package org.kokyu.land.uptake;

import java.util.Objects;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.land.light.GroundReference;
import org.kokyu.land.light.LightEstimator;

/**
 * All that the production of a slot is made from.
 *
 * @param scene with band 3, better 4, 1 and 5 too, on the grid of the surface temperature
 * @param around cloud mask, surface temperature, water vapour, sun
 * @param ground reference of the cloud index
 */
public record GppInputs(
    ImagerScene scene,
    LightEstimator.Surroundings around,
    GroundReference ground,
    Leaves leaves,
    Air air,
    Cover cover) {
  public GppInputs {
    Objects.requireNonNull(scene, "scene");
    Objects.requireNonNull(around, "around");
    Objects.requireNonNull(ground, "ground");
    Objects.requireNonNull(leaves, "leaves");
    Objects.requireNonNull(air, "air");
    Objects.requireNonNull(cover, "cover");
  }
}
