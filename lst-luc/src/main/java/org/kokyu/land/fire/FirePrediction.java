package org.kokyu.land.fire;

import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.land.CloudMask;
import org.kokyu.land.LandState;

/**
 * What band 7 would show without fire: L = ε B(T) τ + (1 − τ) B(T_m) + (1 − ε) τ (S cos θ₀ τ₀ + (1
 * − τ_d) B(T_m)) with the surface temperature T, the vertical optical depth 0.10 + 0.0022 W (W in
 * kg m-2), the atmosphere's emission temperature T_m = air − 12 K, sunlight S; τ, τ₀, τ_d along
 * view, sun and the diffusivity angle. Errors that are alike over tens of kilometres cancel,
 * because only the difference to the neighbours' residual counts. Of one scene; thread-safe.
 */
final class FirePrediction {
  private static final double LOWEST_K = 265;
  private static final double MAX_VIEW_ZENITH_DEG = 70;
  private static final double COLDER_AIR_K = 12;
  private static final double DIFFUSIVITY = 1.66;
  private static final double LOWEST_COSINE = 0.02;

  /** Columns between which the sun is interpolated. */
  private static final int SUN_STEP = 16;

  final Radiometry band7;
  final Radiometry band13;
  final float[] t7;
  final float[] t13;

  /** Where there is no surface temperature: LST − T13 = s₀ + s₁ (T14 − T15), from this scene. */
  private final double[] standIn;

  private final int rows;
  private final int columns;
  private final float[] t14;
  private final float[] t15;
  private final float[] lstK;
  private final byte[] mask;
  private final float[] givenEmissivity;
  private final byte[] landMask;
  private final float[] water;
  private final float[] air;
  private final SceneGeometry geometry;
  private final float[] seconds;
  private final float[] viewZenith;
  private final LandState land;
  private final SolarPosition sun;
  private final double[] sunVector;
  private final double band7Sun;

  FirePrediction(ImagerScene scene, LandState land, LstField lst) {
    this.land = land;
    rows = scene.grid().rows();
    columns = scene.grid().columns();
    band7 = new Radiometry(scene.band(7).orElseThrow().centralWavelengthMicrometre());
    band13 = new Radiometry(scene.band(13).orElseThrow().centralWavelengthMicrometre());
    band7Sun = band7.sun();
    t7 = scene.band(7).orElseThrow().brightnessTemperatureK();
    t13 = scene.band(13).orElseThrow().brightnessTemperatureK();
    t14 = scene.band(14).map(BandImage::brightnessTemperatureK).orElse(null);
    t15 = scene.band(15).map(BandImage::brightnessTemperatureK).orElse(null);
    lstK = lst.lstK();
    mask = lst.cloudMask();
    givenEmissivity = land.emissivity().get(7);
    landMask = land.landMask().orElse(null);
    water = land.waterKg().orElse(null);
    air = land.airK().orElse(null);
    geometry = scene.geometry();
    seconds = scene.timeOffsetSeconds();
    viewZenith = scene.geometry().viewZenithDeg();
    standIn = fitStandIn();
    sun = SolarPosition.at(scene.slot().nominalTime());
    sunVector =
        new double[] {
          sun.cosZenith(0, 0), sun.cosZenith(0, 90), Math.sin(Math.toRadians(sun.declinationDeg()))
        };
  }

  boolean isSurfaceKnown(int i) {
    return !Float.isNaN(lstK[i]);
  }

  /** From every row of a small scene, from some hundred rows of a large one. */
  private double[] fitStandIn() {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int row = 0; row < rows; row += Math.max(1, rows / 600)) {
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        double d = lstK[i] - t13[i];
        if (!Double.isNaN(d)) {
          double s = splitK(i);
          n++;
          x += s;
          y += d;
          xx += s * s;
          xy += s * d;
        }
      }
    }
    double spread = n * xx - x * x;
    double slope = n > 100 && spread > 1e-6 * n * n ? (n * xy - x * y) / spread : 0;
    return n > 100 ? new double[] {(y - slope * x) / n, slope} : new double[] {3, 0};
  }

  /** Band 14 minus band 15 [K], 0 if one is missing. */
  double splitK(int i) {
    boolean there = t14 != null && t15 != null && !Float.isNaN(t14[i]) && !Float.isNaN(t15[i]);
    return there ? t14[i] - t15[i] : 0;
  }

  /** Land that is warm and near enough and seen in both bands. */
  private boolean isUsable(int i) {
    return t13[i] > LOWEST_K
        && viewZenith[i] <= MAX_VIEW_ZENITH_DEG
        && !Float.isNaN(t7[i])
        && (landMask == null || landMask[i] != 0);
  }

  double emissivity(int i) {
    if (givenEmissivity != null && !Float.isNaN(givenEmissivity[i])) {
      return givenEmissivity[i];
    }
    return land.emissivityAt(7, i);
  }

  /** Temperature of the ground, or what stands in for it. */
  double surfaceK(int i) {
    float known = lstK[i];
    return Float.isNaN(known) ? t13[i] + standIn[0] + standIn[1] * splitK(i) : known;
  }

  double measured(int i) {
    return band7.planck(t7[i]);
  }

  /**
   * Predictions of one row and what was measured beyond them; not a number where nothing can be
   * predicted.
   *
   * @param cosSun scratch
   * @return pixels that are not cloudy
   */
  int row(int row, float[] predicted, float[] residual, int at, float[] cosSun) {
    int tested = 0;
    sunOfRow(row, cosSun);
    for (int c = 0; c < columns; c++) {
      int i = row * columns + c;
      if (!isUsable(i)) {
        predicted[at + c] = Float.NaN;
        residual[at + c] = Float.NaN;
        continue;
      }
      double l = radiance(i, surfaceK(i), cosSun[c]);
      predicted[at + c] = (float) l;
      residual[at + c] = (float) (band7.planck(t7[i]) - l);
      tested += mask[i] == CloudMask.CLEAR || mask[i] == CloudMask.PROBABLY_CLEAR ? 1 : 0;
    }
    return tested;
  }

  /** Every sixteenth cosine; straight lines between (off by 10⁻⁵ at most). */
  private void sunOfRow(int row, float[] cosSun) {
    int base = row * columns;
    for (int from = 0; from < columns; from += SUN_STEP) {
      int to = Math.min(columns - 1, from + SUN_STEP);
      double first = cosSun(base + from);
      double last = cosSun(base + to);
      if (Double.isNaN(first + last)) {
        for (int c = from; c <= to; c++) {
          cosSun[c] = (float) cosSun(base + c);
        }
      } else {
        double slope = to > from ? (last - first) / (to - from) : 0;
        for (int c = from; c <= to; c++) {
          cosSun[c] = (float) (first + slope * (c - from));
        }
      }
    }
  }

  private double depth(int i) {
    double known = water == null ? Double.NaN : water[i];
    return 0.10 + 0.0022 * (known >= 0 ? known : land.waterAt(i));
  }

  double transmittance(int i) {
    return Attenuation.of(depth(i) * Attenuation.secant(viewZenith[i]));
  }

  /** Radiance of a pixel for a surface temperature. */
  double radiance(int i, double kelvin) {
    return radiance(i, kelvin, cosSun(i));
  }

  private double radiance(int i, double kelvin, double cosSun) {
    double depth = depth(i);
    double tau = Attenuation.of(depth * Attenuation.secant(viewZenith[i]));
    double airK = air == null ? Double.NaN : air[i];
    double emission = band7.planck((Double.isNaN(airK) ? kelvin - 5 : airK) - COLDER_AIR_K);
    double sunlight =
        cosSun > LOWEST_COSINE ? band7Sun * cosSun * Attenuation.of(depth / cosSun) : 0;
    double sky = (1 - Attenuation.of(DIFFUSIVITY * depth)) * emission;
    double e = emissivity(i);
    return e * band7.planck(kelvin) * tau + (1 - tau) * emission + (1 - e) * tau * (sunlight + sky);
  }

  double cosSun(int i) {
    return sun.cosZenith(
        geometry.latitudeDeg(i),
        geometry.longitudeDeg(i),
        Float.isNaN(seconds[i]) ? 0 : seconds[i]);
  }

  /** Standard deviation of the prediction for a single pixel: noise, emissivity, temperature. */
  double pixelSigma(int i) {
    double slope = band7.slope(t7[i]);
    double noise = 0.1 * slope;
    double tau = transmittance(i);
    double unknown = land.emissivitySigmaAt(7, i) > 0.01 ? land.emissivitySigmaAt(7, i) : 0;
    double contrast = Math.max(0, cosSun(i)) * band7Sun * tau * tau;
    // a surface temperature that only stands in may be 1.5 K off
    double guessed = Float.isNaN(lstK[i]) ? 1.5 * slope * tau : 0;
    double ground = unknown * contrast;
    return Math.sqrt(guessed * guessed + noise * noise + ground * ground);
  }

  /** Angle between the view and the sun's mirror image [degrees]. */
  double glintDeg(int i, double subLongitudeDeg) {
    double latitude = Math.toRadians(geometry.latitudeDeg(i));
    double longitude = Math.toRadians(geometry.longitudeDeg(i));
    double[] up = {
      Math.cos(latitude) * Math.cos(longitude),
      Math.cos(latitude) * Math.sin(longitude),
      Math.sin(latitude)
    };
    double sub = Math.toRadians(subLongitudeDeg);
    double[] view = {
      42164 * Math.cos(sub) - 6371 * up[0], 42164 * Math.sin(sub) - 6371 * up[1], -6371 * up[2]
    };
    double length = Math.sqrt(view[0] * view[0] + view[1] * view[1] + view[2] * view[2]);
    double toSun = up[0] * sunVector[0] + up[1] * sunVector[1] + up[2] * sunVector[2];
    double cos = 0;
    for (int k = 0; k < 3; k++) {
      cos += (2 * toSun * up[k] - sunVector[k]) * view[k] / length;
    }
    return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cos))));
  }
}
