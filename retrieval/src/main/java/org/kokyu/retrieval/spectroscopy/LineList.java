package org.kokyu.retrieval.spectroscopy;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
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
  private final double[] mixingTemperatureK;
  private final double[][] mixing;

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

  private LineList(Gas gas, Line[] lines, double[] mixingTemperatureK, double[][] mixing) {
    this.gas = gas;
    this.mixingTemperatureK = mixingTemperatureK;
    this.mixing = mixing;
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
    return new LineList(gas, sorted, new double[0], new double[0][]);
  }

  /**
   * The same lines with first-order mixing.
   *
   * @param temperatureK ascending temperatures of the coefficients [K]
   * @param coefficients [line][temperature] in atm-1, null for a line that does not mix
   */
  LineList mixed(double[] temperatureK, double[][] coefficients) {
    return new LineList(gas, lines(), temperatureK, coefficients);
  }

  /** The lines whose position is accepted, with their mixing. */
  public LineList where(DoublePredicate accepted) {
    int[] kept = IntStream.range(0, size()).filter(i -> accepted.test(position[i])).toArray();
    Line[] all = lines();
    return new LineList(
        gas,
        Arrays.stream(kept).mapToObj(i -> all[i]).toArray(Line[]::new),
        mixingTemperatureK,
        isMixed()
            ? Arrays.stream(kept).mapToObj(i -> mixing[i]).toArray(double[][]::new)
            : new double[0][]);
  }

  private Line[] lines() {
    Line[] lines = new Line[size()];
    Arrays.setAll(
        lines,
        i ->
            new Line(
                position[i],
                strength[i],
                gammaAir[i],
                gammaSelf[i],
                lowerEnergy[i],
                exponent[i],
                shift[i],
                isotopologue[i]));
    return lines;
  }

  /** Whether any line mixes. */
  public boolean isMixed() {
    return mixing.length > 0;
  }

  /**
   * Mixing coefficient of a line [atm-1], 0 if it does not mix; linear in temperature, continued
   * with the slope of the end intervals.
   */
  double mixing(int line, double temperatureK) {
    if (mixing.length == 0 || mixing[line] == null) {
      return 0;
    }
    double[] t = mixingTemperatureK;
    double[] y = mixing[line];
    if (t.length == 1) {
      return y[0];
    }
    int i = 0;
    while (i < t.length - 2 && temperatureK > t[i + 1]) {
      i++;
    }
    return y[i] + (temperatureK - t[i]) / (t[i + 1] - t[i]) * (y[i + 1] - y[i]);
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
