package org.kokyu.simulation.sounding;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.retrieval.forward.TraceClimatology;
import org.kokyu.simulation.imager.SyntheticEarth;
import org.kokyu.simulation.sounding.truth.SoundingScene;

/**
 * Draws the truth under a sounding on the synthetic earth.
 *
 * <p>Air: surface temperature and column water of {@link SyntheticEarth}; lapse rate 6.3 K/km up to
 * a tropopause at 100 hPa over warm and 280 hPa over cold air, then 0.6 · ln-linear warming to 255
 * K at 1 hPa; water falls with a scale height of 2 km to 4 ppm. Disturbances: temperature 1.5 K,
 * water 20 %. Gases: CO2 424 ppm, CH4 1.92 ppm, N2O 338 ppb in the troposphere (global means of
 * 2024, NOAA GML, rounded), falling with p above the tropopause by powers 0.006, 0.22 and 0.35,
 * times exp(d) with d of 2, 4 and 1.5 %. All disturbances are Gaussian with correlation
 * exp(−|Δz|/L), L 5 km for gases, 4 km for temperature, 2 km for water. Forecast errors:
 * temperature 0.8 K and 3 km, water 20 % and 2 km, skin 1.5 K. Terrain-free: surface pressure 1000
 * … 1020 hPa.
 */
final class AtmosphereGenerator {
  private static final int LEVELS = 90;
  private static final double TOP_PA = 5;
  private static final double LAPSE_K_PER_M = 6.3e-3;
  private static final double GAS_CONSTANT_OVER_G = 29.27;
  private static final double KG_PER_M2_TO_RATIO = 9.80665 * 28.9647 / 18.01528;

  private final SyntheticEarth earth;

  AtmosphereGenerator(SyntheticEarth earth) {
    this.earth = earth;
  }

  SoundingScene draw(
      Instant time,
      double latitude,
      double longitude,
      double zenith,
      double cloudTopPa,
      Random random) {
    SyntheticEarth.Weather weather = earth.weather(latitude, longitude, time);
    boolean land = earth.isLand(latitude, longitude);
    double surfacePa = 100000 + 2000 * random.nextDouble();
    double[] p = new double[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      p[i] = surfacePa * Math.pow(TOP_PA / surfacePa, i / (LEVELS - 1.0));
    }
    double[] t = temperature(p, weather.airTemperatureK(), correlated(p, 1.5, 4, random));
    double[] q = water(p, weather.waterKgM2(), correlated(p, 0.2, 2, random));
    double[] forecastT = plus(t, correlated(p, 0.8, 3, random));
    double[] forecastQ = times(q, correlated(p, 0.2, 2, random));
    double skin = land ? weather.landTemperatureK() : weather.seaTemperatureK();
    double base = land ? 0.965 + 0.02 * earth.vegetation(latitude, longitude) : 0.987;
    return new SoundingScene(
        time,
        latitude,
        longitude,
        zenith,
        land,
        cloudTopPa,
        surfacePa,
        Profile.of(p, t),
        Profile.of(p, q),
        gases(p, tropopausePa(weather.airTemperatureK()), random),
        skin,
        SurfaceEmissivity.constant(Math.min(0.99, base + 0.004 * random.nextGaussian())),
        Profile.of(p, forecastT),
        Profile.of(p, forecastQ),
        skin + 1.5 * random.nextGaussian());
  }

  private static double tropopausePa(double airK) {
    return 10000 + 18000 * Math.min(1, Math.max(0, (300 - airK) / 60));
  }

  private static double[] temperature(double[] p, double airK, double[] noise) {
    double tropopause = tropopausePa(airK);
    double[] t = new double[p.length];
    double z = 0;
    double coldest = airK;
    for (int i = 0; i < p.length; i++) {
      if (i > 0) {
        z += GAS_CONSTANT_OVER_G * t[i - 1] * Math.log(p[i - 1] / p[i]);
      }
      if (p[i] > tropopause) {
        coldest = Math.max(195, airK - LAPSE_K_PER_M * z);
        t[i] = coldest;
      } else {
        double s = Math.min(1, Math.log(tropopause / p[i]) / Math.log(tropopause / 100));
        t[i] = coldest + (255 - coldest) * Math.pow(s, 1.5);
      }
    }
    return plus(t, noise);
  }

  private static double[] water(double[] p, double columnKgM2, double[] noise) {
    // q = q0 (p/p0)^(8/2): scale height 2 km in an atmosphere of 8 km; column = q0 p0 / (5 g) in
    // mass
    double exponent = 4;
    double q0 = columnKgM2 * (exponent + 1) / p[0] * KG_PER_M2_TO_RATIO;
    double[] q = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      q[i] = Math.min(0.045, Math.max(4e-6, q0 * Math.pow(p[i] / p[0], exponent)));
    }
    return times(q, noise);
  }

  private static Map<Gas, Profile> gases(double[] p, double tropopause, Random random) {
    Map<Gas, Profile> gases = new EnumMap<>(Gas.class);
    gases.put(Gas.CO2, gas(p, 424e-6, tropopause, 0.006, correlated(p, 0.02, 5, random)));
    gases.put(Gas.CH4, gas(p, 1.92e-6, tropopause, 0.22, correlated(p, 0.04, 5, random)));
    gases.put(Gas.N2O, gas(p, 338e-9, tropopause, 0.35, correlated(p, 0.015, 5, random)));
    for (Gas gas : new Gas[] {Gas.O3, Gas.HNO3}) {
      double[] v = new double[p.length];
      for (int i = 0; i < v.length; i++) {
        v[i] = TraceClimatology.of(gas).at(p[i]);
      }
      gases.put(gas, Profile.of(p, times(v, correlated(p, 0.1, 5, random))));
    }
    return gases;
  }

  private static Profile gas(
      double[] p, double value, double tropopause, double power, double[] noise) {
    double[] v = new double[p.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = value * Math.pow(Math.min(1, p[i] / tropopause), power);
    }
    return Profile.of(p, times(v, noise));
  }

  private static double[] plus(double[] a, double[] b) {
    double[] c = new double[a.length];
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] + b[i];
    }
    return c;
  }

  private static double[] times(double[] a, double[] lnFactor) {
    double[] c = new double[a.length];
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] * Math.exp(lnFactor[i]);
    }
    return c;
  }

  /**
   * Markov chain with standard deviation sigma and correlation exp(−|Δz|/length), z = 7 km
   * ln(p₀/p).
   */
  private static double[] correlated(double[] p, double sigma, double lengthKm, Random random) {
    double[] x = new double[p.length];
    x[0] = sigma * random.nextGaussian();
    for (int i = 1; i < p.length; i++) {
      double r = Math.exp(-7 * Math.log(p[i - 1] / p[i]) / lengthKm);
      x[i] = r * x[i - 1] + sigma * Math.sqrt(1 - r * r) * random.nextGaussian();
    }
    return x;
  }
}
