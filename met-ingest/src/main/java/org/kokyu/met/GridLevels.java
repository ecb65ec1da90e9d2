package org.kokyu.met;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/**
 * Levels of a gridded file: p = a + b · surface pressure, with b = 0 for fixed pressures. Hybrid
 * levels follow CF's {@code atmosphere_hybrid_sigma_pressure_coordinate} with {@code formula_terms}
 * ap, b, ps or a, b, p0, ps. Immutable.
 */
final class GridLevels {
  private static final String HYBRID = "atmosphere_hybrid_sigma_pressure_coordinate";
  private static final Pattern TERM = Pattern.compile("(\\w+):\\s*(\\w+)");

  private final double[] aPa;
  private final double[] b;

  private GridLevels(double[] aPa, double[] b) {
    this.aPa = aPa;
    this.b = b;
  }

  /** The levels that a coordinate variable gives; empty where it is no level. */
  static Optional<GridLevels> read(GridLayout layout, NetcdfFile nc, Variable v) {
    if (!v.isCoordinateVariable() || v.getRank() != 1) {
      return Optional.empty();
    }
    Optional<String> standard = GridLayout.text(v, "standard_name");
    if (standard.filter(HYBRID::equals).isPresent() || hasHybridTerms(v)) {
      return Optional.of(hybrid(layout, nc, v));
    }
    Double factor = UnitScale.PRESSURE_PA.factors().get(GridLayout.unit(v));
    if (factor == null) {
      return Optional.empty();
    }
    double[] pressure = layout.values(v);
    for (int i = 0; i < pressure.length; i++) {
      pressure[i] *= factor;
      if (!(pressure[i] > 0 && pressure[i] < 120_000)) {
        throw layout.fault(v.getShortName() + "[" + i + "]", "a pressure", pressure[i] + " Pa");
      }
    }
    return Optional.of(new GridLevels(pressure, new double[pressure.length]));
  }

  private static boolean hasHybridTerms(Variable v) {
    return GridLayout.text(v, "formula_terms").filter(t -> t.contains("ps:")).isPresent();
  }

  private static GridLevels hybrid(GridLayout layout, NetcdfFile nc, Variable v) {
    Map<String, String> terms = new HashMap<>();
    Matcher m = TERM.matcher(GridLayout.text(v, "formula_terms").orElse(""));
    while (m.find()) {
      terms.put(m.group(1), m.group(2));
    }
    double[] b = term(layout, nc, v, terms, "b");
    double[] a;
    if (terms.containsKey("ap")) {
      a = scaled(layout, nc, terms.get("ap"), term(layout, nc, v, terms, "ap"));
    } else {
      double[] p0 = scaled(layout, nc, terms.get("p0"), term(layout, nc, v, terms, "p0"));
      a = term(layout, nc, v, terms, "a");
      for (int i = 0; i < a.length; i++) {
        a[i] *= p0[0];
      }
    }
    if (a.length != v.getShape(0) || b.length != a.length) {
      throw layout.fault(
          v.getShortName(), v.getShape(0) + " terms per level", a.length + " and " + b.length);
    }
    return new GridLevels(a, b);
  }

  private static double[] term(
      GridLayout layout, NetcdfFile nc, Variable v, Map<String, String> terms, String term) {
    Variable values = terms.containsKey(term) ? nc.findVariable(terms.get(term)) : null;
    if (values == null) {
      throw layout.fault(
          v.getShortName() + " formula_terms", "a variable for " + term, terms.toString());
    }
    return layout.values(values);
  }

  private static double[] scaled(GridLayout layout, NetcdfFile nc, String name, double[] values) {
    String unit = GridLayout.unit(nc.findVariable(name));
    Double factor = UnitScale.PRESSURE_PA.factors().get(unit);
    if (factor == null) {
      throw layout.fault(name, "unit " + UnitScale.PRESSURE_PA.expected(), unit);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return values;
  }

  int size() {
    return aPa.length;
  }

  boolean needsSurfacePressure() {
    for (double share : b) {
      if (share != 0) {
        return true;
      }
    }
    return false;
  }

  double[] pressuresPa(double surfacePa) {
    double[] p = new double[aPa.length];
    for (int i = 0; i < p.length; i++) {
      // b = 0 and an unknown surface pressure must not spoil a fixed pressure
      p[i] = b[i] == 0 ? aPa[i] : aPa[i] + b[i] * surfacePa;
    }
    return p;
  }
}
