package org.kokyu.retrieval.forward;

import java.util.Arrays;
import java.util.Map;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.profile.SurfaceType;

/**
 * Typical emissivities of kinds of surface, 7 … 15 µm.
 *
 * <p>Land and snow: one minus the directional-hemispherical reflectances of the NPOESS surface
 * types (broadleaf forest, scrub, meadow grass, tundra, compacted soil, sand, rock, old snow) as
 * the Community Radiative Transfer Model carries them (JCSDA/CRTMv3, public domain, CC0); sea:
 * {@link SeaEmissivity}. Linear in wavenumber between the points, constant beyond. Immutable.
 */
public final class BaseEmissivity {
  private static final double[] WAVELENGTH_UM = {15, 14, 13, 12, 11, 10, 9.5, 9, 8.5, 8, 7.5, 7};

  private static final Map<SurfaceType, double[]> LAND =
      Map.of(
          SurfaceType.SNOW,
          values(.980, .975, .980, .982, .990, .994, .992, .992, .991, .991, .991, .991),
          SurfaceType.FOREST,
          values(.981, .981, .962, .950, .962, .962, .962, .962, .962, .962, .962, .962),
          SurfaceType.SCRUB,
          values(.930, .960, .950, .940, .950, .960, .965, .970, .960, .950, .945, .940),
          SurfaceType.DRY_GRASS,
          values(.910, .895, .875, .850, .835, .900, .925, .932, .940, .950, .955, .940),
          SurfaceType.TUNDRA,
          values(.960, .959, .957, .953, .944, .943, .944, .947, .954, .955, .968, .961),
          SurfaceType.SOIL,
          values(.980, .980, .970, .975, .960, .955, .950, .950, .960, .970, .970, .960),
          SurfaceType.SAND,
          values(.980, .980, .980, .980, .980, .920, .910, .900, .900, .900, .900, .900),
          SurfaceType.ROCK,
          values(.980, .980, .980, .970, .950, .880, .860, .870, .890, .900, .960, .950));

  private static final double MICROMETRES_PER_CM = 1e4;
  private static final double FLAT_LAND = 0.975;

  private BaseEmissivity() {}

  private static double[] values(double... v) {
    return v;
  }

  /**
   * @param zenithDeg matters at sea alone
   * @throws IllegalArgumentException for {@link SurfaceType#GIVEN}
   */
  public static SurfaceEmissivity of(SurfaceType type, double zenithDeg) {
    if (type == SurfaceType.FLAT) {
      return SurfaceEmissivity.constant(FLAT_LAND);
    }
    if (type == SurfaceType.SEA) {
      return SeaEmissivity.at(zenithDeg);
    }
    double[] e = LAND.get(type);
    if (e == null) {
      throw new IllegalArgumentException("no emissivity of " + type);
    }
    return SurfaceEmissivity.of(
        Arrays.stream(WAVELENGTH_UM).map(w -> MICROMETRES_PER_CM / w).toArray(), e);
  }

  /** (1 − share) a + share b, every 8 cm-1 from 650 to 1450 cm-1. */
  public static SurfaceEmissivity mixed(SurfaceEmissivity a, SurfaceEmissivity b, double share) {
    double[] nu = new double[101];
    double[] e = new double[nu.length];
    for (int i = 0; i < nu.length; i++) {
      nu[i] = 650 + 8 * i;
      e[i] = (1 - share) * a.at(nu[i]) + share * b.at(nu[i]);
    }
    return SurfaceEmissivity.of(nu, e);
  }
}
