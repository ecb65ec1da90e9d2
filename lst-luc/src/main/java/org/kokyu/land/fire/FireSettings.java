package org.kokyu.land.fire;

/**
 * Limits of the fire test.
 *
 * @param significance excess over its standard deviation that makes a fire
 * @param sunlitSignificance the same by day where the surface temperature is known
 * @param leastExcess smallest excess by night [W m-2 sr-1 µm-1]; about 4 MW at nadir
 * @param leastSunlitExcess smallest excess by day, when broken water cloud shines at 3.9 µm; about
 *     6 MW at nadir, 10 MW at 45°
 * @param innerRadius half width of the first background window [pixels]
 * @param outerRadius half width of the second
 * @param fewestNeighbours similar clear neighbours that make a background
 * @param glintDeg closer to the sun's mirror image nothing is tested beside water [degrees]
 * @param broadShare largest share of the excess that the eight nearest pixels may have as well
 */
public record FireSettings(
    double significance,
    double sunlitSignificance,
    double leastExcess,
    double leastSunlitExcess,
    int innerRadius,
    int outerRadius,
    int fewestNeighbours,
    double glintDeg,
    double broadShare) {
  public static final FireSettings DEFAULT =
      new FireSettings(5.0, 8.0, 0.05, 0.085, 5, 10, 12, 20, 0.12);
}
