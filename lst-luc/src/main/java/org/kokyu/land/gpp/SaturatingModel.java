package org.kokyu.land.gpp;

import static org.kokyu.core.physics.PhysicalConstants.ZERO_CELSIUS_K;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.port.ProductivityParameter;

/**
 * Light use that falls with light: MOD17's limits and a radiation scalar.
 *
 * <p>GPP = ε_max · a/(a + PAR) · r(T_min; T_min,min, T_min,max) · (1 − r(D; D_min, D_max)) · fAPAR
 * · PAR with the ramps of {@link Mod17Model} and a [umol m-2 s-1], the light at which use has
 * fallen to one half. ε_max here is the efficiency in dim light.
 *
 * <p>Source of the scalar: Guan et al. 2021, Agric. For. Meteorol. 307, 108546, there on sunlit and
 * shaded leaves. Defaults: a = 600 ± 150 umol m-2 s-1, the middle of the half-saturation of forest
 * and crop towers (451 and 399 of absorbed PAR at BE-Vie and FR-Pue, 612 at DE-Tha); ε_max of the
 * MOD17 table times 2.4, which keeps the year's production of the linear form under the light of
 * four towers (factor 2.16 … 2.69). Thread-safe.
 */
public final class SaturatingModel implements ProductivityModel {
  private static final int HALF = BiomeTable.COLUMNS;
  private static final double DEFAULT_HALF_UMOL = 600;
  private static final double HALF_SPREAD_UMOL = 150;

  /** Sum of PAR over sum of PAR·a/(a + PAR), mean of four towers in western Europe. */
  private static final double DIM_LIGHT_GAIN = 2.4;

  private static final String HALF_SOURCE = "form Guan et al. 2021; value from fits to towers";
  private static final List<ProductivityParameter> PARAMETERS =
      List.of(
          new ProductivityParameter(
              "eps_max", "gC MJ-1", 0.05, 20, BiomeTable.SOURCE + ", times 2.4"),
          new ProductivityParameter("tmin_min", "degC", -25, 5, BiomeTable.SOURCE),
          new ProductivityParameter("tmin_max", "degC", 6, 30, BiomeTable.SOURCE),
          new ProductivityParameter("vpd_min", "Pa", 0, 1500, BiomeTable.SOURCE),
          new ProductivityParameter("vpd_max", "Pa", 1600, 9000, BiomeTable.SOURCE),
          new ProductivityParameter("a", "umol m-2 s-1", 50, 5000, HALF_SOURCE));

  private final Mod17Model linear = new Mod17Model();

  @Override
  public String name() {
    return "saturating";
  }

  @Override
  public Set<ProductivityDriver> requiredDrivers() {
    return linear.requiredDrivers();
  }

  @Override
  public List<ProductivityParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double[] defaults(Biome biome) {
    return extended(linear.defaults(biome), DEFAULT_HALF_UMOL);
  }

  @Override
  public double[] spread(Biome biome) {
    return extended(linear.spread(biome), HALF_SPREAD_UMOL);
  }

  private static double[] extended(double[] mod17, double half) {
    double[] values = Arrays.copyOf(mod17, HALF + 1);
    values[BiomeTable.EPS_MAX] *= DIM_LIGHT_GAIN;
    values[HALF] = half;
    return values;
  }

  @Override
  public void gpp(ProductivityDrivers drivers, int from, int to, double[] parameters, float[] gpp) {
    float[] par = drivers.get(ProductivityDriver.PAR);
    float[] fapar = drivers.get(ProductivityDriver.FAPAR);
    float[] minimumK = drivers.get(ProductivityDriver.MINIMUM_TEMPERATURE);
    float[] vpd = drivers.get(ProductivityDriver.VPD);
    float half = (float) parameters[HALF];
    float efficiency = (float) LightUnits.molPerMol(parameters[BiomeTable.EPS_MAX]) * half;
    float coldK = (float) (parameters[BiomeTable.TMIN_MIN_C] + ZERO_CELSIUS_K);
    float perK =
        (float) (1 / (parameters[BiomeTable.TMIN_MAX_C] - parameters[BiomeTable.TMIN_MIN_C]));
    float dry = (float) parameters[BiomeTable.VPD_MAX_PA];
    float perPa =
        (float) (1 / (parameters[BiomeTable.VPD_MAX_PA] - parameters[BiomeTable.VPD_MIN_PA]));
    for (int i = from; i < to; i++) {
      float warm = Math.min(1, Math.max(0, (minimumK[i] - coldK) * perK));
      float moist = Math.min(1, Math.max(0, (dry - vpd[i]) * perPa));
      float light = Math.max(0, par[i]);
      gpp[i] = efficiency * warm * moist * Math.max(0, fapar[i]) * light / (half + light);
    }
  }
}
