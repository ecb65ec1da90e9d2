package org.kokyu.land.gpp;

import static org.kokyu.core.physics.PhysicalConstants.ZERO_CELSIUS_K;

import java.util.List;
import java.util.Set;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.PhotosyntheticAcclimation;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.port.ProductivityParameter;

/**
 * The P-model at sub-daily steps: optimality theory with capacities that acclimate to noon.
 *
 * <p>GPP = min(A_c, A_j); A_c = Vc (ci − Γ*)/(ci + K), A_j = J/4 (ci − Γ*)/(ci + 2Γ*), J = I/√(1 +
 * (I/Jm)²), I = 4 φ(T) fAPAR PAR; ci = (ξ ca + Γ* √D)/(ξ + √D); Vc and Jm from the acclimated Vc25,
 * Jm25 by Arrhenius factors (65 330 and 43 900 J mol-1). Noon optimum: ξ = √(β(K + Γ*)/(1.6 η*)),
 * Vc = φ I' mj/mc √(1 − (c/mj)^⅔), Jm = 4 φ I' √(mj^⅔/c^⅔ − 1) with I' = fAPAR PAR, mj = (ci −
 * Γ*)/(ci + 2Γ*), mc = (ci − Γ*)/(ci + K). φ(T) = φ_0 (0.352 + 0.022 T − 0.00034 T²), T [°C]; K, Γ*
 * Bernacchi et al. 2001; η* viscosity of water over that at 25 °C (Vogel's equation). Pressures in
 * Pa. The results are in proportion to φ_0.
 *
 * <p>Source: Mengoli et al. 2022, J. Adv. Model. Earth Syst. 14, e2021MS002767; Stocker et al.
 * 2020, Geosci. Model Dev. 13, 1545 (β = 146, c = 0.41). Capacities move a fifteenth of the way per
 * day. Valid for C3 plants above freezing; φ is zero below about −13 °C. Thread-safe.
 */
public final class PModel implements ProductivityModel, PhotosyntheticAcclimation {
  private static final int PHI_0 = 0;
  private static final int BETA = 1;
  private static final int COST = 2;
  private static final int MEMORY = 3;
  private static final double REFERENCE_K = 298.15;
  private static final double VC_ENERGY = 65_330;
  private static final double JM_ENERGY = 43_900;
  private static final double STANDARD_PRESSURE_PA = 101_325;
  private static final double OXYGEN = 0.209476;
  private static final double VISCOSITY_25 = logViscosity(REFERENCE_K);
  private static final String SOURCE = "Mengoli et al. 2022, Stocker et al. 2020";

  private static final List<ProductivityParameter> PARAMETERS =
      List.of(
          new ProductivityParameter("phi_0", "mol mol-1", 0.005, 0.5, SOURCE),
          new ProductivityParameter("beta", "1", 146, 146, SOURCE),
          new ProductivityParameter("cost", "1", 0.41, 0.41, SOURCE),
          new ProductivityParameter("memory", "d-1", 1.0 / 15, 1.0 / 15, SOURCE));

  @Override
  public String name() {
    return "pmodel";
  }

  @Override
  public Set<ProductivityDriver> requiredDrivers() {
    return Set.of(
        ProductivityDriver.PAR,
        ProductivityDriver.FAPAR,
        ProductivityDriver.AIR_TEMPERATURE,
        ProductivityDriver.VPD,
        ProductivityDriver.CO2,
        ProductivityDriver.PRESSURE,
        ProductivityDriver.ACCLIMATED_VCMAX25,
        ProductivityDriver.ACCLIMATED_JMAX25,
        ProductivityDriver.ACCLIMATED_XI);
  }

  @Override
  public List<ProductivityParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double[] defaults(Biome biome) {
    return new double[] {1.0 / 8, 146, 0.41, 1.0 / 15};
  }

  /**
   * φ_0: half the distance between 1/8 and the 0.085 that Stocker et al. 2020 fitted; β: its
   * uncertainty in the same paper; the others count as given.
   */
  @Override
  public double[] spread(Biome biome) {
    return new double[] {0.02, 2.7, 1e-3, 1e-3};
  }

  @Override
  public double memory(double[] parameters) {
    return parameters[MEMORY];
  }

  private static double arrhenius(double kelvin, double energy) {
    return Math.exp(
        energy * (kelvin - REFERENCE_K) / (REFERENCE_K * PhysicalConstants.GAS_CONSTANT * kelvin));
  }

  private static double compensationPa(double kelvin, double pressurePa) {
    return 4.332 * pressurePa / STANDARD_PRESSURE_PA * arrhenius(kelvin, 37_830);
  }

  private static double michaelisPa(double kelvin, double pressurePa) {
    double carbon = 39.97 * arrhenius(kelvin, 79_430);
    double oxygen = 27_480 * arrhenius(kelvin, 36_380);
    return carbon * (1 + OXYGEN * pressurePa / oxygen);
  }

  private static double logViscosity(double kelvin) {
    return -3.7188 + 578.919 / (kelvin - 137.546);
  }

  /** Temperature dependence of the quantum yield, Bernacchi et al. 2003. */
  private static double yieldFactor(double kelvin) {
    double celsius = kelvin - ZERO_CELSIUS_K;
    return Math.max(0, 0.352 + 0.022 * celsius - 0.00034 * celsius * celsius);
  }

  @Override
  public void optimum(
      ProductivityDrivers noon,
      int from,
      int to,
      double[] parameters,
      float[] vcmax25,
      float[] jmax25,
      float[] xi) {
    float[] par = noon.get(ProductivityDriver.PAR);
    float[] fapar = noon.get(ProductivityDriver.FAPAR);
    float[] airK = noon.get(ProductivityDriver.AIR_TEMPERATURE);
    float[] vpd = noon.get(ProductivityDriver.VPD);
    float[] co2 = noon.get(ProductivityDriver.CO2);
    float[] pressure = noon.get(ProductivityDriver.PRESSURE);
    double costPower = Math.pow(parameters[COST], 2.0 / 3);
    for (int i = from; i < to; i++) {
      double kelvin = airK[i];
      double gamma = compensationPa(kelvin, pressure[i]);
      double k = michaelisPa(kelvin, pressure[i]);
      double viscosity = Math.exp(logViscosity(kelvin) - VISCOSITY_25);
      double sensitivity = Math.sqrt(parameters[BETA] * (k + gamma) / (1.6 * viscosity));
      double root = Math.sqrt(Math.max(0, vpd[i]));
      double ca = co2[i] * 1e-6 * pressure[i];
      double ci = (sensitivity * ca + gamma * root) / (sensitivity + root);
      double mj = (ci - gamma) / (ci + 2 * gamma);
      double mc = (ci - gamma) / (ci + k);
      double gain = Math.pow(mj, 2.0 / 3) / costPower;
      double light =
          parameters[PHI_0] * yieldFactor(kelvin) * Math.max(0, fapar[i]) * Math.max(0, par[i]);
      double vc = light * mj / mc * Math.sqrt(Math.max(0, 1 - 1 / gain));
      double jm = 4 * light * Math.sqrt(Math.max(0, gain - 1));
      vcmax25[i] = (float) (vc / arrhenius(kelvin, VC_ENERGY));
      jmax25[i] = (float) (jm / arrhenius(kelvin, JM_ENERGY));
      xi[i] = (float) sensitivity;
    }
  }

  @Override
  public void gpp(ProductivityDrivers drivers, int from, int to, double[] parameters, float[] gpp) {
    float[] par = drivers.get(ProductivityDriver.PAR);
    float[] fapar = drivers.get(ProductivityDriver.FAPAR);
    float[] airK = drivers.get(ProductivityDriver.AIR_TEMPERATURE);
    float[] vpd = drivers.get(ProductivityDriver.VPD);
    float[] co2 = drivers.get(ProductivityDriver.CO2);
    float[] pressure = drivers.get(ProductivityDriver.PRESSURE);
    float[] vcmax25 = drivers.get(ProductivityDriver.ACCLIMATED_VCMAX25);
    float[] jmax25 = drivers.get(ProductivityDriver.ACCLIMATED_JMAX25);
    float[] xi = drivers.get(ProductivityDriver.ACCLIMATED_XI);
    for (int i = from; i < to; i++) {
      double kelvin = airK[i];
      double gamma = compensationPa(kelvin, pressure[i]);
      double k = michaelisPa(kelvin, pressure[i]);
      double root = Math.sqrt(Math.max(0, vpd[i]));
      double ca = co2[i] * 1e-6 * pressure[i];
      double ci = (xi[i] * ca + gamma * root) / (xi[i] + root);
      double carboxylation = vcmax25[i] * arrhenius(kelvin, VC_ENERGY) * (ci - gamma) / (ci + k);
      double light =
          4 * parameters[PHI_0] * yieldFactor(kelvin) * Math.max(0, fapar[i]) * Math.max(0, par[i]);
      double jm = jmax25[i] * arrhenius(kelvin, JM_ENERGY);
      double transport = jm == 0 ? 0 : light / Math.sqrt(1 + light / jm * (light / jm));
      double electron = transport / 4 * (ci - gamma) / (ci + 2 * gamma);
      gpp[i] = (float) Math.min(carboxylation, electron);
    }
  }
}
