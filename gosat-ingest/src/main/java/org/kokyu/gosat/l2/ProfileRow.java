package org.kokyu.gosat.l2;

import java.time.Instant;
import java.util.Arrays;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.Matrix;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.SoundingGeometry;

/**
 * What of one profile of one gas goes into a day file, in its units (ppm, hPa, K) and with its fill
 * values.
 */
record ProfileRow(
    String id,
    Instant time,
    SoundingGeometry geometry,
    float surfacePressureHpa,
    float[] referenceTemperatureK,
    float[] referenceWaterPpm,
    float[] pressureHpa,
    float[] boundsHpa,
    float[] profilePpm,
    float[] errorPpm,
    float[][] kernel,
    float[] priorPpm,
    float[][] covariance,
    float[][] covarianceNoise,
    float dofs,
    int qualityFlag,
    int qualityReasons,
    String l1bVersion,
    String granule) {
  /** Levels of the reference data [hPa]. */
  static final double[] REFERENCE_HPA = {
    1000, 975, 950, 925, 900, 850, 800, 700, 600, 500, 400, 300, 250, 200, 150, 100, 70, 50, 30, 20,
    10
  };

  static final float FILL = -1.0e30f;
  private static final double PA_PER_HPA = 100;
  private static final double PPM = 1e6;

  static ProfileRow of(GasProfile p, GasResult r, Granule granule) {
    int n = r.moleFraction().length;
    double[] x = r.moleFraction();
    float[] error = new float[n];
    float[] pressure = new float[n];
    float[][] kernel = new float[n][n];
    for (int i = 0; i < n; i++) {
      error[i] = single(PPM * x[i] * Math.sqrt(r.covariance().get(i, i)));
      boolean exists = Double.isFinite(x[i]);
      double middle = 0.5 * (p.layerBoundsPa()[i] + p.layerBoundsPa()[i + 1]) / PA_PER_HPA;
      pressure[i] = exists ? single(middle) : FILL;
      for (int j = 0; j < n; j++) {
        // d x_i / d x_j of the mole fraction itself, from that of its logarithm
        kernel[i][j] = single(x[i] * r.kernel().get(i, j) / x[j]);
      }
    }
    double[] wet = p.thermal().h2oPrior().clone();
    Arrays.setAll(wet, i -> PPM * wet[i] / (1 + wet[i]));
    return new ProfileRow(
        p.sounding().id(),
        p.sounding().time(),
        p.sounding().geometry(),
        single(p.surface().pressurePa() / PA_PER_HPA),
        reference(p, p.thermal().temperaturePriorK()),
        reference(p, wet),
        pressure,
        scaled(p.layerBoundsPa(), 1 / PA_PER_HPA),
        scaled(x, PPM),
        error,
        kernel,
        scaled(r.prior(), PPM),
        square(r.covariance()),
        square(r.covarianceNoise()),
        single(r.dofs()),
        p.qualityFlag(),
        p.qualityReasons(),
        granule.l1bVersion(),
        granule.name());
  }

  /** Layer values at the reference levels above the surface, linear in ln p. */
  private static float[] reference(GasProfile p, double[] layerValues) {
    int n = layerValues.length;
    double[] pressure = new double[n];
    double[] value = new double[n];
    int valid = 0;
    for (int i = 0; i < n; i++) {
      if (Double.isFinite(layerValues[i])) {
        pressure[valid] = 0.5 * (p.layerBoundsPa()[i] + p.layerBoundsPa()[i + 1]);
        value[valid++] = layerValues[i];
      }
    }
    Profile profile = Profile.of(Arrays.copyOf(pressure, valid), Arrays.copyOf(value, valid));
    float[] levels = new float[REFERENCE_HPA.length];
    for (int k = 0; k < levels.length; k++) {
      double pa = REFERENCE_HPA[k] * PA_PER_HPA;
      levels[k] = pa <= p.surface().pressurePa() ? single(profile.at(pa)) : FILL;
    }
    return levels;
  }

  static float single(double value) {
    return Double.isFinite(value) ? (float) value : FILL;
  }

  private static float[] scaled(double[] values, double factor) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = single(values[i] * factor);
    }
    return scaled;
  }

  private static float[][] square(Matrix m) {
    float[][] rows = new float[m.rows()][m.columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = single(m.get(i, j));
      }
    }
    return rows;
  }
}
