package org.kokyu.retrieval.forward;

import java.util.Arrays;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.physics.PhysicalConstants;

/**
 * The sublayers of one atmosphere: what does not change while a retrieval iterates.
 *
 * <p>Per sublayer: mean pressure p̄ = (p₁ + p₂)/2, temperature at p̄ and at both bounds, mole
 * fractions averaged over the sublayer's mass by Simpson's rule, air mass Δp/g with gravity at the
 * sublayer's height, slant factor. Heights follow from the hypsometric equation for the given
 * temperature and water and stay as they are when the state changes.
 *
 * <p>Index 0 nearest the surface. Immutable; the arrays are shared within the package.
 */
public final class AirColumn {
  private static final Gas[] GASES = Gas.values();

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
      double mean = 0.5 * (bottom + top);
      Profile t = atmosphere.temperatureK();
      c.pressurePa[i] = mean;
      c.temperatureK[i] = t.at(mean);
      c.temperatureBottomK[i] = t.at(bottom);
      c.temperatureTopK[i] = t.at(top);
      double wet =
          simpson(water(atmosphere, bottom), water(atmosphere, mean), water(atmosphere, top));
      c.dryMoleFraction[Gas.H2O.ordinal()][i] = wet / (1 - wet);
      for (Gas gas : GASES) {
        Profile p = atmosphere.dryGases().get(gas);
        if (p != null) {
          c.dryMoleFraction[gas.ordinal()][i] = simpson(p.at(bottom), p.at(mean), p.at(top));
        }
      }
      double gravity = ViewingGeometry.gravity(latitudeDeg, surfaceAltitude + height);
      double thickness = ViewingGeometry.thickness(bottom, top, c.temperatureK[i], wet, gravity);
      gravity = ViewingGeometry.gravity(latitudeDeg, surfaceAltitude + height + 0.5 * thickness);
      c.airMass[i] = (bottom - top) / gravity;
      c.slantFactor[i] = geometry.slantFactor(height + 0.5 * thickness);
      height += thickness;
    }
    return c;
  }

  private static double simpson(double a, double mid, double b) {
    return (a + 4 * mid + b) / 6;
  }

  private static double water(Atmosphere atmosphere, double p) {
    return Math.exp(atmosphere.lnWater().at(p));
  }

  public LayerGrid grid() {
    return grid;
  }

  /** Mean dry mole fraction of a gas in a sublayer [mol mol-1]. */
  public double dryMoleFraction(Gas gas, int sublayer) {
    return dryMoleFraction[gas.ordinal()][sublayer];
  }

  /** Temperature at the mean pressure of a sublayer [K]. */
  public double temperatureK(int sublayer) {
    return temperatureK[sublayer];
  }

  /** Temperature at the lower bound of a sublayer [K]. */
  public double temperatureBottomK(int sublayer) {
    return temperatureBottomK[sublayer];
  }

  /** Temperature at the upper bound of a sublayer [K]. */
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
    for (int i = 0; i < pressurePa.length; i++) {
      sum[grid.layerOf(i)] += dryAir(i);
    }
    return sum;
  }

  /** Layer means of a gas weighted by dry-air mass [mol mol-1], NaN below the surface. */
  public double[] layerMean(Gas gas) {
    double[] sum = new double[LayerGrid.LAYERS];
    for (int i = 0; i < pressurePa.length; i++) {
      sum[grid.layerOf(i)] += dryAir(i) * dryMoleFraction(gas, i);
    }
    return overDryAir(sum);
  }

  /** Layer means of temperature weighted by dry-air mass [K], NaN below the surface. */
  public double[] layerMeanTemperature() {
    double[] sum = new double[LayerGrid.LAYERS];
    for (int i = 0; i < pressurePa.length; i++) {
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
