package org.kokyu.flux.tower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.PhotosyntheticAcclimation;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.port.ProductivityParameter;
import org.kokyu.flux.fitting.BoundedFit;

/** The light-use-efficiency models of a tower: their drivers, and their parameters fitted. */
final class ProductivityFits {
  /** Leaf water index where no satellite saw it; the efficiency takes what it leaves. */
  private static final float LSWI_WITHOUT_SATELLITE = 0.5f;

  private final TowerRecord record;
  private final TowerSeries series;
  private final ProductivityDrivers drivers;
  private final Map<String, double[]> production = new LinkedHashMap<>();
  private final List<TowerReport.FittedParameter> parameters = new ArrayList<>();

  ProductivityFits(TowerRecord record, TowerSeries series, double[] fapar, RecordSun sun) {
    this.record = record;
    this.series = series;
    this.drivers = drivers(fapar, sun);
  }

  private ProductivityDrivers drivers(double[] fapar, RecordSun sun) {
    int n = series.size;
    float[] cosine = new float[n];
    float[] diffuse = new float[n];
    float[] lai = new float[n];
    float[] wetness = new float[n];
    for (int i = 0; i < n; i++) {
      cosine[i] = (float) sun.cosZenith(record, i);
      diffuse[i] =
          (float)
              RecordSun.diffuseFraction(series.par[i] / TowerSeries.PAR_PER_SHORTWAVE, cosine[i]);
      lai[i] = (float) (series.lai == null ? Phenology.lai(fapar[i]) : series.lai[i]);
      wetness[i] = LSWI_WITHOUT_SATELLITE;
    }
    float[] absorbed = floats(fapar);
    return ProductivityDrivers.of(n)
        .with(ProductivityDriver.PAR, floats(series.par))
        .with(ProductivityDriver.FAPAR, absorbed)
        .with(ProductivityDriver.EVI, absorbed)
        .with(ProductivityDriver.LSWI, wetness)
        .with(ProductivityDriver.LAI, lai)
        .with(ProductivityDriver.COS_SOLAR_ZENITH, cosine)
        .with(ProductivityDriver.DIFFUSE_FRACTION, diffuse)
        .with(ProductivityDriver.AIR_TEMPERATURE, floats(series.airK))
        .with(ProductivityDriver.MINIMUM_TEMPERATURE, floats(series.minimumK))
        .with(ProductivityDriver.VPD, floats(series.vpd))
        .with(ProductivityDriver.CO2, floats(series.co2))
        .with(ProductivityDriver.PRESSURE, floats(series.pressure));
  }

  private static float[] floats(double[] x) {
    float[] f = new float[x.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) x[i];
    }
    return f;
  }

  /** Fits a model to the target on the intervals used. */
  void fit(ProductivityModel model, Biome biome, double[] target, boolean[] use) {
    List<ProductivityParameter> known = model.parameters();
    BoundedFit.Prior prior =
        new BoundedFit.Prior(
            model.defaults(biome),
            model.spread(biome),
            known.stream().mapToDouble(ProductivityParameter::lower).toArray(),
            known.stream().mapToDouble(ProductivityParameter::upper).toArray());
    double[] p = BoundedFit.of(q -> run(model, q), prior, use, target);
    boolean acclimates = model instanceof PhotosyntheticAcclimation;
    String name = acclimates ? model.name() + "_fitted" : model.name();
    for (int k = 0; k < p.length; k++) {
      ProductivityParameter d = known.get(k);
      parameters.add(
          new TowerReport.FittedParameter(
              name, d.name(), d.unit(), p[k], prior.prior()[k], prior.spread()[k], d.source()));
    }
    production.put(name, doubles(run(model, p)));
  }

  /** A model with its published parameters. */
  void published(ProductivityModel model, Biome biome) {
    String name =
        model instanceof PhotosyntheticAcclimation ? model.name() : model.name() + "_published";
    production.put(name, doubles(run(model, model.defaults(biome))));
  }

  private float[] run(ProductivityModel model, double[] p) {
    ProductivityDrivers all =
        model instanceof PhotosyntheticAcclimation acclimation
            ? AcclimatedDrivers.of(series, drivers, acclimation, p)
            : drivers;
    float[] gpp = new float[series.size];
    model.gpp(all, 0, gpp.length, p, gpp);
    return gpp;
  }

  private static double[] doubles(float[] f) {
    double[] x = new double[f.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = f[i];
    }
    return x;
  }

  /** Production by model name, in the order of the fits. */
  Map<String, double[]> production() {
    return production;
  }

  List<TowerReport.FittedParameter> parameters() {
    return parameters;
  }
}
