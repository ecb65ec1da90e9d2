package org.kokyu.himawari;

/**
 * Normalised geostationary projection of one grid, from header block 3.
 *
 * @param subLongitudeDeg longitude of the nominal sub-satellite point [degrees east]
 * @param columnFactor CFAC, 2⁻¹⁶ pixels per degree
 * @param lineFactor LFAC, 2⁻¹⁶ pixels per degree
 * @param columnOffset COFF, 1-based column of the sub-satellite point
 * @param lineOffset LOFF, 1-based line of the sub-satellite point
 * @param satelliteDistanceKm from the earth's centre to the satellite [km]
 * @param equatorialRadiusKm of the reference ellipsoid [km]
 * @param polarRadiusKm of the reference ellipsoid [km]
 */
public record GeosProjection(
    double subLongitudeDeg,
    long columnFactor,
    long lineFactor,
    double columnOffset,
    double lineOffset,
    double satelliteDistanceKm,
    double equatorialRadiusKm,
    double polarRadiusKm) {

  /** The nominal full-disk 2 km grid of Himawari-8 and -9 (Himawari Standard Data, block 3). */
  public static final GeosProjection FULL_DISK_2KM = fullDisk(20);

  /** The nominal full-disk grid of a resolution code (5, 10 or 20). */
  public static GeosProjection fullDisk(int resolutionCode) {
    long factor =
        switch (resolutionCode) {
          case 5 -> 81865099L;
          case 10 -> 40932549L;
          case 20 -> 20466275L;
          default ->
              throw new IllegalArgumentException(
                  "resolution code 5, 10 or 20 expected, found " + resolutionCode);
        };
    double centre = 2750.0 * (20 / resolutionCode) + 0.5;
    return new GeosProjection(140.7, factor, factor, centre, centre, 42164.0, 6378.137, 6356.7523);
  }
}
