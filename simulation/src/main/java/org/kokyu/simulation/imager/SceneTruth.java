package org.kokyu.simulation.imager;

import java.time.Instant;
import org.kokyu.core.scene.SceneGrid;

/**
 * What a simulated slot really is. Arrays are row-major on the grid; shared, treat as constant.
 *
 * @param slot nominal time
 * @param surfaceTemperatureK skin temperature of land or sea under whatever cloud [K], NaN off the
 *     earth
 * @param landMask 1 land, 0 sea or off the earth
 * @param cloudCover share of the pixel that cloud hides, 0 … 1, NaN off the earth
 */
public record SceneTruth(
    Instant slot,
    SceneGrid grid,
    float[] surfaceTemperatureK,
    byte[] landMask,
    float[] cloudCover) {}
