package org.kokyu.retrieval.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.Atmosphere;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.RadiativeTransfer;
import org.kokyu.retrieval.forward.ViewingGeometry;

/**
 * Random but plausible scenes on which nodes and weights are trained and judged; wider than what a
 * retrieval will meet.
 *
 * <p>Temperature: surface air 228 … 313 K, lapse rate 6 ± 1.2 K/km up to a tropopause that is high
 * over warm and low over cold surfaces, isothermal layer, stratopause, plus a correlated
 * disturbance of 3 K. Water: relative humidity 20 … 100 % at the surface, decreasing with height, 3
 * … 7 ppm above. CO2 380 … 450 ppm, CH4 1.7 … 2.1 ppm and N2O 315 … 345 ppb in the troposphere with
 * random stratospheric decrease, all with correlated disturbances; O3 and HNO3 layers scaled.
 * Surface pressure 500 … 1080 hPa, zenith angle 0 … 62°, skin within ± 20 K of the air, emissivity
 * 0.82 … 1, specular or Lambertian. Deterministic in the seed.
 */
public final class TrainingAtmospheres {
  private static final int LEVELS = 120;

  private final Random random;
  private final double sublayerThickness;

  public TrainingAtmospheres(long seed, double sublayerThickness) {
    this.random = new Random(seed);
    this.sublayerThickness = sublayerThickness;
  }

  /**
   * One scene.
   *
   * @param column sublayers
   * @param skinK surface temperature
   * @param emissivity coefficients e of e₀ + e₁ s + e₂ s², s = (ν − 1000)/300
   * @param lambertian how the surface reflects
   */
  public record Scene(AirColumn column, double skinK, double[] emissivity, boolean lambertian)
      implements RadiativeTransfer.Surface {
    @Override
    public double emissivityAt(double nu) {
      double s = (nu - 1000) / 300;
      return Math.min(1, Math.max(0.7, emissivity[0] + s * (emissivity[1] + s * emissivity[2])));
    }
  }

  public List<Scene> scenes(int count) {
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scenes.add(scene());
    }
    return scenes;
  }

  private double uniform(double a, double b) {
    return a + (b - a) * random.nextDouble();
  }

  private Scene scene() {
    double surfacePa = random.nextInt(4) == 0 ? uniform(50000, 85000) : uniform(85000, 108000);
    double[] p = new double[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      p[i] = surfacePa * Math.pow(5 / surfacePa, i / (LEVELS - 1.0));
    }
    double airK = uniform(228, 313);
    double[] t = temperature(p, airK);
    double[] water = water(p, t);
    Map<Gas, Profile> gases = new EnumMap<>(Gas.class);
    double tropopause = tropopausePa(airK);
    gases.put(Gas.CO2, wellMixed(p, uniform(380e-6, 450e-6), tropopause, uniform(0, 0.01), 0.03));
    gases.put(Gas.CH4, wellMixed(p, uniform(1.7e-6, 2.1e-6), tropopause, uniform(0.1, 0.4), 0.06));
    gases.put(Gas.N2O, wellMixed(p, uniform(315e-9, 345e-9), tropopause, uniform(0.15, 0.6), 0.04));
    gases.put(Gas.O3, layered(p, uniform(15e-9, 80e-9), uniform(4e-6, 10e-6), 800));
    gases.put(Gas.HNO3, layered(p, 0.15e-9, uniform(2e-9, 11e-9), 2800));
    Atmosphere atmosphere =
        new Atmosphere(Profile.of(p, t), Atmosphere.lnWater(Profile.of(p, water)), gases);
    ViewingGeometry geometry =
        new ViewingGeometry(uniform(0, ViewingGeometry.MAX_ZENITH_DEG), random.nextBoolean());
    AirColumn column =
        AirColumn.of(
            LayerGrid.of(surfacePa, sublayerThickness), atmosphere, geometry, uniform(-10, 70));
    double skin = Math.min(335, Math.max(210, t[0] + 7 * random.nextGaussian()));
    double[] e = {uniform(0.88, 0.99), uniform(-0.03, 0.03), uniform(-0.03, 0.03)};
    return new Scene(column, skin, e, random.nextBoolean());
  }

  private static double tropopausePa(double airK) {
    return 9500 + 20000 * Math.min(1, Math.max(0, (300 - airK) / 60));
  }

  private double[] temperature(double[] p, double airK) {
    double lapse = Math.max(3, 6 + 1.2 * random.nextGaussian());
    double tropopause = tropopausePa(airK) * uniform(0.8, 1.25);
    double floor = uniform(188, 222);
    double stratopause = uniform(250, 282);
    double top = uniform(205, 245);
    double inversion = random.nextInt(4) == 0 ? uniform(0, 12) : 0;
    double[] noise = correlated(p, 3.0, 3.0);
    double[] t = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      double heightKm = 7.4 * Math.log(p[0] / p[i]);
      double troposphere = airK - lapse * heightKm + inversion * (1 - Math.exp(-heightKm / 0.8));
      double s = Math.log(tropopause / p[i]) / Math.log(tropopause / 100);
      double above =
          p[i] > 100
              ? floor + (stratopause - floor) * Math.pow(Math.max(0, s), 1.6)
              : stratopause + (top - stratopause) * Math.log(100 / p[i]) / Math.log(10);
      t[i] = Math.min(326, Math.max(156, Math.max(troposphere, above) + noise[i]));
    }
    return t;
  }

  private double[] water(double[] p, double[] t) {
    double surfaceRh = uniform(0.2, 1.0);
    double decrease = uniform(0.2, 1.2);
    double floor = uniform(3e-6, 7e-6);
    double[] noise = correlated(p, 0.5, 2.0);
    double[] q = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      double rh = Math.min(1.05, surfaceRh * Math.pow(p[i] / p[0], decrease) * Math.exp(noise[i]));
      // saturation over water after Bolton (1980), Mon. Wea. Rev. 108, 1046
      double celsius = t[i] - 273.15;
      double saturation = 611.2 * Math.exp(17.67 * celsius / (celsius + 243.5)) / p[i];
      double moist = p[i] > 10000 ? rh * saturation : 0;
      q[i] = Math.min(0.068, Math.max(floor * Math.exp(0.3 * noise[i]), moist));
    }
    return q;
  }

  private Profile wellMixed(
      double[] p, double value, double tropopause, double power, double sigma) {
    double[] noise = correlated(p, sigma, 5.0);
    double[] v = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      v[i] = value * Math.exp(noise[i]) * Math.pow(Math.min(1, p[i] / tropopause), power);
    }
    return Profile.of(p, v);
  }

  private Profile layered(double[] p, double background, double peak, double peakPa) {
    double width = uniform(0.9, 1.4);
    double centre = peakPa * Math.exp(0.2 * random.nextGaussian());
    double[] noise = correlated(p, 0.15, 4.0);
    double[] v = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      double s = Math.log(p[i] / centre) / width;
      v[i] = (background + peak * Math.exp(-0.5 * s * s)) * Math.exp(noise[i]);
    }
    return Profile.of(p, v);
  }

  /**
   * Gaussian noise with correlation exp(−|Δz|/length), z = 7 km ln(p₀/p): a first-order Markov
   * chain.
   */
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
