package org.kokyu.flux.tower;

import java.util.Arrays;
import org.kokyu.core.port.PhotosyntheticAcclimation;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;

/**
 * Acclimated drivers of a series: the optimum of each day's noon (mean of the steps that begin
 * 11:30 … 12:30, vapour pressure deficit that of 12:00), then memory. Capacities hold from noon to
 * noon, ξ from midnight to midnight; a day without noon keeps what was. The half day before the
 * first noon takes the first noon's.
 */
final class AcclimatedDrivers {
  private static final ProductivityDriver[] AVERAGED = {
    ProductivityDriver.PAR,
    ProductivityDriver.FAPAR,
    ProductivityDriver.AIR_TEMPERATURE,
    ProductivityDriver.CO2,
    ProductivityDriver.PRESSURE
  };

  private AcclimatedDrivers() {}

  static ProductivityDrivers of(
      TowerSeries series,
      ProductivityDrivers drivers,
      PhotosyntheticAcclimation acclimation,
      double[] parameters) {
    int days = (int) Math.floor(series.day[series.size - 1]) + 1;
    ProductivityDrivers noon = noon(series, drivers, days);
    float[] vcmax = new float[days];
    float[] jmax = new float[days];
    float[] xi = new float[days];
    acclimation.optimum(noon, 0, days, parameters, vcmax, jmax, xi);
    double memory = acclimation.memory(parameters);
    remember(vcmax, memory);
    remember(jmax, memory);
    remember(xi, 1);
    float[] v = new float[series.size];
    float[] j = new float[series.size];
    float[] x = new float[series.size];
    for (int i = 0; i < series.size; i++) {
      int d = (int) Math.floor(series.day[i]);
      int last = series.day[i] - d < 0.5 ? Math.max(0, d - 1) : d;
      v[i] = vcmax[last];
      j[i] = jmax[last];
      x[i] = xi[d];
    }
    return drivers
        .with(ProductivityDriver.ACCLIMATED_VCMAX25, v)
        .with(ProductivityDriver.ACCLIMATED_JMAX25, j)
        .with(ProductivityDriver.ACCLIMATED_XI, x);
  }

  private static void remember(float[] optimum, double memory) {
    float state = Float.NaN;
    for (int d = 0; d < optimum.length; d++) {
      if (!Float.isNaN(optimum[d])) {
        state =
            Float.isNaN(state) ? optimum[d] : (float) (state * (1 - memory) + optimum[d] * memory);
      }
      optimum[d] = state;
    }
  }

  private static ProductivityDrivers noon(
      TowerSeries series, ProductivityDrivers drivers, int days) {
    ProductivityDrivers noon = ProductivityDrivers.of(days);
    double tolerance = 0.25 / series.perDay;
    for (ProductivityDriver driver : AVERAGED) {
      noon = noon.with(driver, around(series, drivers.get(driver), days, 0.5 / 24 + tolerance));
    }
    float[] vpd = around(series, drivers.get(ProductivityDriver.VPD), days, tolerance);
    return noon.with(ProductivityDriver.VPD, vpd);
  }

  /** Mean over the steps that begin within a part of a day of noon. */
  private static float[] around(TowerSeries series, float[] x, int days, double within) {
    double[] sum = new double[days];
    int[] count = new int[days];
    for (int i = 0; i < series.size; i++) {
      double begin = series.day[i] - 0.5 / series.perDay;
      int d = (int) Math.floor(series.day[i]);
      if (Math.abs(begin - d - 0.5) < within) {
        sum[d] += x[i];
        count[d]++;
      }
    }
    float[] mean = new float[days];
    Arrays.fill(mean, Float.NaN);
    for (int d = 0; d < days; d++) {
      if (count[d] > 0) {
        mean[d] = (float) (sum[d] / count[d]);
      }
    }
    return mean;
  }
}
