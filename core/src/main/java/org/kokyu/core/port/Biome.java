package org.kokyu.core.port;

import java.util.Optional;

/**
 * Vegetation types for which light-use-efficiency parameters are tabulated: the eleven of MOD17's
 * biome table (UMD classes).
 *
 * <p>IGBP classes 1–10 and 12 have a type of the same name. Permanent wetland (11) counts as
 * grassland and the mosaic of cropland and natural vegetation (14) as cropland: the table has
 * neither. Urban land (13), snow and ice (15), barren land (16) and water (17) have none.
 */
public enum Biome {
  EVERGREEN_NEEDLELEAF_FOREST("ENF"),
  EVERGREEN_BROADLEAF_FOREST("EBF"),
  DECIDUOUS_NEEDLELEAF_FOREST("DNF"),
  DECIDUOUS_BROADLEAF_FOREST("DBF"),
  MIXED_FOREST("MF"),
  CLOSED_SHRUBLAND("CSH"),
  OPEN_SHRUBLAND("OSH"),
  WOODY_SAVANNA("WSA"),
  SAVANNA("SAV"),
  GRASSLAND("GRA"),
  CROPLAND("CRO");

  /** One more than the highest IGBP class. */
  public static final int IGBP_CLASSES = 18;

  private static final int IGBP_WETLAND = 11;
  private static final int IGBP_CROPLAND = 12;
  private static final int IGBP_MOSAIC = 14;

  private final String abbreviation;

  Biome(String abbreviation) {
    this.abbreviation = abbreviation;
  }

  /** Abbreviation in use at FLUXNET and in the tables. */
  public String abbreviation() {
    return abbreviation;
  }

  /** The type of an IGBP class, none for classes without vegetation and unknown numbers. */
  public static Optional<Biome> ofIgbp(int igbp) {
    if (igbp >= 1 && igbp <= 10) {
      return Optional.of(values()[igbp - 1]);
    }
    return switch (igbp) {
      case IGBP_WETLAND -> Optional.of(GRASSLAND);
      case IGBP_CROPLAND, IGBP_MOSAIC -> Optional.of(CROPLAND);
      default -> Optional.empty();
    };
  }

  /** The type of an abbreviation, upper or lower case. */
  public static Optional<Biome> ofAbbreviation(String text) {
    for (Biome biome : values()) {
      if (biome.abbreviation.equalsIgnoreCase(text)) {
        return Optional.of(biome);
      }
    }
    return Optional.empty();
  }
}
