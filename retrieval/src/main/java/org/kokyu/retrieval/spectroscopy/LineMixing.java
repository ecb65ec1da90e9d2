package org.kokyu.retrieval.spectroscopy;

import java.util.Arrays;
import java.util.List;

/**
 * First-order line-mixing coefficients Y(T) of single lines, to be attached to a line list.
 *
 * <p>The profile of a line becomes [γ + Y p (ν − ν₀)] / π / [(ν − ν₀)² + γ²] (Doppler-broadened as
 * the Voigt profile is): **a positive Y adds absorption above the line and takes it away below**.
 * Y_i = 2 Σ_j (d_j/d_i) W_ij / (ν_i − ν_j) with transition moments d and the relaxation matrix W
 * per atm, whose off-diagonal elements are negative (Rosenkranz 1975, IEEE Trans. Antennas Propag.
 * 23, 498, doi 10.1109/TAP.1975.1141119); mixing within a branch then moves absorption into it.
 * Detailed balance gives Σ S_i Y_i = 0: far wings stay.
 *
 * <p>A coefficient belongs to the nearest line of its molecule and isotopologue within {@value
 * #TOLERANCE_PER_CM} cm-1. Immutable.
 */
public final class LineMixing {
  /** Largest distance between the wavenumber of a coefficient and its line [cm-1]. */
  public static final double TOLERANCE_PER_CM = 0.003;

  /**
   * One line's coefficients.
   *
   * @param molecule HITRAN molecule number
   * @param isotopologue HITRAN isotopologue number
   * @param wavenumberPerCm position of the line
   * @param perAtm Y at the temperatures of the file [atm-1]
   */
  public record Coefficient(
      int molecule, int isotopologue, double wavenumberPerCm, double[] perAtm) {}

  private final double[] temperatureK;
  private final List<Coefficient> coefficients;

  /**
   * @param temperatureK ascending [K]
   */
  public LineMixing(double[] temperatureK, List<Coefficient> coefficients) {
    this.temperatureK = temperatureK.clone();
    this.coefficients = List.copyOf(coefficients);
  }

  public int size() {
    return coefficients.size();
  }

  /**
   * A line list with its coefficients.
   *
   * @param lines the lines
   * @param attached number of coefficients that found a line
   */
  public record Mixed(LineList lines, int attached) {}

  /** Attaches the coefficients of the list's molecule; those without a line are left out. */
  public Mixed attach(LineList list) {
    double[][] y = new double[list.size()][];
    double[] distance = new double[list.size()];
    int attached = 0;
    for (Coefficient c : coefficients) {
      if (c.molecule() != list.gas().hitranNumber()) {
        continue;
      }
      int nearest = nearest(list, c);
      if (nearest < 0) {
        continue;
      }
      double d = Math.abs(list.position[nearest] - c.wavenumberPerCm());
      if (y[nearest] == null) {
        attached++;
      } else if (d >= distance[nearest]) {
        continue; // a nearer coefficient has the line
      }
      y[nearest] = c.perAtm();
      distance[nearest] = d;
    }
    return attached == 0 ? new Mixed(list, 0) : new Mixed(list.mixed(temperatureK, y), attached);
  }

  private static int nearest(LineList list, Coefficient c) {
    int best = -1;
    double least = TOLERANCE_PER_CM;
    for (int i = list.firstAtOrAbove(c.wavenumberPerCm() - TOLERANCE_PER_CM);
        i < list.size() && list.position[i] <= c.wavenumberPerCm() + TOLERANCE_PER_CM;
        i++) {
      double d = Math.abs(list.position[i] - c.wavenumberPerCm());
      if (list.isotopologue[i] == c.isotopologue() && d <= least) {
        least = d;
        best = i;
      }
    }
    return best;
  }

  @Override
  public String toString() {
    return "LineMixing at %s K, %d lines".formatted(Arrays.toString(temperatureK), size());
  }
}
