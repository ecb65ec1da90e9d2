package org.kokyu.retrieval.forward;

import java.util.Arrays;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.physics.PhysicalConstants;

/**
 * The sublayers of one atmosphere: what does not change while a retrieval iterates.
 *
 * <p>Per sublayer: mean pressure p̄ = (p₁ + p₂)/2, temperature and mole fractions averaged over the
 * sublayer's mass, the temperatures at its bounds of the line in p that fits best (so that a rough
 * profile is not sampled at chance levels), air mass Δp/g with gravity at the sublayer's height,
 * slant factor. Heights follow from the hypsometric equation for the given temperature and water
 * and stay as they are when the state changes.
 *
 * <p>Index 0 nearest the surface. Immutable; the arrays are shared within the package.
 */
public final class AirColumn {
  private static final Gas[] GASES = Gas.values();

  /**
   * Points of a sublayer at which profiles are read: analyses have levels closer than sublayers.
   */
  private static final int POINTS = 8;

  final LayerGrid grid;
  final double[] pressurePa;
  final double[] temperatureK;
  final double[] temperatureBottomK;
  final double[] temperatureTopK;
  final double[] airMass;
  final double[] slantFactor;
  private final double[][] dryMoleFraction = new double[GASES.length][];

  private AirColumn(LayerGrid grid, int n) {
    this.grid = grid;
    pressurePa = new double[n];
    temperatureK = new double[n];
    temperatureBottomK = new double[n];
    temperatureTopK = new double[n];
    airMass = new double[n];
    slantFactor = new double[n];
    for (int g = 0; g < GASES.length; g++) {
      dryMoleFraction[g] = new double[n];
    }
  }

  /**
   * @param latitudeDeg of the footprint, for gravity
   */
  public static AirColumn of(
      LayerGrid grid, Atmosphere atmosphere, ViewingGeometry geometry, double latitudeDeg) {
    AirColumn c = new AirColumn(grid, grid.sublayers());
    double surfaceAltitude = ViewingGeometry.standardAltitude(grid.surfacePressurePa());
    double height = 0;
    for (int i = 0; i < grid.sublayers(); i++) {
      double bottom = grid.sublayerBoundPa(i);
      double top = grid.sublayerBoundPa(i + 1);
      c.average(i, bottom, top, atmosphere);
      double wet = wetFraction(c.dryMoleFraction[Gas.H2O.ordinal()][i]);
      double gravity = ViewingGeometry.gravity(latitudeDeg, surfaceAltitude + height);
      double thickness = ViewingGeometry.thickness(bottom, top, c.temperatureK[i], wet, gravity);
      gravity = ViewingGeometry.gravity(latitudeDeg, surfaceAltitude + height + 0.5 * thickness);
      c.airMass[i] = (bottom - top) / gravity;
      c.slantFactor[i] = geometry.slantFactor(height + 0.5 * thickness);
      height += thickness;
    }
    return c;
  }

  /** Means over the mass of a sublayer, and the line in p that fits its temperature best. */
  private void average(int i, double bottom, double top, Atmosphere atmosphere) {
    double mean = 0.5 * (bottom + top);
    double t = 0;
    double tByP = 0;
    double pp = 0;
    double wet = 0;
    for (int k = 0; k < POINTS; k++) {
      double p = bottom + (k + 0.5) / POINTS * (top - bottom);
      double value = atmosphere.temperatureK().at(p);
      t += value / POINTS;
      tByP += value * (p - mean);
      pp += (p - mean) * (p - mean);
      wet += Math.exp(atmosphere.lnWater().at(p)) / POINTS;
      for (Gas gas : GASES) {
        Profile profile = atmosphere.dryGases().get(gas);
        if (profile != null) {
          dryMoleFraction[gas.ordinal()][i] += profile.at(p) / POINTS;
        }
      }
    }
    dryMoleFraction[Gas.H2O.ordinal()][i] = wet / (1 - wet);
    pressurePa[i] = mean;
    temperatureK[i] = t;
    temperatureBottomK[i] = t + tByP / pp * (bottom - mean);
    temperatureTopK[i] = t + tByP / pp * (top - mean);
  }

  private static double wetFraction(double ratio) {
    return ratio / (1 + ratio);
  }

  public LayerGrid grid() {
    return grid;
  }

  /** Mean dry mole fraction of a gas in a sublayer [mol mol-1]. */
  public double dryMoleFraction(Gas gas, int sublayer) {
    return dryMoleFraction[gas.ordinal()][sublayer];
  }

  /** Mean temperature of a sublayer [K]. */
  public double temperatureK(int sublayer) {
    return temperatureK[sublayer];
  }

  /** Temperature of the fitted line at the lower bound of a sublayer [K]. */
  public double temperatureBottomK(int sublayer) {
    return temperatureBottomK[sublayer];
  }

  /** Temperature of the fitted line at the upper bound of a sublayer [K]. */
  public double temperatureTopK(int sublayer) {
    return temperatureTopK[sublayer];
  }

  /** Mean pressure of a sublayer [Pa]. */
  public double pressurePa(int sublayer) {
    return pressurePa[sublayer];
  }

  /** Air of a sublayer, wet [kg m-2]. */
  public double airMass(int sublayer) {
    return airMass[sublayer];
  }

  /** Slant over vertical path of a sublayer. */
  public double slantFactor(int sublayer) {
    return slantFactor[sublayer];
  }

  /** Dry air of a sublayer [mol m-2]. */
  public double dryAir(int sublayer) {
    double h = dryMoleFraction[Gas.H2O.ordinal()][sublayer];
    return airMass[sublayer]
        / (PhysicalConstants.MOLAR_MASS_DRY_AIR + h * PhysicalConstants.MOLAR_MASS_WATER);
  }

  /** Dry air per product layer [mol m-2], 0 below the surface. */
  public double[] dryAirOfLayers() {
    double[] sum = new double[LayerGrid.LAYERS];
    for (int i = 0; i < grid.productSublayers(); i++) {
      sum[grid.layerOf(i)] += dryAir(i);
    }
    return sum;
  }

  /** Layer means of a gas weighted by dry-air mass [mol mol-1], NaN below the surface. */
  public double[] layerMean(Gas gas) {
    double[] sum = new double[LayerGrid.LAYERS];
    for (int i = 0; i < grid.productSublayers(); i++) {
      sum[grid.layerOf(i)] += dryAir(i) * dryMoleFraction(gas, i);
    }
    return overDryAir(sum);
  }

  /** Layer means of temperature weighted by dry-air mass [K], NaN below the surface. */
  public double[] layerMeanTemperature() {
    double[] sum = new double[LayerGrid.LAYERS];
    for (int i = 0; i < grid.productSublayers(); i++) {
      sum[grid.layerOf(i)] += dryAir(i) * temperatureK[i];
    }
    return overDryAir(sum);
  }

  private double[] overDryAir(double[] sum) {
    double[] dry = dryAirOfLayers();
    double[] mean = new double[LayerGrid.LAYERS];
    Arrays.setAll(mean, i -> dry[i] > 0 ? sum[i] / dry[i] : Double.NaN);
    return mean;
  }
}
