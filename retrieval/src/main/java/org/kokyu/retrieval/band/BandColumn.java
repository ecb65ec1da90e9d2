package org.kokyu.retrieval.band;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.physics.PhysicalConstants;

/**
 * Plane layers of one atmosphere from the surface to 0.05 hPa.
 *
 * <p>Layers of 0.07 in ln p below 100 hPa, 0.25 above. Per layer: mean pressure, temperature there
 * and at the bounds, mole fraction of water averaged by Simpson's rule, molecules per cm² from Δp/g
 * with g = g₀ (R/(R + z))² at the hypsometric height. Index 0 nearest the surface.
 */
final class BandColumn {
  private static final double TOP_PA = 5;
  private static final double EARTH_RADIUS_M = 6.371e6;

  final double[] pressurePa;
  final double[] kelvin;
  final double[] bottomK;
  final double[] topK;
  final double[] wetWater;
  private final Map<Gas, double[]> amount = new EnumMap<>(Gas.class);

  BandColumn(Meteorology met, PriorProfiles gases) {
    double[] bounds = bounds(met.surfacePressurePa());
    int n = bounds.length - 1;
    pressurePa = new double[n];
    kelvin = new double[n];
    bottomK = new double[n];
    topK = new double[n];
    wetWater = new double[n];
    for (Gas gas : Gas.values()) {
      amount.put(gas, new double[n]);
    }
    double height = 0;
    for (int l = 0; l < n; l++) {
      height = layer(met, gases, bounds[l], bounds[l + 1], l, height);
    }
  }

  private static double[] bounds(double surfacePa) {
    List<Double> p = new ArrayList<>();
    p.add(surfacePa);
    double bound = surfacePa;
    while (bound > TOP_PA) {
      bound *= Math.exp(bound > 10_000 ? -0.07 : -0.25);
      p.add(bound);
    }
    return p.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double layer(
      Meteorology met, PriorProfiles gases, double bottom, double top, int l, double height) {
    double mean = 0.5 * (bottom + top);
    Profile t = met.temperatureK();
    Profile water = met.waterVapour();
    pressurePa[l] = mean;
    kelvin[l] = t.at(mean);
    bottomK[l] = t.at(bottom);
    topK[l] = t.at(top);
    double wet = simpson(water, bottom, mean, top);
    wetWater[l] = wet;
    double molarMass =
        (1 - wet) * PhysicalConstants.MOLAR_MASS_DRY_AIR + wet * PhysicalConstants.MOLAR_MASS_WATER;
    double gravity = gravity(height);
    double thickness =
        PhysicalConstants.GAS_CONSTANT * kelvin[l] / (molarMass * gravity) * Math.log(bottom / top);
    gravity = gravity(height + 0.5 * thickness);
    double molecules = (bottom - top) / gravity / molarMass * PhysicalConstants.AVOGADRO * 1e-4;
    double dry = molecules * (1 - wet);
    amount.get(Gas.H2O)[l] = molecules * wet;
    amount.get(Gas.CO2)[l] = dry * simpson(gases.co2(), bottom, mean, top);
    amount.get(Gas.CH4)[l] = dry * simpson(gases.ch4(), bottom, mean, top);
    amount.get(Gas.N2O)[l] = dry * simpson(gases.n2o(), bottom, mean, top);
    if (met.ozone().isPresent()) {
      amount.get(Gas.O3)[l] = dry * simpson(met.ozone().get(), bottom, mean, top);
    }
    return height + thickness;
  }

  private static double simpson(Profile p, double bottom, double mean, double top) {
    return (p.at(bottom) + 4 * p.at(mean) + p.at(top)) / 6;
  }

  private static double gravity(double heightM) {
    double ratio = EARTH_RADIUS_M / (EARTH_RADIUS_M + heightM);
    return PhysicalConstants.STANDARD_GRAVITY * ratio * ratio;
  }

  int layers() {
    return pressurePa.length;
  }

  /** Molecules of a gas in a layer [cm-2]. */
  double amount(Gas gas, int layer) {
    return amount.get(gas)[layer];
  }

  /** Water vapour column [kg m-2]. */
  double waterColumn() {
    double sum = 0;
    for (double a : amount.get(Gas.H2O)) {
      sum += a;
    }
    return sum * 1e4 / PhysicalConstants.AVOGADRO * PhysicalConstants.MOLAR_MASS_WATER;
  }
}
