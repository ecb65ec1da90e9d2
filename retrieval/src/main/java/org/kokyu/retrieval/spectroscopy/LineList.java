package org.kokyu.retrieval.spectroscopy;

import java.util.Arrays;
import org.kokyu.core.atmosphere.Gas;

/**
 * The lines of one gas, ascending in wavenumber, as in HITRAN at 296 K; immutable.
 *
 * <p>Line parameters: position [cm-1], strength [cm molecule-1] with natural abundance, air- and
 * self-broadened half widths [cm-1 atm-1], lower-state energy [cm-1], temperature exponent of the
 * air-broadened width, pressure shift [cm-1 atm-1], isotopologue number.
 */
public final class LineList {
  private final Gas gas;
  final double[] position;
  final double[] strength;
  final double[] gammaAir;
  final double[] gammaSelf;
  final double[] lowerEnergy;
  final double[] exponent;
  final double[] shift;
  final int[] isotopologue;

  /** One line. */
  public record Line(
      double position,
      double strength,
      double gammaAir,
      double gammaSelf,
      double lowerEnergy,
      double exponent,
      double shift,
      int isotopologue) {}

  private LineList(Gas gas, Line[] lines) {
    this.gas = gas;
    position = Arrays.stream(lines).mapToDouble(Line::position).toArray();
    strength = Arrays.stream(lines).mapToDouble(Line::strength).toArray();
    gammaAir = Arrays.stream(lines).mapToDouble(Line::gammaAir).toArray();
    gammaSelf = Arrays.stream(lines).mapToDouble(Line::gammaSelf).toArray();
    lowerEnergy = Arrays.stream(lines).mapToDouble(Line::lowerEnergy).toArray();
    exponent = Arrays.stream(lines).mapToDouble(Line::exponent).toArray();
    shift = Arrays.stream(lines).mapToDouble(Line::shift).toArray();
    isotopologue = Arrays.stream(lines).mapToInt(Line::isotopologue).toArray();
  }

  /** Sorts a copy of the lines by position. */
  public static LineList of(Gas gas, java.util.Collection<Line> lines) {
    Line[] sorted = lines.toArray(new Line[0]);
    Arrays.sort(sorted, (a, b) -> Double.compare(a.position(), b.position()));
    return new LineList(gas, sorted);
  }

  public Gas gas() {
    return gas;
  }

  public int size() {
    return position.length;
  }

  /** Index of the first line at or above a wavenumber. */
  int firstAtOrAbove(double wavenumberPerCm) {
    int i = Arrays.binarySearch(position, wavenumberPerCm);
    if (i < 0) {
      return -i - 1;
    }
    while (i > 0 && position[i - 1] >= wavenumberPerCm) {
      i--;
    }
    return i;
  }
}
