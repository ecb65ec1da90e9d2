package org.kokyu.flux.field;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.core.port.Biome;

/**
 * Ecosystem respiration of maps: R = (a + k x) f(T), f(T) = exp(E0 (1/61.02 − 1/(T + 46.02))), T in
 * °C.
 *
 * <p>Temperature response of Lloyd and Taylor 1994 (Functional Ecology 8, 315) with E0 = 125 K,
 * which is Q10 = 1.4 at 15 °C (Mahecha et al. 2010, Science 329, 838). The reference rate moves
 * with the season by x, the mean production of the last ten days [g C m-2 d-1], or fAPAR where that
 * is not known. a, k and the standard deviation of a site's mean are those of the resource {@code
 * respiration.csv}, fitted to monthly tower fluxes; its head tells the skill at sites left out.
 * Temperatures below −40 °C count as −40 °C. Immutable, thread-safe.
 */
public final class MapRespiration {
  /** For the products' metadata. */
  public static final String VERSION =
      "map-respiration 1 (Lloyd-Taylor, 204 sites; E0 of Mahecha et al. 2010)";

  private static final String RESOURCE = "/org/kokyu/flux/field/respiration.csv";
  private static final double E0 = 125;
  private static final double REFERENCE = 1 / 61.02;
  private static final double T0_CELSIUS = -46.02;
  private static final double LOWEST_CELSIUS = -40;

  /** µmol m-2 s-1 of CO2 per g C m-2 d-1. */
  public static final double UMOL_PER_GRAM_DAY =
      1e6 / (PhysicalConstants.MOLAR_MASS_CARBON * 1000) / 86400;

  /** Parameters of a biome; a and k in µmol m-2 s-1 per unit of x. */
  record Parameters(
      float base,
      float perProduction,
      float productionSd,
      float baseOfFapar,
      float perFapar,
      float faparSd) {}

  private final Parameters[] byClass = new Parameters[Biome.IGBP_CLASSES];

  private MapRespiration() {}

  /** The table that comes with the program. */
  public static MapRespiration load() {
    MapRespiration all = new MapRespiration();
    try (InputStream in = MapRespiration.class.getResourceAsStream(RESOURCE)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> l.charAt(0) != '#' && !l.startsWith("biome,"))
          .forEach(all::put);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String line) {
    String[] f = line.split(",", -1);
    Biome biome = Biome.ofAbbreviation(f[0]).orElseThrow();
    double u = UMOL_PER_GRAM_DAY;
    Parameters p =
        new Parameters(
            (float) (Double.parseDouble(f[1]) * u),
            (float) (Double.parseDouble(f[2]) * u),
            Float.parseFloat(f[3]),
            (float) (Double.parseDouble(f[4]) * u),
            (float) (Double.parseDouble(f[5]) * u),
            Float.parseFloat(f[6]));
    for (int c = 0; c < byClass.length; c++) {
      if (Biome.ofIgbp(c).filter(biome::equals).isPresent()) {
        byClass[c] = p;
      }
    }
  }

  /** Parameters of an IGBP class; null without vegetation. */
  Parameters of(int igbp) {
    return igbp >= 0 && igbp < byClass.length ? byClass[igbp] : null;
  }

  /** f(T). */
  static float response(float temperatureK) {
    double celsius = Math.max(LOWEST_CELSIUS, temperatureK - PhysicalConstants.ZERO_CELSIUS_K);
    return (float) Math.exp(E0 * (REFERENCE - 1 / (celsius - T0_CELSIUS)));
  }

  /**
   * Respiration of a place [µmol m-2 s-1]; not a number without vegetation or temperature.
   *
   * @param recentGpp mean production of the last days [g C m-2 d-1], NaN if not known
   * @param fapar used where it is not known
   */
  public double respiration(int igbp, float temperatureK, float recentGpp, float fapar) {
    Parameters p = of(igbp);
    if (p == null) {
      return Double.NaN;
    }
    float rate =
        Float.isNaN(recentGpp)
            ? p.baseOfFapar() + p.perFapar() * fapar
            : p.base() + p.perProduction() * Math.max(0, recentGpp);
    return rate * response(temperatureK);
  }
}
