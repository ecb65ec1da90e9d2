package org.kokyu.flux.upscaling;

import java.util.Objects;

/**
 * A month of a place: drivers, and fluxes where they were measured. A value that is not a number is
 * missing.
 *
 * @param month yyyymm
 * @param landCover abbreviation of the IGBP class: ENF, GRA, ...
 * @param tminC mean daily minimum of the air temperature [°C]
 * @param tmaxC mean daily maximum [°C]
 * @param radiationMj shortwave radiation [MJ m-2 d-1]
 * @param co2Ppm mole fraction of CO2 [µmol mol-1]
 * @param vpdHpa vapour pressure deficit [hPa]
 * @param precipitationMm [mm d-1]
 * @param lai leaf area index
 * @param gpp gross primary production [g C m-2 d-1]
 * @param nee net ecosystem exchange, uptake negative [g C m-2 d-1]
 */
public record SiteMonth(
    String site,
    int month,
    String landCover,
    double latitudeDeg,
    double longitudeDeg,
    double tminC,
    double tmaxC,
    double radiationMj,
    double co2Ppm,
    double vpdHpa,
    double precipitationMm,
    double lai,
    double gpp,
    double nee) {
  private static final java.util.Set<String> ASIA =
      java.util.Set.of(
          "BD", "BN", "BT", "CN", "ID", "IN", "JP", "KG", "KH", "KP", "KR", "KZ", "LA", "LK", "MM",
          "MN", "MY", "NP", "PH", "PK", "RU", "SG", "TH", "TJ", "TL", "TM", "TW", "UZ", "VN");

  public SiteMonth {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(landCover, "landCover");
  }

  /** Number of the month, 1 … 12. */
  public int monthOfYear() {
    return month % 100;
  }

  /** Whether the site's name begins with the code of an Asian country or of Russia. */
  public boolean inAsia() {
    return site.length() > 2 && ASIA.contains(site.substring(0, 2));
  }
}
