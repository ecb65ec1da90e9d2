package org.kokyu.core.scene;

/**
 * One visible or near-infrared band of a scene; the array is shared, treat as constant.
 *
 * @param band AHI band number, 1 … 6
 * @param centralWavelengthMicrometre from the file
 * @param reflectance row-major reflectance factor, not divided by the cosine of the solar zenith,
 *     NaN where there is no valid value
 */
public record ReflectanceImage(int band, double centralWavelengthMicrometre, float[] reflectance) {}
