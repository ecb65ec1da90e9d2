package org.kokyu.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.Matrix;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.ViewingGeometry;

/**
 * Errors of a retrieval whose truth is known: partial columns against the truth and against the
 * truth smoothed with the whole kernel, x_s = xa exp(A (x − xa)) over all gases, water, ozone,
 * temperature, skin and emissivity; temperature, water and skin against the forecast's errors.
 */
final class CrossModelErrors {
  private static final int L = LayerGrid.LAYERS;
  static final List<Gas> GASES = List.of(Gas.CO2, Gas.CH4, Gas.N2O);
  static final List<String> COLUMNS = List.of("LT", "MT", "UT", "UTLS");

  /** Bounds of the partial columns on the layers' own [Pa]; then two of the stratosphere. */
  private static final double[] BOUNDS_PA = {120000, 73564, 39811, 28730, 16156, 3000, 100};

  static final List<String> GROUPS = List.of("LT", "MT", "UT", "UTLS", "162-30", "30-1");

  /**
   * A partial column of one retrieval; mole fractions in ppm (CO2) or ppb.
   *
   * @param draw −1: without noise
   * @param retrievedMinusSmoothed what noise and the forward model's error did
   * @param noise standard deviation of it, as stated
   * @param posterior stated uncertainty
   */
  record Column(
      String scene,
      boolean day,
      int draw,
      Gas gas,
      int column,
      double retrievedMinusSmoothed,
      double retrievedMinusTruth,
      double priorMinusTruth,
      double noise,
      double posterior) {
    double zNoise() {
      return retrievedMinusSmoothed / noise;
    }

    double zPosterior() {
      return retrievedMinusTruth / posterior;
    }
  }

  /**
   * A layer's (or, with group −1, the skin's) errors.
   *
   * @param quantity "temperature", "water" (of ln) or "skin"
   */
  record Weather(
      String scene,
      boolean day,
      int draw,
      String quantity,
      int group,
      double after,
      double before) {}

  final List<Column> columns = new ArrayList<>();
  final List<Weather> weather = new ArrayList<>();

  static AirColumn truth(DevelopmentScenes s) {
    return AirColumn.of(
        LayerGrid.of(s.forecast().surfacePressurePa()),
        s.truth(),
        new ViewingGeometry(s.noisy().geometry().sensorZenithDeg(), false),
        s.noisy().geometry().latitudeDeg());
  }

  synchronized void add(
      DevelopmentScenes s, int draw, GasProfile p, NodeForwardModel model, AirColumn truth) {
    for (int g = 0; g < GASES.size(); g++) {
      double[] smoothed = smoothed(s, p, g, truth, model);
      double[] known = truth.layerMean(GASES.get(g));
      for (int c = 0; c < COLUMNS.size(); c++) {
        double[] w = weights(p, c);
        if (w != null) {
          columns.add(column(s, draw, p.gases().get(g), c, w, smoothed, known));
        }
      }
    }
    double[] water = truth.layerMean(Gas.H2O);
    double[] t = truth.layerMeanTemperature();
    for (int group = 0; group < GROUPS.size(); group++) {
      for (int i = truth.grid().firstLayer(); i < L; i++) {
        if (isIn(p, i, group)) {
          addWeather(
              s,
              draw,
              "temperature",
              group,
              p.thermal().temperatureK()[i] - t[i],
              p.thermal().temperaturePriorK()[i] - t[i]);
          addWeather(
              s,
              draw,
              "water",
              group,
              Math.log(p.thermal().h2o()[i] / water[i]),
              Math.log(p.thermal().h2oPrior()[i] / water[i]));
        }
      }
    }
    addWeather(
        s,
        draw,
        "skin",
        -1,
        p.surface().temperatureK() - s.skinK(),
        p.surface().temperaturePriorK() - s.skinK());
  }

  private void addWeather(
      DevelopmentScenes s, int draw, String what, int group, double after, double before) {
    weather.add(new Weather(s.name(), s.day(), draw, what, group, after, before));
  }

  private static boolean isIn(GasProfile p, int layer, int group) {
    double middle = Math.sqrt(p.layerBoundsPa()[layer] * p.layerBoundsPa()[layer + 1]);
    return middle < BOUNDS_PA[group] && middle > BOUNDS_PA[group + 1];
  }

  /** Shares of the layers in a column's dry air; null where the column is below the surface. */
  private static double[] weights(GasProfile p, int column) {
    double[] w = new double[L];
    double mass = 0;
    for (int i = 0; i < L; i++) {
      if (p.dryAirColumn()[i] > 0 && isIn(p, i, column)) {
        w[i] = p.dryAirColumn()[i];
        mass += w[i];
      }
    }
    for (int i = 0; i < L; i++) {
      w[i] /= mass;
    }
    return mass > 0 ? w : null;
  }

  private static Column column(
      DevelopmentScenes s,
      int draw,
      GasResult r,
      int column,
      double[] w,
      double[] smoothed,
      double[] known) {
    double unit = r.gas() == Gas.CO2 ? 1e6 : 1e9;
    double[] sum = new double[3];
    for (int i = 0; i < L; i++) {
      if (w[i] > 0) {
        sum[0] += unit * w[i] * (r.moleFraction()[i] - smoothed[i]);
        sum[1] += unit * w[i] * (r.moleFraction()[i] - known[i]);
        sum[2] += unit * w[i] * (r.prior()[i] - known[i]);
      }
    }
    return new Column(
        s.name(),
        s.day(),
        draw,
        r.gas(),
        column,
        sum[0],
        sum[1],
        sum[2],
        unit * sigma(w, r, r.covarianceNoise()),
        unit * sigma(w, r, r.covariance()));
  }

  private static double sigma(double[] w, GasResult r, Matrix covariance) {
    double variance = 0;
    for (int i = 0; i < L; i++) {
      for (int j = 0; j < L; j++) {
        if (w[i] > 0 && w[j] > 0) {
          variance +=
              w[i] * r.moleFraction()[i] * covariance.get(i, j) * w[j] * r.moleFraction()[j];
        }
      }
    }
    return Math.sqrt(variance);
  }

  private static double[] smoothed(
      DevelopmentScenes s, GasProfile p, int g, AirColumn truth, NodeForwardModel model) {
    GasResult r = p.gases().get(g);
    int first = truth.grid().firstLayer();
    double[] co2 = lnRatio(truth.layerMean(Gas.CO2), p.gases().get(0).prior());
    double[] ch4 = lnRatio(truth.layerMean(Gas.CH4), p.gases().get(1).prior());
    double[] n2o = lnRatio(truth.layerMean(Gas.N2O), p.gases().get(2).prior());
    double[] h2o = lnRatio(truth.layerMean(Gas.H2O), p.thermal().h2oPrior());
    double[] o3 = lnRatio(truth.layerMean(Gas.O3), p.thermal().o3Prior());
    double[] t = truth.layerMeanTemperature();
    double[] out = new double[L];
    for (int i = first; i < L; i++) {
      double v = Math.log(r.prior()[i]);
      for (int j = first; j < L; j++) {
        v +=
            r.kernelCo2().get(i, j) * co2[j]
                + r.kernelCh4().get(i, j) * ch4[j]
                + r.kernelN2o().get(i, j) * n2o[j]
                + r.kernelH2o().get(i, j) * h2o[j]
                + r.kernelO3().get(i, j) * o3[j]
                + r.kernelTemperature().get(i, j) * (t[j] - p.thermal().temperaturePriorK()[j]);
      }
      v += r.kernelSurfaceTemperature()[i] * (s.skinK() - p.surface().temperaturePriorK());
      for (int w = 0; w < model.windowCount(); w++) {
        double from = model.channelPerCm(model.firstChannel(w));
        double to = model.channelPerCm(model.firstChannel(w + 1) - 1);
        double tilt = 0.5 * (emissivityError(s, to) - emissivityError(s, from));
        v +=
            r.kernelEmissivity().get(i, w) * emissivityError(s, 0.5 * (from + to))
                + r.kernelEmissivity().get(i, model.windowCount() + w) * tilt;
      }
      out[i] = Math.exp(v);
    }
    return out;
  }

  private static double emissivityError(DevelopmentScenes s, double nu) {
    return s.emissivity().at(nu) - s.forecast().emissivity().orElseThrow().at(nu);
  }

  private static double[] lnRatio(double[] a, double[] b) {
    double[] r = new double[a.length];
    java.util.Arrays.setAll(r, i -> Math.log(a[i] / b[i]));
    return r;
  }

  double[] of(Predicate<Column> which, ToDoubleFunction<Column> value) {
    return columns.stream().filter(which).mapToDouble(value).toArray();
  }

  double[] weatherOf(Predicate<Weather> which, ToDoubleFunction<Weather> value) {
    return weather.stream().filter(which).mapToDouble(value).toArray();
  }

  static double mean(double[] v) {
    return java.util.Arrays.stream(v).average().orElse(Double.NaN);
  }

  static double rms(double[] v) {
    return Math.sqrt(java.util.Arrays.stream(v).map(x -> x * x).average().orElse(Double.NaN));
  }

  static double deviation(double[] v) {
    double m = mean(v);
    double sum = java.util.Arrays.stream(v).map(x -> (x - m) * (x - m)).sum();
    return Math.sqrt(sum / (v.length - 1));
  }

  /** One line per partial column. */
  List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "scene,day,draw,gas,column,retrieved_minus_smoothed,retrieved_minus_truth,prior_minus_truth,sigma_noise,sigma_posterior");
    for (Column c : columns) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s,%d,%d,%s,%s,%.6f,%.6f,%.6f,%.6f,%.6f",
              c.scene(),
              c.day() ? 1 : 0,
              c.draw(),
              c.gas(),
              COLUMNS.get(c.column()),
              c.retrievedMinusSmoothed(),
              c.retrievedMinusTruth(),
              c.priorMinusTruth(),
              c.noise(),
              c.posterior()));
    }
    return lines;
  }
}
