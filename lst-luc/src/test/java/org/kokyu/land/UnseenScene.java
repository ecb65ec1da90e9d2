package org.kokyu.land;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.ReflectanceImage;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.himawari.GeosNavigation;
import org.kokyu.himawari.GeosProjection;

/**
 * Scenes for fires and clouds that share neither code nor laws with what is tested nor with the
 * development scene.
 *
 * <p>Two absorbing layers (60 and 40 % of the depth, 5 and 18 K below the air's temperature); depth
 * quadratic in water; at 3.9 µm 0.13 + 0.0016 W + 1.2·10⁻⁵ W² and haze. Ground: hills with a lapse
 * of 6 K per km that the given air temperature does not know, a patchwork of fields, soils bright
 * and dark, lakes, bare hot soil in patches and in single pixels (12 to 28 K warmer), emissivity at
 * 3.9 µm that differs from pixel to pixel by 0.012 over bare soil. Sky: broken cumulus that covers
 * parts of pixels, stratus, thin and thick ice cloud, with sunlight at 3.9 µm. Glint after Cox and
 * Munk with a wind of the scene's own. Fires of 5 to 300 MW at 600 to 1200 K, alone and in groups.
 * Seeds make everything.
 */
final class UnseenScene {
  static final int SIDE = 300;
  private static final double[] MICROMETRE = {3.8853, 10.4073, 11.2395, 12.3806};
  private static final int[] BANDS = {7, 13, 14, 15};

  /** Vertical depth: constant, linear, quadratic in water (kg m-2). */
  private static final double[][] DEPTH = {
    {0.13, 0.0016, 1.2e-5}, {0.01, 0.0033, 1.33e-4}, {0.01, 0.0041, 1.7e-4}, {0.03, 0.0096, 1.97e-4}
  };

  private static final double[] GREEN = {0.965, 0.984, 0.984, 0.985};
  private static final double[] SOIL = {0.85, 0.950, 0.962, 0.972};
  private static final double[] WATER = {0.972, 0.990, 0.989, 0.983};
  private static final double[] NOISE_K = {0.10, 0.07, 0.07, 0.09};

  /**
   * Where and when.
   *
   * @param firstLine of the window, 1-based full-disk
   * @param airK air temperature
   * @param waterKg water vapour
   * @param cloudiness 0 fair, 1 much cloud
   * @param snow whether hills carry snow
   */
  record Setting(
      String name,
      String time,
      int firstLine,
      int firstColumn,
      double airK,
      double waterKg,
      double cloudiness,
      boolean snow) {}

  static final List<Setting> SETTINGS =
      List.of(
          new Setting("dry season noon", "2023-02-10T05:30:00Z", 1800, 800, 301, 28, 0.2, false),
          new Setting("humid afternoon", "2022-08-05T08:10:00Z", 2100, 1300, 300, 52, 0.8, false),
          new Setting("spring plain", "2023-04-12T03:00:00Z", 1000, 1500, 290, 14, 0.5, false),
          new Setting("savanna morning", "2022-10-03T00:20:00Z", 3500, 2300, 298, 22, 0.3, false),
          new Setting("savanna noon", "2022-10-03T04:00:00Z", 3500, 2300, 304, 22, 0.5, false),
          new Setting("snowy steppe", "2023-03-05T04:40:00Z", 700, 1700, 276, 5, 0.4, true),
          new Setting("tropical night", "2023-03-18T17:00:00Z", 2400, 1100, 297, 48, 0.6, false),
          new Setting("autumn night", "2022-11-02T15:30:00Z", 1300, 1200, 284, 12, 0.4, false));

  /** A burning pixel. */
  record Fire(int pixel, double megawatt) {}

  final Setting setting;
  final ImagerScene scene;
  final LandState land;
  final byte[] landMask = new byte[SIDE * SIDE];
  final float[] cover = new float[SIDE * SIDE];
  final Map<Integer, Fire> fires = new HashMap<>();

  private final SplittableRandom random;
  private final SolarPosition sun;
  private final float[] latitude = new float[SIDE * SIDE];
  private final float[] longitude = new float[SIDE * SIDE];
  private final float[] view = new float[SIDE * SIDE];
  private final double[] areaM2 = new double[SIDE * SIDE];
  private final double windSlopes;
  private final double cloudWhite;

  // truth per pixel
  private final float[] green = new float[SIDE * SIDE];
  private final float[] groundK = new float[SIDE * SIDE];
  private final float[] airTrueK = new float[SIDE * SIDE];
  private final float[] water = new float[SIDE * SIDE];
  private final float[] soilRed = new float[SIDE * SIDE];
  private final boolean[] snow = new boolean[SIDE * SIDE];
  private final float[][] emissivity = new float[4][SIDE * SIDE];
  private final float[] lowCover = new float[SIDE * SIDE];
  private final float[] lowTopK = new float[SIDE * SIDE];
  private final float[] iceCover = new float[SIDE * SIDE];
  private final float[] iceTopK = new float[SIDE * SIDE];
  private final double[] fireFraction = new double[SIDE * SIDE];
  private final double[] fireK = new double[SIDE * SIDE];

  UnseenScene(Setting setting, long seed) {
    this.setting = setting;
    random = new SplittableRandom(seed * 1000003 + setting.name().hashCode());
    sun = SolarPosition.at(Instant.parse(setting.time()));
    windSlopes = 0.003 + 0.00512 * (3 + 6 * random.nextDouble());
    cloudWhite = 0.5 + 0.25 * random.nextDouble();
    navigate();
    ground();
    sky();
    burn();
    scene = observe();
    land = known();
  }

  private float[] noise(double scale, int octaves, double rough) {
    return UnseenNoise.field(random, SIDE, scale, octaves, rough);
  }

  private void navigate() {
    GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
    for (int i = 0; i < latitude.length; i++) {
      int line = setting.firstLine() + i / SIDE;
      int column = setting.firstColumn() + i % SIDE;
      GeosNavigation.EarthPoint p = navigation.toEarth(column, line);
      latitude[i] = (float) p.latitudeDeg();
      longitude[i] = (float) p.longitudeDeg();
      view[i] = (float) p.viewZenithDeg();
      double[] east = step(p, navigation.toEarth(column + 1, line));
      double[] south = step(p, navigation.toEarth(column, line + 1));
      areaM2[i] = Math.abs(east[0] * south[1] - east[1] * south[0]);
    }
  }

  /** East and north of a neighbouring pixel [m]. */
  private static double[] step(GeosNavigation.EarthPoint from, GeosNavigation.EarthPoint to) {
    double metre = 6.371e6 * Math.PI / 180;
    return new double[] {
      metre
          * (to.longitudeDeg() - from.longitudeDeg())
          * Math.cos(Math.toRadians(from.latitudeDeg())),
      metre * (to.latitudeDeg() - from.latitudeDeg())
    };
  }

  private double cosSun(int i) {
    return sun.cosZenith(latitude[i], longitude[i]);
  }

  private void ground() {
    float[] coast = noise(160, 5, 0.55);
    float[] lakes = noise(25, 3, 0.6);
    float[] hills = noise(110, 5, 0.5);
    float[] vegetation = noise(90, 4, 0.6);
    float[] brightness = noise(70, 4, 0.6);
    float[] fields = noise(5, 2, 0.8);
    float[] hot = noise(40, 3, 0.6);
    float[] wet = noise(200, 2, 0.5);
    float[] sea = noise(120, 3, 0.5);
    for (int i = 0; i < green.length; i++) {
      boolean isLand = coast[i] > -0.5 && lakes[i] < 2.3;
      landMask[i] = (byte) (isLand ? 1 : 0);
      double metre = isLand ? Math.max(0, 500 + 450 * hills[i]) : 0;
      airTrueK[i] = (float) (setting.airK() - 0.006 * metre);
      water[i] = (float) (setting.waterKg() * (1 + 0.12 * wet[i]) * Math.exp(-metre / 2500));
      green[i] = (float) clip(0.55 + 0.25 * vegetation[i] + 0.12 * fields[i], 0, 1);
      soilRed[i] = (float) clip(0.20 + 0.07 * brightness[i], 0.08, 0.42);
      snow[i] = setting.snow() && isLand && metre > 900;
      double up = Math.max(0, cosSun(i));
      double warm = up * (6 + 20 * (1 - green[i])) - (1 - up) * (2 + 3 * (1 - green[i]));
      double own = 0.7 * random.nextGaussian();
      boolean patch = isLand && hot[i] > 2.2;
      boolean spot = isLand && random.nextDouble() < 0.0006;
      if (patch || spot) {
        green[i] *= 0.1f;
        warm += up * (12 + 16 * random.nextDouble());
      }
      groundK[i] =
          (float)
              (!isLand
                  ? Math.max(272, setting.airK() + 1 + 0.6 * sea[i])
                  : snow[i] ? Math.min(272.5, airTrueK[i] + own) : airTrueK[i] + warm + own);
      emit(i, isLand);
    }
  }

  private void emit(int i, boolean isLand) {
    double shared = random.nextGaussian();
    for (int b = 0; b < 4; b++) {
      double spread = b == 0 ? 0.012 : 0.004;
      double bare = SOIL[b] + spread * shared;
      double e = !isLand ? WATER[b] : snow[i] ? 0.985 : GREEN[b] * green[i] + bare * (1 - green[i]);
      emissivity[b][i] = (float) Math.min(0.995, e);
    }
  }

  private void sky() {
    float[] cumulus = noise(9, 3, 0.8);
    float[] region = noise(120, 3, 0.5);
    float[] stratus = noise(140, 4, 0.45);
    float[] ice = noise(80, 4, 0.55);
    double much = setting.cloudiness();
    for (int i = 0; i < cover.length; i++) {
      double broken = clip(0.5 * (cumulus[i] + 1.2 * region[i] - 2.6 + 1.6 * much), 0, 1);
      double sheet = clip(2.5 * (stratus[i] - 1.6 + 0.9 * much), 0, 1);
      lowCover[i] = (float) (1 - (1 - broken) * (1 - sheet));
      lowTopK[i] = (float) (setting.airK() - 4 - 10 * broken - 3 * Math.abs(cumulus[i]));
      iceCover[i] = (float) clip(0.7 * (ice[i] - 1.4 + 0.8 * much), 0, 1);
      iceTopK[i] = (240 - 25 * iceCover[i]);
      cover[i] = 1 - (1 - lowCover[i]) * (1 - iceCover[i]);
    }
  }

  private void burn() {
    int wanted = 45;
    List<Integer> centres = new ArrayList<>();
    for (int attempt = 0; attempt < 4000 && wanted > 0; attempt++) {
      int row = 12 + random.nextInt(SIDE - 24);
      int column = 12 + random.nextInt(SIDE - 24);
      int i = row * SIDE + column;
      boolean apart =
          centres.stream()
              .allMatch(c -> Math.abs(c / SIDE - row) > 12 || Math.abs(c % SIDE - column) > 12);
      if (landMask[i] == 0 || snow[i] || !apart) {
        continue;
      }
      centres.add(i);
      wanted--;
      int pixels = random.nextInt(5) == 0 ? 2 + random.nextInt(4) : 1;
      for (int k = 0; k < pixels; k++) {
        int at = i + random.nextInt(k == 0 ? 1 : 2) * SIDE + (k == 0 ? 0 : random.nextInt(2));
        double megawatt = 5 * Math.pow(60, random.nextDouble());
        if (landMask[at] == 1 && !fires.containsKey(at)) {
          fires.put(at, new Fire(at, megawatt));
          fireK[at] = 600 + 600 * random.nextDouble();
          fireFraction[at] = megawatt * 1e6 / (5.670374e-8 * Math.pow(fireK[at], 4) * areaM2[at]);
        }
      }
    }
  }

  private ImagerScene observe() {
    List<BandImage> bands = new ArrayList<>();
    for (int b = 0; b < 4; b++) {
      float[] kelvin = new float[cover.length];
      for (int i = 0; i < kelvin.length; i++) {
        double slope = planck(b, 300.5) - planck(b, 299.5);
        double radiance = radiance(b, i) + NOISE_K[b] * slope * random.nextGaussian();
        kelvin[i] = (float) temperature(b, Math.max(1e-4, radiance));
        if (b == 0) {
          kelvin[i] = Math.min(400, kelvin[i]);
        }
      }
      bands.add(new BandImage(BANDS[b], MICROMETRE[b], kelvin));
    }
    float[] red = new float[cover.length];
    float[] nearInfrared = new float[cover.length];
    float[] haze = noise(90, 3, 0.5);
    for (int i = 0; i < red.length; i++) {
      reflect(i, haze[i], red, nearInfrared);
    }
    return new ImagerScene(
        new SlotKey(ImagerSatellite.H09, "FLDK", Instant.parse(setting.time())),
        new SceneGrid.Native(setting.firstLine(), setting.firstColumn(), SIDE, SIDE),
        new SceneGeometry(latitude, longitude, view),
        bands,
        new float[cover.length],
        6,
        6,
        List.of(),
        List.of(new ReflectanceImage(3, 0.639, red), new ReflectanceImage(4, 0.857, nearInfrared)));
  }

  private double radiance(int b, int i) {
    double w = water[i];
    double depth = DEPTH[b][0] + DEPTH[b][1] * w + DEPTH[b][2] * w * w;
    double secant = 1 / Math.cos(Math.toRadians(view[i]));
    double lower = Math.exp(-0.6 * depth * secant);
    double upper = Math.exp(-0.4 * depth * secant);
    double air = setting.airK();
    double up = (1 - lower) * planck(b, air - 5) * upper + (1 - upper) * planck(b, air - 18);
    double down = (1 - Math.exp(-1.66 * depth)) * planck(b, air - 8);
    double tau = lower * upper;
    double cos = cosSun(i);
    double sunlight = b == 0 && cos > 0.02 ? SUN_3_9 * cos : 0;
    double e = emissivity[b][i];
    double path = sunlight > 0 ? Math.exp(-depth / cos) : 0;
    double mirror = landMask[i] == 0 && sunlight > 0 ? glint(i, cos) : 1 - e;
    double surface = e * planck(b, groundK[i]) + (1 - e) * down + mirror * sunlight * path;
    double f = fireFraction[i];
    double clear = tau * ((1 - f) * surface + f * planck(b, fireK[i])) + up;
    double lowShine = b == 0 ? 0.22 : 0.01;
    double low = (1 - lowShine) * planck(b, lowTopK[i]) + lowShine * sunlight;
    double withLow = clear + lowCover[i] * (low - clear);
    double ice = planck(b, iceTopK[i]) + (b == 0 ? 0.04 * sunlight : 0);
    // thin ice is more transparent at 3.9 than at 12 µm
    double opaque = 1 - Math.pow(1 - iceCover[i], new double[] {0.8, 0.9, 1.0, 1.15}[b]);
    return withLow + opaque * (ice - withLow);
  }

  private static final double SUN_3_9 =
      1.191042972e8
          / Math.pow(3.8853, 5)
          / Math.expm1(14387.76877 / (3.8853 * 5800))
          * 6.8e-5
          / Math.PI;

  private double glint(int i, double cosSun) {
    double lat = Math.toRadians(latitude[i]);
    double lon = Math.toRadians(longitude[i]);
    double[] up = {Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)};
    double sub = Math.toRadians(140.7);
    double[] s = {sun.cosZenith(0, 0), sun.cosZenith(0, 90), sun.cosZenith(90, 0)};
    double[] v = {6.62 * Math.cos(sub) - up[0], 6.62 * Math.sin(sub) - up[1], -up[2]};
    double range = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    double[] h = new double[3];
    double length = 0;
    double upward = 0;
    double cosView = 0;
    for (int k = 0; k < 3; k++) {
      h[k] = s[k] + v[k] / range;
      length += h[k] * h[k];
      upward += h[k] * up[k];
      cosView += up[k] * v[k] / range;
    }
    double c = upward / Math.sqrt(length);
    double tan2 = 1 / (c * c) - 1;
    double p = Math.exp(-tan2 / windSlopes) / windSlopes;
    return Math.min(2, 0.022 * p / (4 * cosSun * cosView * Math.pow(c, 4)));
  }

  private void reflect(int i, double haze, float[] red, float[] nearInfrared) {
    double cos = cosSun(i);
    if (cos <= 0.02) {
      return;
    }
    double soil = soilRed[i];
    double r;
    double n;
    if (landMask[i] == 0) {
      double g = glint(i, cos);
      r = 0.025 + g;
      n = 0.008 + g;
    } else if (snow[i]) {
      r = 0.75;
      n = 0.68;
    } else {
      r = 0.035 * green[i] + soil * (1 - green[i]);
      n = 0.36 * green[i] + 1.25 * soil * (1 - green[i]);
    }
    double air = Math.max(0, 0.012 + 0.006 * haze);
    double secant = 1 / cos + 1 / Math.cos(Math.toRadians(view[i]));
    double rho3 = (0.008 * secant + air) + r * Math.exp(-0.07 * secant);
    double rho4 = (0.003 * secant + 0.7 * air) + n * Math.exp(-0.05 * secant);
    double thin = 0.55 * (1 - Math.pow(1 - iceCover[i], 1.5));
    rho3 += lowCover[i] * (cloudWhite - rho3);
    rho4 += lowCover[i] * (1.01 * cloudWhite - rho4);
    rho3 += thin * (0.8 - rho3);
    rho4 += thin * (0.8 - rho4);
    red[i] = (float) (rho3 * cos * (1 + 0.01 * random.nextGaussian()));
    nearInfrared[i] = (float) (rho4 * cos * (1 + 0.01 * random.nextGaussian()));
  }

  /** What a chain would be given: smooth errors, no hills, no single pixels' emissivity. */
  private LandState known() {
    Map<Integer, float[]> given = new HashMap<>();
    float[] error = noise(60, 3, 0.5);
    for (int b = 0; b < 4; b++) {
      float[] e = new float[cover.length];
      for (int i = 0; i < e.length; i++) {
        double bare = SOIL[b] + 0.006 * error[i];
        e[i] = (float) (landMask[i] == 0 ? WATER[b] : GREEN[b] * green[i] + bare * (1 - green[i]));
      }
      given.put(BANDS[b], e);
    }
    float[] index = new float[cover.length];
    float[] column = new float[cover.length];
    float[] air = new float[cover.length];
    float[] off = noise(100, 2, 0.5);
    float[] more = noise(100, 2, 0.5);
    for (int i = 0; i < index.length; i++) {
      double r = 0.035 * green[i] + soilRed[i] * (1 - green[i]);
      double n = 0.36 * green[i] + 1.25 * soilRed[i] * (1 - green[i]);
      double ndvi = landMask[i] == 0 ? -0.2 : (n - r) / (n + r);
      index[i] = (float) (ndvi + 0.03 * random.nextGaussian());
      column[i] = (float) (water[i] * (1 + 0.07 * more[i]));
      air[i] = (float) (setting.airK() - 2.5 + 1.2 * off[i]);
    }
    return new LandState(
        Optional.of(landMask),
        given,
        0.008,
        Optional.of(index),
        Optional.of(column),
        LandState.FORECAST_WATER_SIGMA,
        Optional.of(air),
        LandState.FORECAST_AIR_SIGMA_K,
        "made up",
        List.of());
  }

  private static double planck(int b, double kelvin) {
    double l = MICROMETRE[b];
    return 1.191042972e8 / (l * l * l * l * l) / Math.expm1(14387.76877 / (l * kelvin));
  }

  private static double temperature(int b, double radiance) {
    double l = MICROMETRE[b];
    return 14387.76877 / (l * Math.log1p(1.191042972e8 / (l * l * l * l * l) / radiance));
  }

  private static double clip(double x, double low, double high) {
    return Math.max(low, Math.min(high, x));
  }

  /** Whether the sun is above the horizon in the middle. */
  boolean isDay() {
    return cosSun(SIDE * SIDE / 2 + SIDE / 2) > 0;
  }
}
