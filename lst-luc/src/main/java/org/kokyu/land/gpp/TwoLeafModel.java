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
 * Two-leaf light use (TL-LUE): sunlit and shaded leaves with their own efficiencies.
 *
 * <p>GPP = (ε_su · APAR_su + ε_sh · APAR_sh) · r(T_min) · (1 − r(D)) with the ramps of {@link
 * Mod17Model}. Leaves: L_su = 2 cos θ (1 − exp(−0.5 Ω L/cos θ)), L_sh = L − L_su; light per leaf
 * area: diffuse q = (PAR_dif − PAR_dif,u)/L + C with PAR_dif,u = PAR_dif exp(−0.5 Ω L/(0.537 +
 * 0.025 L)) below the canopy and scattered light C = 0.07 Ω PAR_dir (1.1 − 0.1 L) exp(−cos θ),
 * direct PAR_dir cos 60°/cos θ on sunlit leaves. θ solar zenith angle (cos θ at least 0.05), L leaf
 * area index, Ω clumping. The few percent of PAR that a canopy reflects are left to the
 * efficiencies. C falls with L and is cut at zero beyond L = 11; beyond L of about 5 it can make
 * production fall a little with more leaves, as published.
 *
 * <p>Source: He et al. 2013, Agric. For. Meteorol. 173, 28; Zhou et al. 2016, JGR Biogeosciences
 * 121, 1045. Defaults: ε_sh/ε_su = 3.61, the middle of the 2.63 … 4.59 that Zhou et al. found; ε_su
 * so that a canopy of L = 3 under half diffuse light at θ = 45° produces what MOD17 does with the
 * table's ε_max. Ω 0.6 for needles, 0.7 mixed, 0.8 broad leaves and shrubs, 0.9 grass and crops (He
 * et al. 2013). Thread-safe.
 */
public final class TwoLeafModel implements ProductivityModel {
  private static final int SUNLIT = 0;
  private static final int CLUMPING = BiomeTable.COLUMNS;
  private static final int SHADED = BiomeTable.COLUMNS + 1;
  private static final double SHADED_GAIN = 3.61;
  private static final double SHADED_GAIN_SPREAD = 0.49;
  private static final double CLUMPING_SPREAD = 0.1;
  private static final double COS_LEAF_ANGLE = 0.5;
  private static final double LOWEST_COS_ZENITH = 0.05;
  private static final double LEAST_LAI = 0.01;

  private static final String EPS_SOURCE =
      "MOD17 table; ratio of shaded to sunlit Zhou et al. 2016";
  private static final List<ProductivityParameter> PARAMETERS =
      List.of(
          new ProductivityParameter("eps_sunlit", "gC MJ-1", 0.02, 8, EPS_SOURCE),
          new ProductivityParameter("tmin_min", "degC", -25, 5, BiomeTable.SOURCE),
          new ProductivityParameter("tmin_max", "degC", 6, 30, BiomeTable.SOURCE),
          new ProductivityParameter("vpd_min", "Pa", 0, 1500, BiomeTable.SOURCE),
          new ProductivityParameter("vpd_max", "Pa", 1600, 9000, BiomeTable.SOURCE),
          new ProductivityParameter("clumping", "1", 0.4, 1, "He et al. 2013"),
          new ProductivityParameter("eps_shaded", "gC MJ-1", 0.05, 30, EPS_SOURCE));

  private final Mod17Model bigLeaf = new Mod17Model();

  @Override
  public String name() {
    return "two_leaf";
  }

  @Override
  public Set<ProductivityDriver> requiredDrivers() {
    return Set.of(
        ProductivityDriver.PAR,
        ProductivityDriver.DIFFUSE_FRACTION,
        ProductivityDriver.LAI,
        ProductivityDriver.COS_SOLAR_ZENITH,
        ProductivityDriver.MINIMUM_TEMPERATURE,
        ProductivityDriver.VPD);
  }

  @Override
  public List<ProductivityParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double[] defaults(Biome biome) {
    double[] values = extended(bigLeaf.defaults(biome));
    values[CLUMPING] = clumping(biome);
    double[] absorbed = new double[2];
    absorbed(1, 0.5, 3, Math.sqrt(0.5), values[CLUMPING], absorbed);
    double bigLeafAbsorbed = absorbed[0] + absorbed[1];
    double gain = bigLeafAbsorbed / (absorbed[0] + SHADED_GAIN * absorbed[1]);
    values[SUNLIT] *= gain;
    values[SHADED] = values[SUNLIT] * SHADED_GAIN;
    return values;
  }

  @Override
  public double[] spread(Biome biome) {
    double[] values = extended(bigLeaf.spread(biome));
    double[] middle = defaults(biome);
    double relative =
        BiomeTable.spread(biome, BiomeTable.EPS_MAX) / BiomeTable.value(biome, BiomeTable.EPS_MAX);
    values[SUNLIT] = middle[SUNLIT] * relative;
    values[SHADED] = middle[SHADED] * Math.hypot(relative, SHADED_GAIN_SPREAD / SHADED_GAIN);
    values[CLUMPING] = CLUMPING_SPREAD;
    return values;
  }

  private static double[] extended(double[] mod17) {
    return Arrays.copyOf(mod17, SHADED + 1);
  }

  private static double clumping(Biome biome) {
    return switch (biome) {
      case EVERGREEN_NEEDLELEAF_FOREST, DECIDUOUS_NEEDLELEAF_FOREST -> 0.6;
      case MIXED_FOREST -> 0.7;
      case GRASSLAND, CROPLAND -> 0.9;
      default -> 0.8;
    };
  }

  /** Light absorbed by sunlit and by shaded leaves, in the unit of PAR. */
  static void absorbed(
      double par,
      double diffuseFraction,
      double lai,
      double cosine,
      double clumping,
      double[] out) {
    double l = Math.max(LEAST_LAI, lai);
    double cosZenith = Math.max(LOWEST_COS_ZENITH, cosine);
    double sunlit = Math.min(l, 2 * cosZenith * (1 - Math.exp(-0.5 * clumping * l / cosZenith)));
    double diffuse = par * diffuseFraction;
    double direct = par - diffuse;
    double below = diffuse * Math.exp(-0.5 * clumping * l / (0.537 + 0.025 * l));
    double scattered = 0.07 * clumping * direct * Math.max(0, 1.1 - 0.1 * l) * Math.exp(-cosZenith);
    double perLeaf = (diffuse - below) / l + scattered;
    out[0] = (direct * COS_LEAF_ANGLE / cosZenith + perLeaf) * sunlit;
    out[1] = perLeaf * (l - sunlit);
  }

  @Override
  public void gpp(ProductivityDrivers drivers, int from, int to, double[] parameters, float[] gpp) {
    float[] par = drivers.get(ProductivityDriver.PAR);
    float[] diffuse = drivers.get(ProductivityDriver.DIFFUSE_FRACTION);
    float[] lai = drivers.get(ProductivityDriver.LAI);
    float[] cosZenith = drivers.get(ProductivityDriver.COS_SOLAR_ZENITH);
    float[] minimumK = drivers.get(ProductivityDriver.MINIMUM_TEMPERATURE);
    float[] vpd = drivers.get(ProductivityDriver.VPD);
    double sunlit = LightUnits.molPerMol(parameters[SUNLIT]);
    double shaded = LightUnits.molPerMol(parameters[SHADED]);
    double coldK = parameters[BiomeTable.TMIN_MIN_C] + ZERO_CELSIUS_K;
    double perK = 1 / (parameters[BiomeTable.TMIN_MAX_C] - parameters[BiomeTable.TMIN_MIN_C]);
    double dry = parameters[BiomeTable.VPD_MAX_PA];
    double perPa = 1 / (dry - parameters[BiomeTable.VPD_MIN_PA]);
    double[] absorbed = new double[2];
    for (int i = from; i < to; i++) {
      double warm = Math.min(1, Math.max(0, (minimumK[i] - coldK) * perK));
      double moist = Math.min(1, Math.max(0, (dry - vpd[i]) * perPa));
      absorbed(
          Math.max(0, par[i]), diffuse[i], lai[i], cosZenith[i], parameters[CLUMPING], absorbed);
      gpp[i] = (float) ((sunlit * absorbed[0] + shaded * absorbed[1]) * warm * moist);
    }
  }
}
