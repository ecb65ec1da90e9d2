package org.kokyu.land.uptake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;
import org.kokyu.core.port.ProductivityModel;

/**
 * The light-use step of a row of pixels: production and its first-order uncertainty.
 *
 * <p>The standard deviation is the root of the sum of squares of the changes that one standard
 * deviation of each source makes: light; leaves (fAPAR and leaf area together); temperature (all
 * temperatures and, through saturation, the deficit); vapour pressure; each parameter of the class.
 * The sources count as independent of each other. Within a class the parameters err alike in every
 * pixel, the aerosol and the relations of light alike over a scene: averages over pixels must take
 * these parts as fully correlated. Not thread-safe: one per thread.
 */
public final class LightUseRow {
  final float[] par;
  final float[] parSigma;
  final float[] diffuse;
  final float[] fapar;
  final float[] faparSigma;
  final float[] lai;
  final float[] evi;
  final float[] lswi;
  final float[] airK;
  final float[] minimumK;
  final float[] airSigmaK;
  final float[] vpd;
  final float[] vapourPa;
  final float[] vapourSigmaPa;
  final float[] cosSun;
  final float[] pressurePa;
  final byte[] classes;

  private final ProductivityModel model;
  private final double[][] parameters;
  private final double[][][] shifted;
  private final float[] other1;
  private final float[] other2;
  private final float[] other3;
  private final float[] changed;
  private final ProductivityDrivers base;
  private final ProductivityDrivers moreLight;
  private final ProductivityDrivers moreLeaves;
  private final ProductivityDrivers warmer;
  private final ProductivityDrivers drier;

  /**
   * @param columns pixels of the row
   * @param co2Ppm mole fraction of CO2 in the air [µmol mol-1]
   */
  public LightUseRow(ProductivityModel model, int columns, float co2Ppm) {
    this.model = model;
    List<float[]> made = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      made.add(new float[columns]);
    }
    par = made.get(0);
    parSigma = made.get(1);
    diffuse = made.get(2);
    fapar = made.get(3);
    faparSigma = made.get(4);
    lai = made.get(5);
    evi = made.get(6);
    lswi = made.get(7);
    airK = made.get(8);
    minimumK = made.get(9);
    airSigmaK = made.get(10);
    vpd = made.get(11);
    vapourSigmaPa = made.get(12);
    cosSun = made.get(13);
    pressurePa = made.get(14);
    other1 = made.get(15);
    other2 = made.get(16);
    other3 = made.get(17);
    changed = made.get(18);
    vapourPa = made.get(19);
    classes = new byte[columns];
    float[] co2 = new float[columns];
    Arrays.fill(co2, co2Ppm);
    parameters = model.parametersByIgbp();
    shifted = shifted(model);
    base =
        ProductivityDrivers.of(columns)
            .with(ProductivityDriver.PAR, par)
            .with(ProductivityDriver.DIFFUSE_FRACTION, diffuse)
            .with(ProductivityDriver.FAPAR, fapar)
            .with(ProductivityDriver.LAI, lai)
            .with(ProductivityDriver.EVI, evi)
            .with(ProductivityDriver.LSWI, lswi)
            .with(ProductivityDriver.AIR_TEMPERATURE, airK)
            .with(ProductivityDriver.MINIMUM_TEMPERATURE, minimumK)
            .with(ProductivityDriver.VPD, vpd)
            .with(ProductivityDriver.COS_SOLAR_ZENITH, cosSun)
            .with(ProductivityDriver.PRESSURE, pressurePa)
            .with(ProductivityDriver.CO2, co2);
    moreLight = base.with(ProductivityDriver.PAR, other1);
    moreLeaves = base.with(ProductivityDriver.FAPAR, other1).with(ProductivityDriver.LAI, other2);
    warmer =
        base.with(ProductivityDriver.AIR_TEMPERATURE, other1)
            .with(ProductivityDriver.MINIMUM_TEMPERATURE, other2)
            .with(ProductivityDriver.VPD, other3);
    drier = base.with(ProductivityDriver.VPD, other1);
  }

  /** Whether a model can be driven by what a slot knows. */
  public static boolean canDrive(ProductivityModel model) {
    ProductivityDrivers known = new LightUseRow(model, 1, 400).base;
    return model.requiredDrivers().stream().allMatch(known::has);
  }

  /** Parameters with one of them raised by its standard deviation, for each. */
  private static double[][][] shifted(ProductivityModel model) {
    double[][][] all = new double[model.parameters().size()][][];
    for (int p = 0; p < all.length; p++) {
      all[p] = model.parametersByIgbp();
      for (int c = 0; c < all[p].length; c++) {
        int parameter = p;
        double[] own = all[p][c];
        if (own != null) {
          Biome.ofIgbp(c).ifPresent(biome -> own[parameter] += model.spread(biome)[parameter]);
        }
      }
    }
    return all;
  }

  /**
   * Computes the row from what the arrays hold.
   *
   * @param gpp production [µmol m-2 s-1]
   * @param sigma its standard deviation
   */
  void compute(float[] gpp, float[] sigma) {
    int n = par.length;
    model.gpp(base, 0, n, classes, parameters, gpp);
    Arrays.fill(sigma, 0);
    for (int i = 0; i < n; i++) {
      other1[i] = par[i] + parSigma[i];
    }
    add(moreLight, parameters, gpp, sigma);
    for (int i = 0; i < n; i++) {
      // as much more, or less where there is no room for more
      other1[i] = fapar[i] + (fapar[i] > 0.5f ? -faparSigma[i] : faparSigma[i]);
      other2[i] = lai[i] * other1[i] / Math.max(1e-3f, fapar[i]);
    }
    add(moreLeaves, parameters, gpp, sigma);
    for (int i = 0; i < n; i++) {
      other1[i] = airK[i] + airSigmaK[i];
      other2[i] = minimumK[i] + airSigmaK[i];
      float t = airK[i] - 29.65f; // °C + 243.5
      float saturation = vpd[i] + vapourPa[i];
      other3[i] = vpd[i] + airSigmaK[i] * saturation * (17.67f * 243.5f) / (t * t);
    }
    add(warmer, parameters, gpp, sigma);
    for (int i = 0; i < n; i++) {
      other1[i] = vpd[i] + vapourSigmaPa[i];
    }
    add(drier, parameters, gpp, sigma);
    for (double[][] one : shifted) {
      add(base, one, gpp, sigma);
    }
    for (int i = 0; i < n; i++) {
      sigma[i] = (float) Math.sqrt(sigma[i]);
    }
  }

  /** Production alone. */
  void computeAlone(float[] gpp) {
    model.gpp(base, 0, gpp.length, classes, parameters, gpp);
  }

  private void add(ProductivityDrivers drivers, double[][] values, float[] gpp, float[] squares) {
    model.gpp(drivers, 0, gpp.length, classes, values, changed);
    for (int i = 0; i < gpp.length; i++) {
      float d = changed[i] - gpp[i];
      squares[i] += d * d;
    }
  }
}
