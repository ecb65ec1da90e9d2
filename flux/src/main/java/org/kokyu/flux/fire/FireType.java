package org.kokyu.flux.fire;

/**
 * Fire types of GFED (van der Werf et al. 2010), by land cover and latitude.
 *
 * <p>From IGBP classes: needleleaf, deciduous and mixed forest is boreal from 50° on, temperate
 * forest towards the equator, and tropical forest (with deforestation) between the tropics, as
 * evergreen broadleaf forest is; cropland and its mosaics burn as agricultural waste; everything
 * else burns as savanna, grass and shrub. The classes know no peat: it is asked for by whoever has
 * a peat map.
 */
public enum FireType {
  SAVA("savanna, grassland and shrubland"),
  BORF("boreal forest"),
  TEMF("temperate forest"),
  DEFO("tropical forest"),
  PEAT("peat"),
  AGRI("agricultural waste");

  private static final double BOREAL_FROM_DEG = 50;
  private static final double TROPIC_DEG = 23.44;
  private static final int LAST_FOREST = 5;
  private static final int EVERGREEN_BROADLEAF = 2;
  private static final int CROPLAND = 12;
  private static final int MOSAIC = 14;

  private final String description;

  FireType(String description) {
    this.description = description;
  }

  /** In words. */
  public String description() {
    return description;
  }

  /**
   * What burns at a place.
   *
   * @param igbp class 1 … 17; other numbers count as unknown vegetation
   */
  public static FireType of(int igbp, double latitudeDeg) {
    double latitude = Math.abs(latitudeDeg);
    if (igbp >= 1 && igbp <= LAST_FOREST) {
      if (latitude < TROPIC_DEG) {
        return DEFO;
      }
      return latitude >= BOREAL_FROM_DEG && igbp != EVERGREEN_BROADLEAF ? BORF : TEMF;
    }
    return igbp == CROPLAND || igbp == MOSAIC ? AGRI : SAVA;
  }
}
