package org.kokyu.ops.publish;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.profile.ColumnAverage;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.Matrix;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;

/** The variables of one gas in a profile product. */
final class GasContent {
  /** Partial columns by the layer boundaries of the published GOSAT TIR products [hPa]. */
  private record Partial(String suffix, double bottomHpa, double topHpa, String name) {}

  private static final List<Partial> PARTIAL_COLUMNS =
      List.of(
          new Partial("lt", Double.POSITIVE_INFINITY, 736, "lower troposphere, surface to 736 hPa"),
          new Partial("mt", 736, 398, "middle troposphere, 736 to 398 hPa"),
          new Partial("ut", 398, 287, "upper troposphere, 398 to 287 hPa"),
          new Partial(
              "utls", 287, 162, "upper troposphere and lower stratosphere, 287 to 162 hPa"));

  private static final Partial WHOLE = new Partial("", Double.POSITIVE_INFINITY, 0, "whole column");

  /** Names of the rungs of {@link GasResult#LADDER_K}. */
  private static final List<String> LADDER = List.of("known", "0_3k", "1k");

  private static final String SQUARE = "time vertical vertical";

  private final NetcdfContent out;
  private final List<GasProfile> profiles;
  private final int layers;
  private final int index;
  private final Gas gas;
  private final String base;

  GasContent(NetcdfContent out, List<GasProfile> profiles, int layers, int index) {
    this.out = out;
    this.profiles = profiles;
    this.layers = layers;
    this.index = index;
    this.gas = result(profiles.get(0)).gas();
    this.base = gas + "_volume_mixing_ratio_dry_air";
  }

  private GasResult result(GasProfile profile) {
    return profile.gases().get(index);
  }

  void add() {
    profile();
    covariances();
    kernels();
    column(WHOLE);
    PARTIAL_COLUMNS.forEach(this::column);
  }

  private void profile() {
    layer(base, (r, i) -> r.moleFraction()[i], "retrieved dry-air mole fraction of " + gas);
    layer(base + "_apriori", (r, i) -> r.prior()[i], "prior dry-air mole fraction of " + gas);
    layer(
        base + "_uncertainty",
        (r, i) -> r.moleFraction()[i] * Math.sqrt(r.covariance().get(i, i)),
        "posterior standard deviation, noise and smoothing");
    layer(
        base + "_uncertainty_random",
        (r, i) -> r.moleFraction()[i] * Math.sqrt(r.covarianceNoise().get(i, i)),
        "standard deviation from measurement noise");
    out.variable(
        base + "_dfs",
        DataType.DOUBLE,
        "time",
        perSounding(GasResult::dofs),
        "1",
        "degrees of freedom for signal, trace of the averaging kernel");
    for (int r = 0; r < LADDER.size(); r++) {
      int rung = r;
      double sigmaK = GasResult.LADDER_K.get(r);
      out.variable(
          base + "_dfs_temperature_" + LADDER.get(r),
          DataType.DOUBLE,
          "time",
          perSounding(g -> g.dofsLadder()[rung]),
          "1",
          "degrees of freedom for signal had the temperature been known before to "
              + sigmaK
              + " K");
    }
  }

  private static Matrix linearKernel(GasResult r) {
    int n = r.kernel().rows();
    double[] linear = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        linear[i * n + j] = r.prior()[i] * r.kernel().get(i, j) / r.prior()[j];
      }
    }
    return Matrix.ofUnsafe(n, n, linear);
  }

  private interface LayerValue {
    double of(GasResult result, int layer);
  }

  private void layer(String name, LayerValue value, String longName) {
    double[] values = new double[profiles.size() * layers];
    for (int s = 0; s < profiles.size(); s++) {
      GasResult r = result(profiles.get(s));
      for (int i = 0; i < layers; i++) {
        values[s * layers + i] = ProfileContent.PPM * value.of(r, i);
      }
    }
    out.variable(name, DataType.DOUBLE, "time vertical", values, "ppmv", longName);
  }

  private double[] perSounding(ToDoubleFunction<GasResult> value) {
    return profiles.stream().mapToDouble(p -> value.applyAsDouble(result(p))).toArray();
  }

  private void covariances() {
    Attribute space = new Attribute("comment", "of ln(mole fraction): relative, not ppmv");
    square(base + "_covariance", GasResult::covariance, "1", "posterior covariance", space);
    square(
        base + "_covariance_noise",
        GasResult::covarianceNoise,
        "1",
        "part of the posterior covariance from measurement noise",
        space);
    square(
        base + "_covariance_smoothing",
        GasResult::covarianceSmoothing,
        "1",
        "part of the posterior covariance from smoothing and interference",
        space);
  }

  private void kernels() {
    Attribute space =
        new Attribute(
            "comment",
            "d ln(retrieved) / d ln(true): rows (first vertical) are retrieved layers; ln x(smoothed)"
                + " = ln x(apriori) + AVK (ln x - ln x(apriori))");
    square(base + "_avk", GasResult::kernel, "1", "averaging kernel of ln(mole fraction)", space);
    square(
        gas + "_avk_mole_fraction",
        GasContent::linearKernel,
        "1",
        "averaging kernel of the mole fraction, linear about the prior",
        new Attribute(
            "comment",
            "diag(apriori) AVK diag(1 / apriori): x(smoothed) = x(apriori) + this (x - x(apriori))"
                + " to first order, for tools that take no logarithm"));
    cross(Gas.CO2, GasResult::kernelCo2);
    cross(Gas.CH4, GasResult::kernelCh4);
    cross(Gas.N2O, GasResult::kernelN2o);
    square(
        gas + "_avk_h2o",
        GasResult::kernelH2o,
        "1",
        "d ln(retrieved %s) / d ln(true water vapour)".formatted(gas));
    square(
        gas + "_avk_o3",
        GasResult::kernelO3,
        "1",
        "d ln(retrieved %s) / d ln(true ozone)".formatted(gas));
    square(
        gas + "_avk_temperature",
        GasResult::kernelTemperature,
        "K-1",
        "d ln(retrieved %s) / d(true air temperature)".formatted(gas));
    row(
        gas + "_avk_surface_temperature",
        GasResult::kernelSurfaceTemperature,
        "K-1",
        "d ln(retrieved %s) / d(true skin temperature)".formatted(gas));
    int elements = result(profiles.get(0)).kernelEmissivity().columns();
    if (elements > 0) {
      matrix(
          gas + "_avk_emissivity",
          "time vertical " + out.independent(elements),
          elements,
          GasResult::kernelEmissivity,
          "1",
          "d ln(retrieved %s) / d(true emissivity) per emissivity element: levels of the windows, then tilts"
              .formatted(gas));
    }
    elements();
  }

  /** Rows to the elements of the instrument and of the spectroscopy. */
  private void elements() {
    List<GasResult.ElementKernel> kernels = result(profiles.get(0)).kernelElements();
    for (int k = 0; k < kernels.size(); k++) {
      int element = k;
      String name = kernels.get(k).element().replaceAll("[^A-Za-z0-9]+", "_");
      row(
          gas + "_avk_" + name,
          r -> r.kernelElements().get(element).row(),
          kernels.get(k).units(),
          "d ln(retrieved %s) / d(true %s)".formatted(gas, name.replace('_', ' ')));
    }
  }

  private void row(String name, Function<GasResult, double[]> row, String units, String longName) {
    double[] rows = new double[profiles.size() * layers];
    for (int s = 0; s < profiles.size(); s++) {
      System.arraycopy(row.apply(result(profiles.get(s))), 0, rows, s * layers, layers);
    }
    out.variable(name, DataType.FLOAT, "time vertical", rows, units, longName);
  }

  private void cross(Gas other, Function<GasResult, Matrix> kernel) {
    if (other != gas) {
      square(
          gas + "_avk_" + other.name().toLowerCase(Locale.ROOT),
          kernel,
          "1",
          "d ln(retrieved %s) / d ln(true %s)".formatted(gas, other));
    }
  }

  private void square(
      String name,
      Function<GasResult, Matrix> matrix,
      String units,
      String longName,
      Attribute... more) {
    matrix(name, SQUARE, layers, matrix, units, longName, more);
  }

  private void matrix(
      String name,
      String dimensions,
      int columns,
      Function<GasResult, Matrix> matrix,
      String units,
      String longName,
      Attribute... more) {
    double[] values = new double[profiles.size() * layers * columns];
    int at = 0;
    for (GasProfile profile : profiles) {
      Matrix m = matrix.apply(result(profile));
      for (int i = 0; i < layers; i++) {
        for (int j = 0; j < columns; j++) {
          values[at++] = m.get(i, j);
        }
      }
    }
    out.variable(name, DataType.FLOAT, dimensions, values, units, longName, more);
  }

  private void column(Partial partial) {
    String suffix = partial.suffix().isEmpty() ? "" : "_" + partial.suffix();
    String name = gas + "_column_volume_mixing_ratio_dry_air" + suffix;
    List<ColumnAverage> columns =
        profiles.stream()
            .map(
                p ->
                    ColumnAverage.between(
                        result(p),
                        p.layerBoundsPa(),
                        p.dryAirColumn(),
                        partial.bottomHpa() * ProfileContent.PA_PER_HPA,
                        partial.topHpa() * ProfileContent.PA_PER_HPA))
            .toList();
    String of = " of the column average of " + gas + ", " + partial.name();
    ppm(name, columns, ColumnAverage::moleFraction, "retrieved value" + of);
    ppm(name + "_apriori", columns, ColumnAverage::prior, "prior value" + of);
    ppm(
        name + "_uncertainty",
        columns,
        ColumnAverage::uncertainty,
        "posterior standard deviation" + of);
    out.variable(
        name + "_avk",
        DataType.FLOAT,
        "time vertical",
        columns.stream().flatMapToDouble(c -> Arrays.stream(c.kernel())).toArray(),
        "1",
        "kernel" + of,
        new Attribute(
            "comment",
            "X(smoothed) = X(apriori) + sum h avk (x - x(apriori)), h = share of the layer in"
                + " dry_air_column_amount; to first order about the prior"));
  }

  private void ppm(
      String name,
      List<ColumnAverage> columns,
      ToDoubleFunction<ColumnAverage> value,
      String longName) {
    double[] values =
        columns.stream().mapToDouble(c -> ProfileContent.PPM * value.applyAsDouble(c)).toArray();
    out.variable(name, DataType.DOUBLE, "time", values, "ppmv", longName);
  }
}
