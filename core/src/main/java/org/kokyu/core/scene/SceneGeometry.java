package org.kokyu.core.scene;

/**
 * Position and view of every pixel, row-major; shared, treat as constant. NaN where a pixel is off
 * the earth.
 *
 * @param latitudeDeg geodetic latitude [degrees north]
 * @param longitudeDeg [degrees east, −180 … 180]
 * @param viewZenithDeg view zenith angle at the surface [degrees]
 */
public record SceneGeometry(float[] latitudeDeg, float[] longitudeDeg, float[] viewZenithDeg) {}
