package org.kokyu.retrieval.reference;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An atmosphere on levels, surface first; shared arrays, treat as constant.
 *
 * @param pressurePa strictly decreasing [Pa]
 * @param temperatureK [K]
 * @param altitudeM strictly increasing above sea level [m]; hydrostatic heights if absent
 * @param wetMoleFraction species (lower case, {@code h2o}, {@code co2}, {@code cfc11} …) to its
 *     mole fraction in wet air [mol mol-1]
 */
public record LevelAtmosphere(
    double[] pressurePa,
    double[] temperatureK,
    Optional<double[]> altitudeM,
    Map<String, double[]> wetMoleFraction) {

  /**
   * @throws IllegalArgumentException naming the level, 1-based, and the quantity that is wrong
   */
  public LevelAtmosphere {
    Objects.requireNonNull(altitudeM, "altitudeM");
    wetMoleFraction = Map.copyOf(wetMoleFraction);
    if (pressurePa.length < 2) {
      throw new IllegalArgumentException(
          "at least 2 levels expected, %d found".formatted(pressurePa.length));
    }
    for (int i = 0; i < pressurePa.length; i++) {
      boolean falling = i == 0 || pressurePa[i] < pressurePa[i - 1];
      require(pressurePa[i] > 0 && falling, i, "pressure [Pa] positive and falling", pressurePa[i]);
      require(
          temperatureK[i] >= 100 && temperatureK[i] <= 1000,
          i,
          "temperature 100 … 1000 K",
          temperatureK[i]);
    }
    if (altitudeM.isPresent()) {
      double[] z = altitudeM.get();
      for (int i = 0; i < z.length; i++) {
        require(
            Double.isFinite(z[i]) && (i == 0 || z[i] > z[i - 1]), i, "altitude [m] rising", z[i]);
      }
    }
    wetMoleFraction.forEach(
        (species, v) -> {
          for (int i = 0; i < v.length; i++) {
            require(v[i] >= 0 && v[i] < 1, i, species + " from 0 to below 1", v[i]);
          }
        });
  }

  private static void require(boolean ok, int level, String expected, double found) {
    if (!ok) {
      throw new IllegalArgumentException(
          "level %d: %s expected, %s found".formatted(level + 1, expected, found));
    }
  }

  /**
   * The same atmosphere with every layer divided equally in ln p: temperature linear in ln p, mole
   * fractions as a power of p, heights hydrostatic within the given ones.
   *
   * @param parts of a layer, 1 leaves it as it is
   */
  public LevelAtmosphere divided(int parts) {
    if (parts == 1) {
      return this;
    }
    Map<String, double[]> fractions = new java.util.HashMap<>();
    wetMoleFraction.forEach((species, v) -> fractions.put(species, powers(v, parts)));
    double[] t = new double[layers() * parts + 1];
    double[] z = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      int k = Math.min(i / parts, layers() - 1);
      double f = (double) (i - k * parts) / parts;
      double t1 = temperatureK[k];
      double t2 = temperatureK[k + 1];
      t[i] = t1 + f * (t2 - t1);
      if (altitudeM.isPresent()) {
        double z1 = altitudeM.get()[k];
        z[i] = z1 + f * (t1 + t[i]) / (t1 + t2) * (altitudeM.get()[k + 1] - z1);
      }
    }
    return new LevelAtmosphere(powers(pressurePa, parts), t, altitudeM.map(given -> z), fractions);
  }

  private double[] powers(double[] v, int parts) {
    double[] fine = new double[layers() * parts + 1];
    for (int i = 0; i < fine.length; i++) {
      int k = Math.min(i / parts, layers() - 1);
      double f = (double) (i - k * parts) / parts;
      // the levels themselves exactly, and a fraction of zero stays zero
      fine[i] = f == 0 ? v[k] : f == 1 ? v[k + 1] : Math.pow(v[k], 1 - f) * Math.pow(v[k + 1], f);
    }
    return fine;
  }

  public int levels() {
    return pressurePa.length;
  }

  public int layers() {
    return pressurePa.length - 1;
  }
}
