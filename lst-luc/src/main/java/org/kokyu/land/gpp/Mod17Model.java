package org.kokyu.land.gpp;

import static org.kokyu.core.physics.PhysicalConstants.ZERO_CELSIUS_K;

import java.util.List;
import java.util.Set;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.port.ProductivityParameter;

/**
 * MOD17: production in proportion to absorbed light, slowed by cold and dry air.
 *
 * <p>GPP = ε_max · r(T_min; T_min,min, T_min,max) · (1 − r(D; D_min, D_max)) · fAPAR · PAR with the
 * ramp r(x; a, b) = (x − a)/(b − a) cut to 0 … 1; ε_max [gC MJ-1], T_min lowest temperature of the
 * day, D vapour pressure deficit. Meant for daily sums: within a day it rises straight with light
 * where leaves saturate. Source: Running et al. 2004, BioScience 54, 547; values Zhao and Running
 * 2010. Thread-safe.
 */
public final class Mod17Model implements ProductivityModel {
  private static final List<ProductivityParameter> PARAMETERS =
      List.of(
          new ProductivityParameter("eps_max", "gC MJ-1", 0.05, 8, BiomeTable.SOURCE),
          new ProductivityParameter("tmin_min", "degC", -25, 5, BiomeTable.SOURCE),
          new ProductivityParameter("tmin_max", "degC", 6, 30, BiomeTable.SOURCE),
          new ProductivityParameter("vpd_min", "Pa", 0, 1500, BiomeTable.SOURCE),
          new ProductivityParameter("vpd_max", "Pa", 1600, 9000, BiomeTable.SOURCE));

  @Override
  public String name() {
    return "mod17";
  }

  @Override
  public Set<ProductivityDriver> requiredDrivers() {
    return Set.of(
        ProductivityDriver.PAR,
        ProductivityDriver.FAPAR,
        ProductivityDriver.MINIMUM_TEMPERATURE,
        ProductivityDriver.VPD);
  }

  @Override
  public List<ProductivityParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double[] defaults(Biome biome) {
    double[] values = new double[BiomeTable.COLUMNS];
    for (int c = 0; c < values.length; c++) {
      values[c] = BiomeTable.value(biome, c);
    }
    return values;
  }

  @Override
  public double[] spread(Biome biome) {
    double[] values = new double[BiomeTable.COLUMNS];
    for (int c = 0; c < values.length; c++) {
      values[c] = BiomeTable.spread(biome, c);
    }
    return values;
  }

  @Override
  public void gpp(ProductivityDrivers drivers, int from, int to, double[] parameters, float[] gpp) {
    float[] par = drivers.get(ProductivityDriver.PAR);
    float[] fapar = drivers.get(ProductivityDriver.FAPAR);
    float[] minimumK = drivers.get(ProductivityDriver.MINIMUM_TEMPERATURE);
    float[] vpd = drivers.get(ProductivityDriver.VPD);
    float efficiency = (float) LightUnits.molPerMol(parameters[BiomeTable.EPS_MAX]);
    float coldK = (float) (parameters[BiomeTable.TMIN_MIN_C] + ZERO_CELSIUS_K);
    float perK =
        (float) (1 / (parameters[BiomeTable.TMIN_MAX_C] - parameters[BiomeTable.TMIN_MIN_C]));
    float dry = (float) parameters[BiomeTable.VPD_MAX_PA];
    float perPa =
        (float) (1 / (parameters[BiomeTable.VPD_MAX_PA] - parameters[BiomeTable.VPD_MIN_PA]));
    for (int i = from; i < to; i++) {
      float warm = Math.min(1, Math.max(0, (minimumK[i] - coldK) * perK));
      float moist = Math.min(1, Math.max(0, (dry - vpd[i]) * perPa));
      gpp[i] = efficiency * warm * moist * Math.max(0, fapar[i]) * Math.max(0, par[i]);
    }
  }
}
