package org.kokyu.land.light;

/**
 * Light at the surface of one slot; arrays row-major on the scene's grid, shared, treat as
 * constant; not a number where unknown.
 *
 * @param shortwave global irradiance on the horizontal [W m-2]; empty where photons were given
 *     alone
 * @param par photosynthetically active photons on the horizontal [µmol m-2 s-1]
 * @param parSigma one standard deviation [µmol m-2 s-1]
 * @param diffuseFraction diffuse share of par
 * @param word bits of {@link org.kokyu.core.scene.GppQuality} that concern light
 * @param basis for the product's metadata
 */
public record LightField(
    float[] shortwave,
    float[] par,
    float[] parSigma,
    float[] diffuseFraction,
    short[] word,
    String basis) {}
