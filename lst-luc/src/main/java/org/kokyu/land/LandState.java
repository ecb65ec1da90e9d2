package org.kokyu.land;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.core.provenance.InputRef;

/**
 * What is known of the surface, on the scene's grid. Arrays are row-major and shared: treat as
 * constant.
 *
 * @param landMask 1 land or coast, 0 sea; empty where nothing is known, then all pixels count as
 *     land
 * @param emissivity mean of bands 14 and 15, not a number where unknown; empty for the default of
 *     the surface
 * @param emissivitySigma one standard deviation of the given emissivity
 * @param source where mask and emissivity come from, for the product's metadata
 * @param inputs the files behind them
 */
public record LandState(
    Optional<byte[]> landMask,
    Optional<float[]> emissivity,
    double emissivitySigma,
    String source,
    List<InputRef> inputs) {
  /**
   * Emissivity of land around 11.8 µm where nothing better is known, and its standard deviation:
   * the middle and half the width of 0.95 … 0.99, which spans soils to dense vegetation in the
   * spectral libraries (for example Snyder et al. 1998, Int. J. Remote Sens. 19, 2753–2774).
   */
  static final double LAND_EMISSIVITY = 0.97;

  static final double LAND_EMISSIVITY_SIGMA = 0.02;

  /** Sea water around 11.8 µm at moderate view angles (Masuda et al. 1988, RSE 24, 313–329). */
  static final double SEA_EMISSIVITY = 0.985;

  static final double SEA_EMISSIVITY_SIGMA = 0.005;

  public LandState {
    Objects.requireNonNull(landMask, "landMask");
    Objects.requireNonNull(emissivity, "emissivity");
    Objects.requireNonNull(source, "source");
    inputs = List.copyOf(inputs);
  }

  /** Nothing known: the default emissivity of land everywhere. */
  public static LandState unknown() {
    return new LandState(
        Optional.empty(),
        Optional.empty(),
        LAND_EMISSIVITY_SIGMA,
        "surface not known, emissivity 0.97 everywhere",
        List.of());
  }

  /** A land mask and the default emissivities of land and sea. */
  public static LandState ofMask(byte[] landMask, String source, List<InputRef> inputs) {
    return new LandState(
        Optional.of(landMask),
        Optional.empty(),
        LAND_EMISSIVITY_SIGMA,
        source + ", emissivity 0.97 on land and 0.985 at sea",
        inputs);
  }

  boolean isLand(int pixel) {
    return landMask.isEmpty() || landMask.get()[pixel] != 0;
  }

  private boolean hasEmissivity(int pixel) {
    return emissivity.isPresent() && !Float.isNaN(emissivity.get()[pixel]);
  }

  double emissivityAt(int pixel) {
    if (hasEmissivity(pixel)) {
      return emissivity.get()[pixel];
    }
    return isLand(pixel) ? LAND_EMISSIVITY : SEA_EMISSIVITY;
  }

  double emissivitySigmaAt(int pixel) {
    if (hasEmissivity(pixel)) {
      return emissivitySigma;
    }
    return isLand(pixel) ? LAND_EMISSIVITY_SIGMA : SEA_EMISSIVITY_SIGMA;
  }

  void requireSize(int pixels) {
    if (landMask.isPresent() && landMask.get().length != pixels
        || emissivity.isPresent() && emissivity.get().length != pixels) {
      throw new IllegalArgumentException(
          "land mask and emissivity must have the scene's %d pixels".formatted(pixels));
    }
  }
}
