package org.kokyu.retrieval.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.kokyu.core.physics.Gravity;
import org.kokyu.core.physics.PhysicalConstants;

/**
 * The layers between the levels of an atmosphere, with a mean state for each gas (Curtis–Godson).
 *
 * <p>Within a layer between p₁ &gt; p₂, temperature is linear in ln p and a mole fraction is v₁
 * (p/p₁)^b. With L = ln(p₁/p₂) and s = 1 + b, the amount is u = U |z₂ − z₁| / (R ⟨T⟩ L), U = (p₁v₁
 * − p₂v₂)/s, ⟨T⟩ = (T₁ + T₂)/2; weighted with the amount, pressure is (p₁²v₁ − p₂²v₂)/((1 + s) U),
 * partial pressure (p₁v₁ + p₂v₂)/2, temperature T₂ + (T₁ − T₂)[1/(1 − e^(−sL)) − 1/(sL)].
 *
 * <p>Heights as given, or hydrostatic: wet air, gravity at the latitude and height, the surface at
 * its height in the International Standard Atmosphere. Layer 0 nearest the surface. Immutable.
 *
 * <p>Sources: Godson (1953), Q. J. R. Meteorol. Soc. 79, 367; the closed form follows by
 * integration.
 */
public final class CurtisGodsonLayers {

  /**
   * One gas in one layer.
   *
   * @param columnPerCm2 vertical amount [molecules cm-2]
   * @param pressurePa mean pressure [Pa]
   * @param temperatureK mean temperature [K]
   * @param moleFraction mean partial pressure over mean pressure
   */
  public record GasPath(
      double columnPerCm2, double pressurePa, double temperatureK, double moleFraction) {}

  private final double[] altitudeM;
  private final Map<String, GasPath[]> paths = new HashMap<>();

  /**
   * @param species those of the atmosphere that are wanted
   * @param latitudeDeg for gravity, where the atmosphere has no altitudes
   */
  public CurtisGodsonLayers(LevelAtmosphere a, Set<String> species, double latitudeDeg) {
    altitudeM = a.altitudeM().map(double[]::clone).orElseGet(() -> hydrostatic(a, latitudeDeg));
    for (String s : species) {
      double[] v = a.wetMoleFraction().get(s);
      if (v == null) {
        continue;
      }
      GasPath[] path = new GasPath[a.layers()];
      for (int i = 0; i < path.length; i++) {
        path[i] = path(a, v, i);
      }
      paths.put(s, path);
    }
  }

  private GasPath path(LevelAtmosphere a, double[] v, int i) {
    double p1 = a.pressurePa()[i];
    double p2 = a.pressurePa()[i + 1];
    double t1 = a.temperatureK()[i];
    double t2 = a.temperatureK()[i + 1];
    double length = Math.log(p1 / p2);
    // a power law cannot reach zero: there the smallest fraction stands for it
    double v1 = Math.max(v[i], Double.MIN_NORMAL);
    double v2 = Math.max(v[i + 1], Double.MIN_NORMAL);
    double sl = length + Math.log(v1 / v2);
    double integral = p1 * v1 * length * meanDecay(sl);
    double perVolume =
        (altitudeM[i + 1] - altitudeM[i])
            / (PhysicalConstants.GAS_CONSTANT * 0.5 * (t1 + t2) * length);
    double column = integral * perVolume * PhysicalConstants.AVOGADRO * 1e-4;
    double pressure = p1 * p1 * v1 * length * meanDecay(sl + length) / integral;
    double partial = 0.5 * (p1 * v1 + p2 * v2);
    double temperature = t2 + (t1 - t2) * lowerShare(sl);
    return new GasPath(column, pressure, temperature, partial / pressure);
  }

  /** (1 − e^(−x))/x. */
  private static double meanDecay(double x) {
    return Math.abs(x) < 1e-8 ? 1 - 0.5 * x : -Math.expm1(-x) / x;
  }

  /** 1/(1 − e^(−x)) − 1/x: centre of mass of e^(xf) on 0 … 1. */
  private static double lowerShare(double x) {
    return Math.abs(x) < 1e-3 ? 0.5 + x / 12 : -1 / Math.expm1(-x) - 1 / x;
  }

  private static double[] hydrostatic(LevelAtmosphere a, double latitudeDeg) {
    double[] z = new double[a.levels()];
    double[] water = a.wetMoleFraction().get("h2o");
    z[0] = 44330.77 * (1 - Math.pow(a.pressurePa()[0] / 101325.0, 0.190263));
    for (int i = 0; i < a.layers(); i++) {
      double q = water == null ? 0 : 0.5 * (water[i] + water[i + 1]);
      double molarMass =
          (1 - q) * PhysicalConstants.MOLAR_MASS_DRY_AIR + q * PhysicalConstants.MOLAR_MASS_WATER;
      double rt =
          PhysicalConstants.GAS_CONSTANT
              * 0.5
              * (a.temperatureK()[i] + a.temperatureK()[i + 1])
              * Math.log(a.pressurePa()[i] / a.pressurePa()[i + 1]);
      double thickness = rt / (molarMass * Gravity.at(latitudeDeg, z[i]));
      for (int k = 0; k < 3; k++) {
        thickness = rt / (molarMass * Gravity.at(latitudeDeg, z[i] + 0.5 * thickness));
      }
      z[i + 1] = z[i] + thickness;
    }
    return z;
  }

  public int layers() {
    return altitudeM.length - 1;
  }

  /** Altitude of a level above sea level [m]. */
  public double altitudeM(int level) {
    return altitudeM[level];
  }

  /** Species of the layers. */
  public Set<String> species() {
    return Set.copyOf(paths.keySet());
  }

  public GasPath path(String species, int layer) {
    return paths.get(species)[layer];
  }

  /**
   * Slant over vertical path of every layer along a straight line without refraction.
   *
   * @param zenithDeg at the surface, 0 to below 90
   * @param spherical whether the layers are shells of a sphere or plane
   */
  public double[] slantFactors(double zenithDeg, boolean spherical) {
    double[] slant = new double[layers()];
    double sine = Math.sin(Math.toRadians(zenithDeg));
    double tangent = (Gravity.EARTH_RADIUS_M + altitudeM[0]) * sine;
    for (int i = 0; i < slant.length; i++) {
      if (spherical) {
        double r1 = Gravity.EARTH_RADIUS_M + altitudeM[i];
        double r2 = Gravity.EARTH_RADIUS_M + altitudeM[i + 1];
        // (x2 - x1)/(r2 - r1) with x = sqrt(r^2 - tangent^2), written without cancellation
        double x1 = Math.sqrt((r1 - tangent) * (r1 + tangent));
        double x2 = Math.sqrt((r2 - tangent) * (r2 + tangent));
        slant[i] = (r1 + r2) / (x1 + x2);
      } else {
        slant[i] = 1 / Math.cos(Math.toRadians(zenithDeg));
      }
    }
    return slant;
  }
}
