package org.kokyu.core.physics;

/**
 * Exact constants of the SI (CODATA 2018) and what follows from them.
 *
 * <p>Sensor calibration uses the constants in the sensor's own files, not these.
 */
public final class PhysicalConstants {
  /** Planck constant [J s]. */
  public static final double PLANCK = 6.62607015e-34;

  /** Speed of light [m s-1]. */
  public static final double LIGHT_SPEED = 299792458.0;

  /** Boltzmann constant [J K-1]. */
  public static final double BOLTZMANN = 1.380649e-23;

  /** Avogadro constant [mol-1]. */
  public static final double AVOGADRO = 6.02214076e23;

  /** Molar gas constant [J mol-1 K-1]. */
  public static final double GAS_CONSTANT = BOLTZMANN * AVOGADRO;

  /** First radiation constant for wavenumbers, 2hc² [W m-2 sr-1 (cm-1)-4]. */
  public static final double C1 = 2.0 * PLANCK * LIGHT_SPEED * LIGHT_SPEED * 1e8;

  /** Second radiation constant, hc/k [K (cm-1)-1]. */
  public static final double C2 = PLANCK * LIGHT_SPEED / BOLTZMANN * 100.0;

  /** Stefan-Boltzmann constant [W m-2 K-4]. */
  public static final double STEFAN_BOLTZMANN = 5.670374419e-8;

  /** Standard acceleration of gravity [m s-2]. */
  public static final double STANDARD_GRAVITY = 9.80665;

  /**
   * Molar mass of dry air [kg mol-1]; 0.0289647 after Picard et al. 2008 with about 400 ppm CO2.
   */
  public static final double MOLAR_MASS_DRY_AIR = 0.0289647;

  /** Molar mass of water [kg mol-1]. */
  public static final double MOLAR_MASS_WATER = 0.01801528;

  /** Molar mass of carbon [kg mol-1], standard atomic weight. */
  public static final double MOLAR_MASS_CARBON = 0.012011;

  /** 0 °C [K]. */
  public static final double ZERO_CELSIUS_K = 273.15;

  private PhysicalConstants() {}
}
