package org.kokyu.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.Matrix;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.residual.ResidualPatterns;

/**
 * Turns a retrieved state into a {@link GasProfile} on the product's layers, with its quality word.
 * Immutable.
 */
final class ProfileAssembly {
  private static final List<Gas> GASES = List.of(Gas.CO2, Gas.CH4, Gas.N2O);
  private static final int L = LayerGrid.LAYERS;

  /** Stands for radiances that are not positive [W m-2 sr-1 (cm-1)-1]. */
  private static final double DARKEST = 1e-7;

  private final NodeForwardModel model;
  private final RetrievalSettings settings;

  ProfileAssembly(NodeForwardModel model, RetrievalSettings settings) {
    this.model = model;
    this.settings = settings;
  }

  GasProfile assemble(RetrievedState s) {
    AirColumn column = s.scene().column();
    LayerGrid grid = column.grid();
    GasProfile.Fit fit = fit(s);
    GasProfile.Surface surface = surface(s);
    double[][] ladder = ladder(s);
    List<GasResult> gases = new ArrayList<>();
    for (int g = 0; g < GASES.size(); g++) {
      gases.add(gas(s, GASES.get(g), ladder[g]));
    }
    double[] dry = column.dryAirOfLayers();
    for (int i = 0; i < grid.firstLayer(); i++) {
      dry[i] = Double.NaN;
    }
    GasProfile.Thermal thermal = thermal(s);
    int quality = new QualityAssessment(settings, model).reasons(s, fit, gases);
    return new GasProfile(
        s.sounding(),
        grid.boundsPa(),
        dry,
        gases,
        thermal,
        surface,
        cloud(s),
        fit,
        quality,
        new GasProfile.Sources(
            s.meteorology().source(),
            s.prior().source(),
            s.meteorology().ageHours(),
            s.prior().ageHours(),
            patterns().map(ResidualPatterns::trainingId).orElse("")),
        s.inputs().imager());
  }

  /** Degrees of freedom per gas and rung of {@link GasResult#LADDER_K}. */
  private double[][] ladder(RetrievedState s) {
    int[] first = GASES.stream().mapToInt(g -> s.layout().gas(g)).toArray();
    double[][] ladder = new double[GASES.size()][GasResult.LADDER_K.size()];
    for (int r = 0; r < GasResult.LADDER_K.size(); r++) {
      // what is known exactly cannot be told from what has next to no freedom
      double sigmaK = Math.max(GasResult.LADDER_K.get(r), 1e-3);
      double[] dofs =
          s.errors()
              .dofs(
                  s.covariance(),
                  s.believed().withTemperature(sigmaK, settings.prior().temperatureK().lengthM()),
                  s.layout().temperature(),
                  first,
                  s.layout().layers());
      for (int g = 0; g < first.length; g++) {
        ladder[g][r] = dofs[g];
      }
    }
    return ladder;
  }

  private GasResult gas(RetrievedState s, Gas gas, double[] ladder) {
    int g = s.layout().gas(gas);
    double[] prior = s.scene().column().layerMean(gas);
    double[][] a = s.errors().kernel();
    int windows = s.layout().windows();
    double dofs = 0;
    for (int j = 0; j < s.layout().layers(); j++) {
      dofs += a[g + j][g + j];
    }
    int elements = s.layout().emissivityTilt() ? 2 * windows : windows;
    double[] emissivity = filled(L * elements);
    for (int j = 0; j < s.layout().layers(); j++) {
      for (int w = 0; w < elements; w++) {
        int element =
            w < windows ? s.layout().emissivity(w) : s.layout().emissivityTilt(w - windows);
        emissivity[(first(s) + j) * elements + w] = a[g + j][element];
      }
    }
    return new GasResult(
        gas,
        changed(s, g, prior),
        prior,
        block(s, s.errors().posterior(), g, g),
        block(s, s.errors().noise(), g, g),
        block(s, s.errors().smoothing(), g, g),
        block(s, a, g, g),
        block(s, a, g, s.layout().gas(Gas.CO2)),
        block(s, a, g, s.layout().gas(Gas.CH4)),
        block(s, a, g, s.layout().gas(Gas.N2O)),
        block(s, a, g, s.layout().gas(Gas.H2O)),
        block(s, a, g, s.layout().gas(Gas.O3)),
        block(s, a, g, s.layout().temperature()),
        column(s, a, g, s.layout().skin()),
        Matrix.ofUnsafe(L, elements, emissivity),
        instrumentRows(s, g),
        dofs,
        ladder);
  }

  /** Kernel of a gas towards radiance offsets, wavenumber scale and the self continuum. */
  private List<GasResult.ElementKernel> instrumentRows(RetrievedState s, int g) {
    double[][] a = s.errors().kernel();
    List<GasResult.ElementKernel> rows = new ArrayList<>();
    for (int r = 0; r < s.layout().offsets(); r++) {
      rows.add(
          new GasResult.ElementKernel(
              "radiance_offset_" + model.rangeName(r),
              "K-1",
              column(s, a, g, s.layout().offset(r))));
    }
    rows.add(
        new GasResult.ElementKernel(
            "wavenumber_scale", "1", column(s, a, g, s.layout().wavenumberScale())));
    if (s.layout().selfContinuum()) {
      rows.add(
          new GasResult.ElementKernel(
              "ln_water_self_continuum_factor",
              "1",
              column(s, a, g, s.layout().waterSelfContinuum())));
    }
    if (s.layout().cirrusAmount() >= 0) {
      rows.add(
          new GasResult.ElementKernel(
              "ln_cirrus_amount", "1", column(s, a, g, s.layout().cirrusAmount())));
    }
    if (s.layout().cirrusPressure() >= 0) {
      rows.add(
          new GasResult.ElementKernel(
              "ln_cirrus_pressure", "1", column(s, a, g, s.layout().cirrusPressure())));
    }
    List<String> names = patternNames();
    for (int i = 0; i < names.size(); i++) {
      rows.add(
          new GasResult.ElementKernel(
              "residual_pattern_" + names.get(i), "1", column(s, a, g, s.layout().pattern(i))));
    }
    return rows;
  }

  private static int first(RetrievedState s) {
    return s.scene().column().grid().firstLayer();
  }

  private static double[] filled(int n) {
    double[] v = new double[n];
    Arrays.fill(v, Double.NaN);
    return v;
  }

  /** prior · exp(change) per layer. */
  private static double[] changed(RetrievedState s, int element, double[] prior) {
    double[] v = filled(L);
    for (int j = 0; j < s.layout().layers(); j++) {
      int layer = first(s) + j;
      v[layer] = prior[layer] * Math.exp(s.solution().x()[element + j]);
    }
    return v;
  }

  private static Matrix block(RetrievedState s, double[][] m, int row, int column) {
    double[] v = filled(L * L);
    int f = first(s);
    for (int i = 0; i < s.layout().layers(); i++) {
      for (int j = 0; j < s.layout().layers(); j++) {
        v[(f + i) * L + f + j] = m[row + i][column + j];
      }
    }
    return Matrix.ofUnsafe(L, L, v);
  }

  private static double[] column(RetrievedState s, double[][] m, int row, int column) {
    double[] v = filled(L);
    for (int i = 0; i < s.layout().layers(); i++) {
      v[first(s) + i] = m[row + i][column];
    }
    return v;
  }

  private static double[] sigma(RetrievedState s, int element) {
    double[] v = filled(L);
    for (int i = 0; i < s.layout().layers(); i++) {
      v[first(s) + i] = Math.sqrt(s.errors().posterior()[element + i][element + i]);
    }
    return v;
  }

  private static GasProfile.Thermal thermal(RetrievedState s) {
    double[] priorT = s.scene().column().layerMeanTemperature();
    double[] t = filled(L);
    for (int j = 0; j < s.layout().layers(); j++) {
      t[first(s) + j] = priorT[first(s) + j] + s.solution().x()[s.layout().temperature() + j];
    }
    int water = s.layout().gas(Gas.H2O);
    double[] priorWater = s.scene().column().layerMean(Gas.H2O);
    double[] priorOzone = s.scene().column().layerMean(Gas.O3);
    return new GasProfile.Thermal(
        t,
        priorT,
        sigma(s, s.layout().temperature()),
        changed(s, water, priorWater),
        priorWater,
        sigma(s, water),
        changed(s, s.layout().gas(Gas.O3), priorOzone),
        priorOzone);
  }

  private GasProfile.Surface surface(RetrievedState s) {
    double[] x = s.solution().x();
    int skin = s.layout().skin();
    double[] prior = new double[s.layout().windows()];
    double[] emissivity = new double[prior.length];
    double[] tilt = new double[s.layout().emissivityTilt() ? emissivity.length : 0];
    for (int w = 0; w < emissivity.length; w++) {
      prior[w] = s.scene().emissivity().at(0.5 * (firstPerCm(w) + lastPerCm(w)));
      emissivity[w] = prior[w] + x[s.layout().emissivity(w)];
      if (tilt.length > 0) {
        tilt[w] = x[s.layout().emissivityTilt(w)];
      }
    }
    return new GasProfile.Surface(
        s.meteorology().surfacePressurePa(),
        s.scene().skinK() + x[skin],
        s.scene().skinK(),
        Math.sqrt(s.errors().posterior()[skin][skin]),
        s.believed().cover(),
        emissivity,
        prior,
        tilt,
        s.layout().selfContinuum() ? Math.exp(x[s.layout().waterSelfContinuum()]) : 1,
        offsets(s),
        s.axisShiftPerCm(),
        x[s.layout().wavenumberScale()]);
  }

  private GasProfile.Cloud cloud(RetrievedState s) {
    GasProfile.Cloud c = s.cloud();
    return new GasProfile.Cloud(
        c.effectiveFraction(), c.uncertainty(), c.topPressurePa(), c.splitWindowK(), cirrus(s));
  }

  private static Optional<GasProfile.Cirrus> cirrus(RetrievedState s) {
    int amount = s.layout().cirrusAmount();
    if (amount < 0) {
      return Optional.empty();
    }
    int pressure = s.layout().cirrusPressure();
    double[] x = s.solution().x();
    return Optional.of(
        new GasProfile.Cirrus(
            s.scene().cirrus().amount() * Math.exp(x[amount]),
            Math.sqrt(s.errors().posterior()[amount][amount]),
            s.scene().cirrus().pressurePa() * (pressure < 0 ? 1 : Math.exp(x[pressure]))));
  }

  private Optional<ResidualPatterns> patterns() {
    return settings.options().patternsFor(model.tables().header().instrument());
  }

  private List<String> patternNames() {
    return patterns()
        .map(p -> p.patterns().stream().map(ResidualPatterns::name).toList())
        .orElse(List.of());
  }

  private double firstPerCm(int window) {
    return model.channelPerCm(model.firstChannel(window));
  }

  private double lastPerCm(int window) {
    return model.channelPerCm(model.firstChannel(window + 1) - 1);
  }

  private List<GasProfile.RadianceOffset> offsets(RetrievedState s) {
    List<GasProfile.RadianceOffset> offsets = new ArrayList<>();
    for (int r = 0; r < s.layout().offsets(); r++) {
      offsets.add(
          new GasProfile.RadianceOffset(
              model.rangeName(r), s.solution().x()[s.layout().offset(r)]));
    }
    return offsets;
  }

  private GasProfile.Fit fit(RetrievedState s) {
    int windows = s.layout().windows();
    double[] chi2 = new double[windows];
    double[] residual = new double[windows];
    double[] noise = new double[windows];
    double total = 0;
    for (int w = 0; w < windows; w++) {
      double sum = 0;
      double sumK = 0;
      int from = model.firstChannel(w);
      int to = model.firstChannel(w + 1);
      for (int c = from; c < to; c++) {
        double d = s.measured().radiance()[c] - s.radiance()[c];
        double nu = model.channelPerCm(c);
        double k = d / Planck.derivative(nu, brightness(nu, s.radiance()[c]));
        sum += d * d / s.measured().variance()[c];
        sumK += k * k;
      }
      total += sum;
      chi2[w] = sum / (to - from);
      noise[w] = median(Arrays.copyOfRange(s.measured().noise(), from, to));
      residual[w] = Math.sqrt(sumK / (to - from));
    }
    int clearest = Math.min(1, windows - 1);
    return new GasProfile.Fit(
        model.tables().windows().stream().map(w -> w.window()).toList(),
        IntStream.range(0, windows).mapToDouble(this::firstPerCm).toArray(),
        IntStream.range(0, windows).mapToDouble(this::lastPerCm).toArray(),
        total / model.channels(),
        chi2,
        residual,
        patternNames(),
        IntStream.range(0, s.layout().patterns())
            .mapToDouble(i -> s.solution().x()[s.layout().pattern(i)])
            .toArray(),
        s.solution().iterations(),
        s.solution().converged(),
        s.errors().informationBits(),
        noise,
        s.measured().noiseSource(),
        windowBrightness(s.measured().radiance(), clearest),
        windowBrightness(s.priorRadiance(), clearest));
  }

  /** Brightness temperature; noise may have left nothing of a dark channel's radiance. */
  private static double brightness(double nu, double radiance) {
    return Planck.brightnessTemperature(nu, Math.max(radiance, DARKEST));
  }

  /** Median brightness temperature of a window [K]. */
  private double windowBrightness(double[] radiance, int window) {
    int from = model.firstChannel(window);
    double[] t = new double[model.firstChannel(window + 1) - from];
    for (int c = 0; c < t.length; c++) {
      t[c] = brightness(model.channelPerCm(from + c), radiance[from + c]);
    }
    return median(t);
  }

  private static double median(double[] v) {
    Arrays.sort(v);
    return v[v.length / 2];
  }
}
