package org.kokyu.land.fire;

import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.LstField;
import org.kokyu.land.LandState;

/**
 * What band 7 would show without fire: L = ε B(T) τ + (1 − τ) B(T_m) + (1 − ε) τ (S cos θ₀ τ₀ + (1
 * − τ_d) B(T_m)) with the surface temperature T, the vertical optical depth 0.10 + 0.0022 W (W in
 * kg m-2), the atmosphere's emission temperature T_m = air − 12 K, sunlight S; τ, τ₀, τ_d along
 * view, sun and the diffusivity angle. Errors that are alike over tens of kilometres cancel,
 * because only the difference to the neighbours' residual counts. Scratch of one scene; rows are
 * independent.
 */
final class FirePrediction {
  private static final double LOWEST_K = 265;
  private static final double MAX_VIEW_ZENITH_DEG = 70;

  final Radiometry band7;
  final Radiometry band13;
  final float[] t7;
  final float[] t13;
  final float[] surfaceK;
  final float[] measured;
  final float[] predicted;
  final float[] transmittance;
  final float[] emissivity;

  /** Where there is no surface temperature: LST − T13 = s₀ + s₁ (T14 − T15), from this scene. */
  private final double[] standIn;

  private final float[] t14;
  private final float[] t15;
  private final ImagerScene scene;
  private final LandState land;
  private final LstField lst;
  private final SolarPosition sun;
  private final double[] sunVector;
  private final double band7Sun;

  FirePrediction(ImagerScene scene, LandState land, LstField lst) {
    this.scene = scene;
    this.land = land;
    this.lst = lst;
    int n = scene.grid().size();
    band7 = new Radiometry(scene.band(7).orElseThrow().centralWavelengthMicrometre());
    band13 = new Radiometry(scene.band(13).orElseThrow().centralWavelengthMicrometre());
    band7Sun = band7.sun();
    t7 = scene.band(7).orElseThrow().brightnessTemperatureK();
    t13 = scene.band(13).orElseThrow().brightnessTemperatureK();
    t14 = scene.band(14).map(BandImage::brightnessTemperatureK).orElse(null);
    t15 = scene.band(15).map(BandImage::brightnessTemperatureK).orElse(null);
    standIn = fitStandIn(lst.lstK());
    surfaceK = new float[n];
    measured = new float[n];
    predicted = new float[n];
    transmittance = new float[n];
    emissivity = new float[n];
    sun = SolarPosition.at(scene.slot().nominalTime());
    sunVector =
        new double[] {
          sun.cosZenith(0, 0), sun.cosZenith(0, 90), Math.sin(Math.toRadians(sun.declinationDeg()))
        };
  }

  boolean isSurfaceKnown(int i) {
    return !Float.isNaN(lst.lstK()[i]);
  }

  private double[] fitStandIn(float[] lstK) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < lstK.length; i++) {
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
    double spread = n * xx - x * x;
    double slope = n > 100 && spread > 1e-6 * n * n ? (n * xy - x * y) / spread : 0;
    return n > 100 ? new double[] {(y - slope * x) / n, slope} : new double[] {3, 0};
  }

  /** Band 14 minus band 15 [K], 0 if one is missing. */
  double splitK(int i) {
    boolean there = t14 != null && t15 != null && !Float.isNaN(t14[i]) && !Float.isNaN(t15[i]);
    return there ? t14[i] - t15[i] : 0;
  }

  void row(int row) {
    int columns = scene.grid().columns();
    for (int i = row * columns; i < (row + 1) * columns; i++) {
      boolean usable =
          land.isLand(i)
              && t13[i] > LOWEST_K
              && scene.geometry().viewZenithDeg()[i] <= MAX_VIEW_ZENITH_DEG
              && !Float.isNaN(t7[i]);
      emissivity[i] = (float) land.emissivityAt(7, i);
      measured[i] = usable ? (float) band7.planck(t7[i]) : Float.NaN;
      float known = lst.lstK()[i];
      surfaceK[i] =
          (float) (Float.isNaN(known) ? t13[i] + standIn[0] + standIn[1] * splitK(i) : known);
      predicted[i] = usable ? (float) radiance(i, surfaceK[i]) : Float.NaN;
    }
  }

  /** Radiance of a pixel for a surface temperature; sets its transmittance. */
  double radiance(int i, double kelvin) {
    double depth = 0.10 + 0.0022 * land.waterAt(i);
    double view = Math.cos(Math.toRadians(scene.geometry().viewZenithDeg()[i]));
    double cosSun = cosSun(i);
    double tau = Math.exp(-depth / view);
    transmittance[i] = (float) tau;
    double air = land.airAt(i);
    double emission = band7.planck((Double.isNaN(air) ? kelvin - 5 : air) - 12);
    double sunlight = cosSun > 0.02 ? band7Sun * cosSun * Math.exp(-depth / cosSun) : 0;
    double sky = (1 - Math.exp(-1.66 * depth)) * emission;
    double e = emissivity[i];
    return e * band7.planck(kelvin) * tau + (1 - tau) * emission + (1 - e) * tau * (sunlight + sky);
  }

  double cosSun(int i) {
    float seconds = scene.timeOffsetSeconds()[i];
    return sun.cosZenith(
        scene.geometry().latitudeDeg()[i],
        scene.geometry().longitudeDeg()[i],
        Float.isNaN(seconds) ? 0 : seconds);
  }

  /** Standard deviation of the prediction for a single pixel: noise, emissivity, temperature. */
  double pixelSigma(int i) {
    double noise = 0.1 * band7.slope(t7[i]);
    double unknown = land.emissivitySigmaAt(7, i) > 0.01 ? land.emissivitySigmaAt(7, i) : 0;
    double contrast = Math.max(0, cosSun(i)) * band7Sun * transmittance[i] * transmittance[i];
    // a surface temperature that only stands in may be 1.5 K off
    double guessed = Float.isNaN(lst.lstK()[i]) ? 1.5 * band7.slope(t7[i]) * transmittance[i] : 0;
    return Math.hypot(guessed, Math.hypot(noise, unknown * contrast));
  }

  /** Angle between the view and the sun's mirror image [degrees]. */
  double glintDeg(int i, double subLongitudeDeg) {
    double latitude = Math.toRadians(scene.geometry().latitudeDeg()[i]);
    double longitude = Math.toRadians(scene.geometry().longitudeDeg()[i]);
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
