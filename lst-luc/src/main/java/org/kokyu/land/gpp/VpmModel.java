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
 * Vegetation photosynthesis model (VPM): light absorbed by chlorophyll, temperature and leaf water.
 *
 * <p>GPP = ε_0 · T_s · W_s · EVI · PAR; T_s = (T − T_min)(T − T_max)/((T − T_min)(T − T_max) − (T −
 * T_opt)²), 0 outside T_min … T_max; W_s = (1 + LSWI)/(1 + LSWI_max), at most 1. ε_0 [mol mol-1].
 * Source: Xiao et al. 2004, Remote Sens. Environ. 91, 256; ε_0 = 0.42 gC per mol photons for C3
 * plants and the temperatures per class Zhang et al. 2017, Sci. Data 4, 170165; spread of ε_0 as
 * that of MOD17's ε_max. Thread-safe.
 */
public final class VpmModel implements ProductivityModel {
  private static final int EPS = 0;
  private static final int TMIN_C = 1;
  private static final int TOPT_C = 2;
  private static final int TMAX_C = 3;
  private static final int LSWI_MAX = 4;
  private static final double C3_MOL_PER_MOL = 0.42 / 12.011;
  private static final double DEFAULT_LSWI_MAX = 0.5;
  private static final double LSWI_SPREAD = 0.15;
  private static final double TEMPERATURE_SPREAD_K = 3;
  private static final String SOURCE = "Zhang et al. 2017";

  private static final List<ProductivityParameter> PARAMETERS =
      List.of(
          new ProductivityParameter("eps_0", "mol mol-1", 0.001, 0.3, SOURCE),
          new ProductivityParameter("t_min", "degC", -15, 10, SOURCE),
          new ProductivityParameter("t_opt", "degC", 12, 35, SOURCE),
          new ProductivityParameter("t_max", "degC", 36, 60, SOURCE),
          new ProductivityParameter("lswi_max", "1", 0, 1, "Xiao et al. 2004"));

  @Override
  public String name() {
    return "vpm";
  }

  @Override
  public Set<ProductivityDriver> requiredDrivers() {
    return Set.of(
        ProductivityDriver.PAR,
        ProductivityDriver.EVI,
        ProductivityDriver.LSWI,
        ProductivityDriver.AIR_TEMPERATURE);
  }

  @Override
  public List<ProductivityParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double[] defaults(Biome biome) {
    double[] t = temperaturesC(biome);
    return new double[] {C3_MOL_PER_MOL, t[0], t[1], t[2], DEFAULT_LSWI_MAX};
  }

  private static double[] temperaturesC(Biome biome) {
    return switch (biome) {
      case EVERGREEN_NEEDLELEAF_FOREST, DECIDUOUS_NEEDLELEAF_FOREST, DECIDUOUS_BROADLEAF_FOREST ->
          new double[] {-1, 20, 40};
      case EVERGREEN_BROADLEAF_FOREST -> new double[] {2, 28, 48};
      case MIXED_FOREST -> new double[] {-1, 19, 48};
      case CLOSED_SHRUBLAND -> new double[] {-1, 25, 48};
      case OPEN_SHRUBLAND -> new double[] {1, 31, 48};
      case WOODY_SAVANNA -> new double[] {-1, 24, 48};
      case SAVANNA -> new double[] {1, 30, 48};
      case GRASSLAND -> new double[] {0, 27, 48};
      case CROPLAND -> new double[] {-1, 30, 48};
    };
  }

  @Override
  public double[] spread(Biome biome) {
    double relative =
        BiomeTable.spread(biome, BiomeTable.EPS_MAX) / BiomeTable.value(biome, BiomeTable.EPS_MAX);
    return new double[] {
      C3_MOL_PER_MOL * relative,
      TEMPERATURE_SPREAD_K,
      TEMPERATURE_SPREAD_K,
      TEMPERATURE_SPREAD_K,
      LSWI_SPREAD
    };
  }

  @Override
  public void gpp(ProductivityDrivers drivers, int from, int to, double[] parameters, float[] gpp) {
    float[] par = drivers.get(ProductivityDriver.PAR);
    float[] evi = drivers.get(ProductivityDriver.EVI);
    float[] lswi = drivers.get(ProductivityDriver.LSWI);
    float[] airK = drivers.get(ProductivityDriver.AIR_TEMPERATURE);
    float eps = (float) parameters[EPS];
    float min = (float) (parameters[TMIN_C] + ZERO_CELSIUS_K);
    float opt = (float) (parameters[TOPT_C] + ZERO_CELSIUS_K);
    float max = (float) (parameters[TMAX_C] + ZERO_CELSIUS_K);
    float perWetness = (float) (1 / (1 + parameters[LSWI_MAX]));
    for (int i = from; i < to; i++) {
      float range = (airK[i] - min) * (max - airK[i]);
      float off = (airK[i] - opt) * (airK[i] - opt);
      float warm = Math.max(0, range) / (Math.max(0, range) + off + Float.MIN_NORMAL);
      float wet = Math.min(1, Math.max(0, (1 + lswi[i]) * perWetness));
      gpp[i] = eps * warm * wet * Math.max(0, evi[i]) * Math.max(0, par[i]);
    }
  }
}
