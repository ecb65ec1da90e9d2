package org.kokyu.retrieval.spectroscopy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kokyu.core.atmosphere.Gas;

/**
 * Everything that absorbs: lines, continua and measured cross sections of each species.
 *
 * <p>With a water continuum the lines of water lose their value at 25 cm-1, without it they keep
 * their full wings ({@link LineByLine.Wing}). Lines of a gas inside the bands of its own cross
 * sections are left out. Immutable; one {@link LineByLine.Workspace} per worker.
 */
public final class AbsorptionModel {
  private final Map<Gas, LineByLine> lines = new EnumMap<>(Gas.class);
  private final double hottestK;
  private final Optional<WaterContinuum> waterContinuum;
  private final Optional<Co2Continuum> co2Continuum;
  private final Map<String, CrossSections> crossSections = new TreeMap<>();

  /** Lines and continua alone. */
  public AbsorptionModel(
      Map<Gas, LineList> lines,
      PartitionSums sums,
      Optional<WaterContinuum> waterContinuum,
      Optional<Co2Continuum> co2Continuum) {
    this(lines, sums, waterContinuum, co2Continuum, List.of());
  }

  /**
   * @param waterContinuum changes the wings of the water lines
   * @param crossSections one entry per species
   */
  public AbsorptionModel(
      Map<Gas, LineList> lines,
      PartitionSums sums,
      Optional<WaterContinuum> waterContinuum,
      Optional<Co2Continuum> co2Continuum,
      List<CrossSections> crossSections) {
    crossSections.forEach(c -> this.crossSections.put(c.species(), c));
    hottestK = sums.hottestK();
    this.waterContinuum = waterContinuum;
    this.co2Continuum = co2Continuum;
    lines.forEach(
        (gas, list) -> {
          boolean pedestal = gas == Gas.H2O && waterContinuum.isPresent();
          LineByLine.Wing wing = pedestal ? LineByLine.Wing.PEDESTAL_REMOVED : LineByLine.Wing.FULL;
          this.lines.put(gas, new LineByLine(linesOutside(list), sums, wing));
        });
  }

  /** Highest temperature at which cross sections are known [K]. */
  public double hottestK() {
    return hottestK;
  }

  private LineList linesOutside(LineList list) {
    CrossSections measured = crossSections.get(nameOf(list.gas()));
    return measured == null ? list : list.where(nu -> !measured.covers(nu));
  }

  /** Names of the absorbers in lower case. */
  public Set<String> species() {
    Set<String> names = new TreeSet<>(crossSections.keySet());
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
    Optional<Gas> known = gasOf(species);
    LineByLine list = known.map(lines::get).orElse(null);
    if (list == null) {
      Arrays.fill(out, 0);
    } else {
      list.crossSection(pressurePa, temperatureK, moleFraction, ws, out);
    }
    known.ifPresent(
        gas -> addContinuum(gas, pressurePa, temperatureK, moleFraction, ws.grid(), out));
    if (crossSections.containsKey(species)) {
      crossSections.get(species).add(pressurePa, temperatureK, ws.grid(), out);
    }
  }

  private static Optional<Gas> gasOf(String species) {
    return Arrays.stream(Gas.values()).filter(g -> nameOf(g).equals(species)).findFirst();
  }

  private void addContinuum(
      Gas gas,
      double pressurePa,
      double temperatureK,
      double moleFraction,
      LineByLine.Grid grid,
      double[] out) {
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
