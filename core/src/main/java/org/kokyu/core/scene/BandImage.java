package org.kokyu.core.scene;

/**
 * One infrared band of a scene; the array is shared, treat as constant.
 *
 * @param band AHI band number, 7 … 16
 * @param centralWavelengthMicrometre from the file
 * @param brightnessTemperatureK row-major, NaN where there is no valid value
 */
public record BandImage(
    int band, double centralWavelengthMicrometre, float[] brightnessTemperatureK) {}
