package org.kokyu.retrieval.spectroscopy;

import java.util.Map;
import org.kokyu.core.atmosphere.Gas;

/**
 * Total internal partition sums Q(T) and molar masses.
 *
 * <p>Between the tabulated temperatures (5 K apart) ln Q is interpolated by a cubic through four
 * points. Below the first tabulated temperature (180 K in the bundled table) ln Q is continued
 * linearly in ln T, which is exact for a rigid rotor without vibrational excitation (Q ∝ T^1.5 or
 * T); valid 100 – 340 K.
 *
 * <p>Immutable, thread-safe.
 */
public final class PartitionSums {

  /**
   * One isotopologue.
   *
   * @param molarMass [g mol-1]
   * @param q296 partition sum at 296 K
   * @param lnQ ln of the partition sum at the temperatures of the table
   */
  public record Isotopologue(double molarMass, double q296, double[] lnQ) {}

  private final double firstK;
  private final double stepK;
  private final Map<Integer, Isotopologue> isotopologues;

  /**
   * @param firstK first tabulated temperature [K]
   * @param stepK spacing [K]
   * @param isotopologues by {@link #key}
   */
  public PartitionSums(double firstK, double stepK, Map<Integer, Isotopologue> isotopologues) {
    this.firstK = firstK;
    this.stepK = stepK;
    this.isotopologues = Map.copyOf(isotopologues);
  }

  public static int key(int hitranMolecule, int isotopologue) {
    return hitranMolecule * 100 + isotopologue;
  }

  /** Highest temperature of the table [K]. */
  public double hottestK() {
    int values = isotopologues.values().stream().mapToInt(i -> i.lnQ().length).min().orElse(1);
    return firstK + stepK * (values - 1);
  }

  /** Whether the table holds this isotopologue. */
  public boolean contains(Gas gas, int isotopologue) {
    return isotopologues.containsKey(key(gas.hitranNumber(), isotopologue));
  }

  /** Molar mass [g mol-1]. */
  public double molarMass(Gas gas, int isotopologue) {
    return get(gas, isotopologue).molarMass();
  }

  /** Q(296 K) / Q(T). */
  public double ratio(Gas gas, int isotopologue, double temperatureK) {
    Isotopologue iso = get(gas, isotopologue);
    return iso.q296() / Math.exp(lnQ(iso.lnQ(), temperatureK));
  }

  private Isotopologue get(Gas gas, int isotopologue) {
    Isotopologue iso = isotopologues.get(key(gas.hitranNumber(), isotopologue));
    if (iso == null) {
      throw new IllegalArgumentException(
          "no partition sum for %s isotopologue %d".formatted(gas, isotopologue));
    }
    return iso;
  }

  private double lnQ(double[] v, double temperatureK) {
    double last = firstK + stepK * (v.length - 1);
    if (!(temperatureK >= 100 && temperatureK <= last)) {
      throw new IllegalArgumentException(
          "temperature %s K outside 100 … %s K".formatted(temperatureK, last));
    }
    if (temperatureK < firstK) {
      double slope = (v[1] - v[0]) / Math.log((firstK + stepK) / firstK);
      return v[0] + slope * Math.log(temperatureK / firstK);
    }
    double s = (temperatureK - firstK) / stepK;
    int i = Math.min(Math.max((int) s - 1, 0), v.length - 4);
    double x = s - i;
    return v[i] * (x - 1) * (x - 2) * (x - 3) / -6
        + v[i + 1] * x * (x - 2) * (x - 3) / 2
        + v[i + 2] * x * (x - 1) * (x - 3) / -2
        + v[i + 3] * x * (x - 1) * (x - 2) / 6;
  }
}
