package org.kokyu.land;

import java.util.Optional;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.ReflectanceImage;

/**
 * What bands 3 (0.64 µm) and 4 (0.86 µm) say of cloud where the sun stands at least 15 degrees
 * high.
 *
 * <p>ρ is the reflectance factor over cos θ₀, s = (ρ − ρ_p)/T the same without the air: ρ_p = τ/(4
 * cos θ₀ cos θ) + ρ_a with Rayleigh's τ = 0.0537 and 0.0162 (Hansen and Travis 1974, Space Sci.
 * Rev. 16, 527–610), a clean aerosol's ρ_a = 0.010 and 0.007, T = 1/(1 + k m), k = 0.065 and 0.040,
 * air mass m = 1/cos θ₀ + 1/cos θ.
 *
 * <ul>
 *   <li>Land with a vegetation index N of a composite: the ground has s₄/s₃ = q = (1 + N)/(1 − N)
 *       whatever its brightness, cloud is white (c = 0.6 in both), so the cover is f = (q s₃ −
 *       s₄)/(c (q − 1)); its standard deviation follows from 0.04 in N. Where N is below 0.15 this
 *       says nothing.
 *   <li>Land: brighter than bare soil or vegetation can be at its own (or the composite's) index,
 *       and colder than the warm end of the region by 3 K: bright hot soil is not cloud.
 *   <li>Sea: brighter than the air, 0.03 for the water, and the largest sun glint that winds of 2
 *       to 12 m s-1 make (Cox and Munk 1954, J. Opt. Soc. Am. 44, 838–850: slope variance 0.003 +
 *       0.00512 w), and not much darker in band 4, as turbid water is.
 * </ul>
 *
 * <p>The other way round, land with f and its standard deviation below 0.06 that is no brighter
 * than its ground is seen through to: a deficit of less than {@value #HILL_K} K or a texture is
 * then a hill or a forest and at most probably clear.
 *
 * <p>Ground that may carry snow (the region's warm end below 280 K, or the pixel below 274 K) is
 * left to the infrared: snow is as white as cloud. Immutable, thread-safe.
 */
final class VisibleCloudTest {
  /** Cosine of the largest solar zenith angle, 75 degrees. */
  static final double LOWEST_COSINE = Math.cos(Math.toRadians(75));

  /** Larger deficits are cloud whatever the bands show [K]. */
  static final double HILL_K = 15;

  private static final double SUB_LONGITUDE_DEG = 140.7;
  private static final double ORBIT_KM = 42164;
  private static final double EARTH_KM = 6371;

  /** Probably clear, probably cloudy, cloudy above these covers. */
  private static final CloudGrade COVER = CloudGrade.of(0.04, 0.08, 0.25);

  /** The same for brightness beyond what land or sea can show. */
  private static final CloudGrade LAND_BRIGHTNESS = CloudGrade.of(0.02, 0.05, 0.12);

  private static final CloudGrade SEA_BRIGHTNESS = CloudGrade.of(0.06, 0.09, 0.20);

  /** Largest cover, with its standard deviation, that still shows the ground. */
  private static final double GROUND_COVER = 0.06;

  private static final double HARDLY_BRIGHTER = 0.02;
  private static final double CLOUD = 0.6;
  private static final double INDEX_SIGMA = 0.04;
  private static final double LEAST_INDEX = 0.15;
  private static final double GREENEST = 0.9;
  private static final double WATER = 0.03;
  private static final double TURBID_RATIO = 0.7;
  private static final double COLDER_K = 3;
  private static final double SNOW_FREE_REGION_K = 280;
  private static final double SNOW_FREE_PIXEL_K = 274;
  private static final double CALM_SLOPES = 0.003 + 0.00512 * 2;
  private static final double ROUGH_SLOPES = 0.003 + 0.00512 * 12;

  private final float[] red;
  private final float[] nearInfrared;
  private final float[] index;
  private final ImagerScene scene;
  private final double[] sun;

  private VisibleCloudTest(ImagerScene scene, LandState land, float[] red, float[] nearInfrared) {
    this.scene = scene;
    this.red = red;
    this.nearInfrared = nearInfrared;
    this.index = land.ndvi().orElse(null);
    SolarPosition position = SolarPosition.at(scene.slot().nominalTime());
    sun =
        new double[] {
          position.cosZenith(0, SUB_LONGITUDE_DEG),
          position.cosZenith(0, SUB_LONGITUDE_DEG + 90),
          position.cosZenith(90, 0)
        };
  }

  /** The test of a scene, empty without both bands. */
  static Optional<VisibleCloudTest> of(ImagerScene scene, LandState land) {
    Optional<float[]> red = scene.reflectance(3).map(ReflectanceImage::reflectance);
    Optional<float[]> nearInfrared = scene.reflectance(4).map(ReflectanceImage::reflectance);
    return red.isPresent() && nearInfrared.isPresent()
        ? Optional.of(new VisibleCloudTest(scene, land, red.get(), nearInfrared.get()))
        : Optional.empty();
  }

  /**
   * Probability of cloud, 0 where the bands say nothing.
   *
   * @param cosSun of the pixel
   * @param warmthK warm end of the region, or not a number
   * @param kelvin brightness temperature of the pixel
   */
  double probability(int i, boolean land, double cosSun, float warmthK, double kelvin) {
    if (!(cosSun >= LOWEST_COSINE) || Float.isNaN(red[i]) || Float.isNaN(nearInfrared[i])) {
      return 0;
    }
    double cosView = Math.cos(Math.toRadians(scene.geometry().viewZenithDeg()[i]));
    double clean3 = cleanRed(red[i] / cosSun, cosSun, cosView);
    double clean4 = cleanNearInfrared(nearInfrared[i] / cosSun, cosSun, cosView);
    if (!land) {
      return sea(i, clean3, clean4, cosSun, cosView);
    }
    if (!(warmthK > SNOW_FREE_REGION_K && kelvin > SNOW_FREE_PIXEL_K)) {
      return 0;
    }
    double composite = index == null ? Double.NaN : index[i];
    double p = composite >= LEAST_INDEX ? COVER.at(cover(clean3, clean4, composite, -1)) : 0;
    return warmthK - kelvin > COLDER_K ? Math.max(p, bright(clean3, clean4, composite)) : p;
  }

  /** Cover estimate less (or with sign 1 and) its standard deviation; needs an index. */
  private static double cover(double red, double nearInfrared, double composite, int sign) {
    double n = Math.min(GREENEST, composite);
    double q = (1 + n) / (1 - n);
    double scale = 1 / (CLOUD * (q - 1));
    double sigma = Math.abs(red) * 2 * INDEX_SIGMA / ((1 - n) * (1 - n)) * scale;
    return (q * red - nearInfrared) * scale + sign * sigma;
  }

  private static double bright(double red, double nearInfrared, double composite) {
    double own = (nearInfrared - red) / Math.max(1e-3, nearInfrared + red);
    double n = Double.isNaN(composite) ? own : composite;
    return LAND_BRIGHTNESS.at(red - brightest(n));
  }

  /** Dense vegetation 0.06, deserts 0.40. */
  private static double brightest(double index) {
    return 0.06 + 0.34 * Math.max(0, Math.min(1, 1 - index / 0.6));
  }

  /**
   * Whether the bands show the ground that the vegetation index tells of, so that a cold pixel is a
   * hill or a forest; thin ice cloud, which hardly shines, excepted.
   */
  boolean showsGround(int i, double cosSun) {
    if (index == null || !(index[i] >= LEAST_INDEX) || !(cosSun >= LOWEST_COSINE)) {
      return false;
    }
    double cosView = Math.cos(Math.toRadians(scene.geometry().viewZenithDeg()[i]));
    double red3 = cleanRed(red[i] / cosSun, cosSun, cosView);
    double red4 = cleanNearInfrared(nearInfrared[i] / cosSun, cosSun, cosView);
    return cover(red3, red4, index[i], 1) < GROUND_COVER
        && red3 < brightest(index[i]) + HARDLY_BRIGHTER;
  }

  private static double cleanRed(double rho, double cosSun, double cosView) {
    double path = 0.0537 / (4 * cosSun * cosView) + 0.010;
    return (rho - path) * (1 + 0.065 * (1 / cosSun + 1 / cosView));
  }

  private static double cleanNearInfrared(double rho, double cosSun, double cosView) {
    double path = 0.0162 / (4 * cosSun * cosView) + 0.007;
    return (rho - path) * (1 + 0.040 * (1 / cosSun + 1 / cosView));
  }

  private double sea(int i, double red, double nearInfrared, double cosSun, double cosView) {
    if (red < WATER || nearInfrared < TURBID_RATIO * red) {
      return 0;
    }
    double p = SEA_BRIGHTNESS.at(red - WATER);
    return p == 0 ? 0 : SEA_BRIGHTNESS.at(red - WATER - glint(i, cosSun, cosView));
  }

  /**
   * Largest reflectance of the sun's mirror image over the winds of the class doc; the sun of the
   * nominal time, because the tilt of a mirror needs all angles from one geometry.
   */
  double glint(int i, double cosSun, double cosView) {
    double latitude = Math.toRadians(scene.geometry().latitudeDeg(i));
    double longitude =
        Math.toRadians(scene.geometry().longitudeDeg(i)) - Math.toRadians(SUB_LONGITUDE_DEG);
    // axes: to below the satellite, east of it, north
    double upX = Math.cos(latitude) * Math.cos(longitude);
    double upY = Math.cos(latitude) * Math.sin(longitude);
    double upZ = Math.sin(latitude);
    double x = ORBIT_KM - EARTH_KM * upX;
    double y = -EARTH_KM * upY;
    double z = -EARTH_KM * upZ;
    double range = Math.sqrt(x * x + y * y + z * z);
    double towards = (x * sun[0] + y * sun[1] + z * sun[2]) / range;
    double half = Math.sqrt(Math.max(1e-6, 0.5 * (1 + towards)));
    double sunUp = upX * sun[0] + upY * sun[1] + upZ * sun[2];
    double viewUp = (upX * x + upY * y + upZ * z) / range;
    double cosTilt = Math.max(0.1, Math.min(1, (sunUp + viewUp) / (2 * half)));
    double slope2 = 1 / (cosTilt * cosTilt) - 1;
    double variance = Math.max(CALM_SLOPES, Math.min(ROUGH_SLOPES, slope2));
    double fresnel = 0.02 + 0.98 * Math.pow(1 - half, 5);
    double density = Math.exp(-slope2 / variance) / variance;
    return fresnel * density / (4 * cosSun * cosView * cosTilt * cosTilt * cosTilt * cosTilt);
  }
}
