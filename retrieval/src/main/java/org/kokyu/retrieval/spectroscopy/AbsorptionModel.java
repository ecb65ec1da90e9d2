package org.kokyu.retrieval.spectroscopy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kokyu.core.atmosphere.Gas;

/**
 * Everything that absorbs: lines and continua of each gas.
 *
 * <p>With a water continuum the lines of water lose their value at 25 cm-1, without it they keep
 * their full wings ({@link LineByLine.Wing}). Immutable; one {@link LineByLine.Workspace} per
 * worker.
 */
public final class AbsorptionModel {
  private final Map<Gas, LineByLine> lines = new EnumMap<>(Gas.class);
  private final Optional<WaterContinuum> waterContinuum;
  private final Optional<Co2Continuum> co2Continuum;

  public AbsorptionModel(
      Map<Gas, LineList> lines,
      PartitionSums sums,
      Optional<WaterContinuum> waterContinuum,
      Optional<Co2Continuum> co2Continuum) {
    this.waterContinuum = waterContinuum;
    this.co2Continuum = co2Continuum;
    lines.forEach(
        (gas, list) -> {
          boolean pedestal = gas == Gas.H2O && waterContinuum.isPresent();
          LineByLine.Wing wing = pedestal ? LineByLine.Wing.PEDESTAL_REMOVED : LineByLine.Wing.FULL;
          this.lines.put(gas, new LineByLine(list, sums, wing));
        });
  }

  /** Names of the absorbers: gases in lower case. */
  public Set<String> species() {
    Set<String> names = new TreeSet<>();
    for (Gas gas : Gas.values()) {
      if (absorbs(gas)) {
        names.add(nameOf(gas));
      }
    }
    return names;
  }

  /** Name of a gas as a column of files: {@code h2o}, {@code co2} … */
  public static String nameOf(Gas gas) {
    return gas.name().toLowerCase(java.util.Locale.ROOT);
  }

  private boolean absorbs(Gas gas) {
    return lines.containsKey(gas)
        || gas == Gas.H2O && waterContinuum.isPresent()
        || gas == Gas.CO2 && co2Continuum.isPresent();
  }

  /**
   * Cross section of a species with its continua.
   *
   * @param species one of {@link #species()}
   * @param pressurePa [Pa]
   * @param temperatureK [K]
   * @param moleFraction of the species in wet air
   * @param ws workspace of the grid
   * @param out overwritten [cm² molecule-1], length of the grid
   */
  public void crossSection(
      String species,
      double pressurePa,
      double temperatureK,
      double moleFraction,
      LineByLine.Workspace ws,
      double[] out) {
    Gas gas = Gas.valueOf(species.toUpperCase(java.util.Locale.ROOT));
    LineByLine list = lines.get(gas);
    if (list == null) {
      java.util.Arrays.fill(out, 0);
    } else {
      list.crossSection(pressurePa, temperatureK, moleFraction, ws, out);
    }
    LineByLine.Grid grid = ws.grid();
    if (gas == Gas.H2O && waterContinuum.isPresent()) {
      WaterContinuum c = waterContinuum.get();
      for (int i = 0; i < out.length; i++) {
        double nu = grid.wavenumber(i);
        out[i] +=
            (1 - moleFraction) * c.foreign(nu, pressurePa, temperatureK)
                + moleFraction * c.self(nu, pressurePa, temperatureK);
      }
    }
    if (gas == Gas.CO2 && co2Continuum.isPresent()) {
      for (int i = 0; i < out.length; i++) {
        out[i] += co2Continuum.get().crossSection(grid.wavenumber(i), pressurePa, temperatureK);
      }
    }
  }
}
