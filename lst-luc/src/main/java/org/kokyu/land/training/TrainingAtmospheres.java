package org.kokyu.land.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.NamedAtmosphere;
import org.kokyu.core.atmosphere.Profile;

/**
 * Diverse clear atmospheres for training: variants of given ones, and generated ones.
 *
 * <p>Variants of an atmosphere: its water times {@link #WATER_SCALES}, at most saturated to 95 %,
 * and for three of the scales with a correlated disturbance of temperature (1.5 K, 3 km) and water
 * (15 %, 2 km). Generated: surface air 245 … 313 K, lapse rate 5.5 ± 1.2 K/km to a tropopause that
 * is higher over warm air, near-surface inversion or superadiabatic layer of up to 8 K, relative
 * humidity 15 … 95 % at the surface with a random decrease, disturbances as above. Deterministic in
 * the seed.
 */
public final class TrainingAtmospheres {
  /** Factors on the water of a given atmosphere. */
  static final double[] WATER_SCALES = {0.5, 0.7, 0.85, 1.0, 1.2, 1.5};

  private static final int LEVELS = 90;
  private static final double MOST_WATER_KG = 75;
  private static final double HIGHEST_HUMIDITY = 0.95;

  private final Random random;

  public TrainingAtmospheres(long seed) {
    this.random = new Random(seed);
  }

  /** Variants of given atmospheres; the parent's name is kept. */
  public List<NamedAtmosphere> variants(List<NamedAtmosphere> given) {
    List<NamedAtmosphere> all = new ArrayList<>();
    for (NamedAtmosphere a : given) {
      for (double scale : WATER_SCALES) {
        all.add(variant(a, scale, 0));
        if (scale == 0.7 || scale == 1.0 || scale == 1.2) {
          all.add(variant(a, scale, 1));
        }
      }
    }
    return all;
  }

  /** Whether an atmosphere is as given but for 0.7 … 1.5 times its water. */
  static boolean isMild(String name) {
    return !name.endsWith("D") && !name.endsWith("_W050");
  }

  private NamedAtmosphere variant(NamedAtmosphere a, double scale, double disturbance) {
    Meteorology met = a.meteorology();
    double[] p = met.temperatureK().pressures();
    double[] t = met.temperatureK().values();
    double[] q = new double[p.length];
    double[] warm = correlated(p, 1.5, 3);
    double[] moist = correlated(p, 0.15, 2);
    for (int i = 0; i < p.length; i++) {
      t[i] += disturbance * warm[i];
      q[i] = met.waterVapour().at(p[i]);
      double more = q[i] * scale * Math.exp(disturbance * moist[i]);
      // an atmosphere that is above the limit as given stays as it is
      q[i] = Math.min(more, Math.max(q[i], HIGHEST_HUMIDITY * saturation(p[i], t[i])));
    }
    String name = "%s_W%03.0f%s".formatted(a.name(), 100 * scale, disturbance > 0 ? "D" : "");
    return atmosphere(name, a.parent(), p, t, q, met.ozone());
  }

  /** Generated atmospheres, each its own parent. */
  public List<NamedAtmosphere> generated(int count) {
    List<NamedAtmosphere> all = new ArrayList<>();
    while (all.size() < count) {
      NamedAtmosphere a = generate("G%04d".formatted(all.size()));
      if (waterColumnKg(a.meteorology()) <= MOST_WATER_KG) {
        all.add(a);
      }
    }
    return all;
  }

  private double uniform(double a, double b) {
    return a + (b - a) * random.nextDouble();
  }

  private NamedAtmosphere generate(String name) {
    double surfacePa = random.nextInt(4) == 0 ? uniform(60_000, 95_000) : uniform(95_000, 103_500);
    // warm air is more frequent, because there the formula is harder
    double airK = 313 - 68 * Math.pow(random.nextDouble(), 1.5);
    double lapse = Math.max(3, 5.5 + 1.2 * random.nextGaussian());
    double skinLayer = random.nextInt(3) == 0 ? uniform(-8, 4) : 0;
    double tropopausePa = 9500 + 18_000 * Math.min(1, Math.max(0, (300 - airK) / 50));
    double coldest = uniform(190, 220);
    double humidity = uniform(0.15, 0.95);
    double decrease = uniform(0.2, 2.0);
    double[] p = new double[LEVELS];
    double[] t = new double[LEVELS];
    double[] q = new double[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      p[i] = surfacePa * Math.pow(5 / surfacePa, Math.pow(i / (LEVELS - 1.0), 1.3));
    }
    double[] warm = correlated(p, 1.5, 3);
    double[] moist = correlated(p, 0.3, 2);
    for (int i = 0; i < LEVELS; i++) {
      double km = 7.4 * Math.log(surfacePa / p[i]);
      double troposphere = airK - lapse * km + skinLayer * (Math.exp(-km / 0.4) - 1);
      double above = coldest + 9 * Math.max(0, Math.log(tropopausePa / p[i]));
      t[i] = Math.max(troposphere, Math.min(265, above)) + warm[i];
      double rh = humidity * Math.pow(p[i] / surfacePa, decrease) * Math.exp(moist[i]);
      double wet = p[i] > 10_000 ? Math.min(HIGHEST_HUMIDITY, rh) * saturation(p[i], t[i]) : 0;
      q[i] = Math.max(3e-6, wet);
    }
    double[] ozonePa = {surfacePa, 20_000, 10_000, 3000, 1000, 300, 100};
    double[] ozone = {3e-8, 8e-8, 3e-7, 3e-6, 7e-6, 6e-6, 3e-6};
    return atmosphere(name, name, p, t, q, Optional.of(Profile.of(ozonePa, ozone)));
  }

  private static NamedAtmosphere atmosphere(
      String name, String parent, double[] p, double[] t, double[] q, Optional<Profile> ozone) {
    return new NamedAtmosphere(
        name,
        parent,
        new Meteorology(
            Profile.of(p, t),
            Profile.of(p, q),
            ozone,
            p[0],
            t[0],
            Optional.empty(),
            Optional.empty(),
            name,
            false));
  }

  /** Mole fraction of saturated air over water, Bolton 1980, Mon. Wea. Rev. 108, 1046. */
  static double saturation(double pressurePa, double kelvin) {
    double celsius = kelvin - 273.15;
    return Math.min(0.1, 611.2 * Math.exp(17.67 * celsius / (celsius + 243.5)) / pressurePa);
  }

  private static double waterColumnKg(Meteorology met) {
    Profile q = met.waterVapour();
    double sum = 0;
    for (int i = 1; i < q.size(); i++) {
      double mean = 0.5 * (q.value(i) + q.value(i - 1));
      sum += mean * 0.622 / (1 - 0.378 * mean) * (q.pressurePa(i - 1) - q.pressurePa(i)) / 9.80665;
    }
    return sum;
  }

  /** Gaussian noise with correlation exp(−|Δz|/length), z = 7 km ln(p₀/p). */
  private double[] correlated(double[] p, double sigma, double lengthKm) {
    double[] x = new double[p.length];
    x[0] = sigma * random.nextGaussian();
    for (int i = 1; i < p.length; i++) {
      double r = Math.exp(-7 * Math.log(p[i - 1] / p[i]) / lengthKm);
      x[i] = r * x[i - 1] + sigma * Math.sqrt(1 - r * r) * random.nextGaussian();
    }
    return x;
  }
}
