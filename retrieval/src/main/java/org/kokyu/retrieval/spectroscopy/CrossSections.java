package org.kokyu.retrieval.spectroscopy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Measured absorption cross sections of a species that has too many lines for a line list (CFCs,
 * HNO3, …).
 *
 * <p>Tables whose ranges overlap make up a band; a band has tables at several temperatures, each at
 * one or more pressures. At a state (p, T): linear in ν within a table, then linear in p between
 * the tables of a temperature, then linear in T; beyond the first and last pressure and temperature
 * the end value. Outside the bands nothing absorbs.
 *
 * <p>Where a species has lines too, the lines in its bands are left out: they are in the cross
 * sections. Sources: HITRAN (Kochanov et al. 2019, JQSRT 230, 172). Immutable.
 */
public final class CrossSections {

  /**
   * One measured spectrum; shared array, treat as constant.
   *
   * @param beginPerCm wavenumber of the first value
   * @param endPerCm wavenumber of the last value
   * @param temperatureK [K]
   * @param pressurePa of the broadening gas [Pa]
   * @param value equally spaced [cm² molecule-1], not negative
   */
  public record Table(
      double beginPerCm, double endPerCm, double temperatureK, double pressurePa, double[] value) {
    double at(double nu) {
      if (nu < beginPerCm || nu > endPerCm) {
        return 0;
      }
      double s = (nu - beginPerCm) / (endPerCm - beginPerCm) * (value.length - 1);
      int i = Math.min((int) s, value.length - 2);
      return value[i] + (s - i) * (value[i + 1] - value[i]);
    }
  }

  private record Weighted(Table table, double weight) {}

  /** Tables by temperature, each list ascending in pressure. */
  private record Band(
      double beginPerCm, double endPerCm, TreeMap<Double, List<Table>> byTemperature) {

    List<Weighted> at(double pressurePa, double temperatureK) {
      List<Weighted> all = new ArrayList<>();
      Double below = byTemperature.floorKey(temperatureK);
      Double above = byTemperature.ceilingKey(temperatureK);
      if (below == null || above == null || below.equals(above)) {
        addAt(byTemperature.get(below == null ? above : below), pressurePa, 1, all);
      } else {
        double w = (temperatureK - below) / (above - below);
        addAt(byTemperature.get(below), pressurePa, 1 - w, all);
        addAt(byTemperature.get(above), pressurePa, w, all);
      }
      return all;
    }

    private static void addAt(
        List<Table> tables, double pressurePa, double weight, List<Weighted> into) {
      int hi = 0;
      while (hi < tables.size() && tables.get(hi).pressurePa() < pressurePa) {
        hi++;
      }
      if (hi == 0 || hi == tables.size()) {
        into.add(new Weighted(tables.get(hi == 0 ? 0 : hi - 1), weight));
        return;
      }
      double p0 = tables.get(hi - 1).pressurePa();
      double w = (pressurePa - p0) / (tables.get(hi).pressurePa() - p0);
      into.add(new Weighted(tables.get(hi - 1), weight * (1 - w)));
      into.add(new Weighted(tables.get(hi), weight * w));
    }
  }

  private final String species;
  private final List<Band> bands = new ArrayList<>();

  /**
   * @param species lower-case name of the column of an atmosphere
   */
  public CrossSections(String species, List<Table> tables) {
    this.species = species;
    List<Table> sorted = new ArrayList<>(tables);
    sorted.sort(Comparator.comparingDouble(Table::beginPerCm));
    List<Table> band = new ArrayList<>();
    double end = Double.NEGATIVE_INFINITY;
    for (Table t : sorted) {
      if (t.beginPerCm() > end && !band.isEmpty()) {
        bands.add(band(band, end));
        band.clear();
      }
      band.add(t);
      end = Math.max(end, t.endPerCm());
    }
    if (!band.isEmpty()) {
      bands.add(band(band, end));
    }
  }

  private static Band band(List<Table> tables, double end) {
    TreeMap<Double, List<Table>> byTemperature = new TreeMap<>();
    double begin = Double.POSITIVE_INFINITY;
    for (Table t : tables) {
      byTemperature.computeIfAbsent(t.temperatureK(), k -> new ArrayList<>()).add(t);
      begin = Math.min(begin, t.beginPerCm());
    }
    byTemperature.values().forEach(l -> l.sort(Comparator.comparingDouble(Table::pressurePa)));
    return new Band(begin, end, byTemperature);
  }

  public String species() {
    return species;
  }

  /** Whether a wavenumber lies in a band. */
  public boolean covers(double wavenumberPerCm) {
    return bands.stream()
        .anyMatch(b -> wavenumberPerCm >= b.beginPerCm && wavenumberPerCm <= b.endPerCm);
  }

  /** Adds the cross section [cm² molecule-1] on a grid. */
  public void add(double pressurePa, double temperatureK, LineByLine.Grid grid, double[] out) {
    for (Band band : bands) {
      double step = grid.stepPerCm();
      int from = (int) Math.max(0, Math.ceil((band.beginPerCm - grid.beginPerCm()) / step));
      int to =
          (int)
              Math.min(grid.count() - 1.0, Math.floor((band.endPerCm - grid.beginPerCm()) / step));
      if (from > to) {
        continue;
      }
      for (Weighted w : band.at(pressurePa, temperatureK)) {
        for (int i = from; i <= to; i++) {
          out[i] += w.weight() * w.table().at(grid.wavenumber(i));
        }
      }
    }
  }
}
