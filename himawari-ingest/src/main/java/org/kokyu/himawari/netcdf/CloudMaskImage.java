package org.kokyu.himawari.netcdf;

import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;

/**
 * Cloud mask of another agency on the imager's pixels; arrays are shared, treat as constant.
 *
 * @param slot which slot
 * @param grid window of the full-disk 2 km pixels
 * @param level row-major, 0 clear, 1 probably clear, 2 probably cloudy, 3 cloudy, −1 none
 * @param probability row-major, of cloud, 0 … 1, not a number where there is none
 * @param qualityScreened true if the file has quality flags and pixels with a flag other than 0 are
 *     without level and probability
 * @param input the file
 */
public record CloudMaskImage(
    SlotKey slot,
    SceneGrid.Native grid,
    byte[] level,
    float[] probability,
    boolean qualityScreened,
    InputRef input) {}
