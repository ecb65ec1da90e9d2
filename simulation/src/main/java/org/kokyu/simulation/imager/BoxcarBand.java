package org.kokyu.simulation.imager;

import java.util.Optional;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.himawari.AhiBand;
import org.kokyu.himawari.HsdHeader;

/**
 * An infrared band with a rectangular response in wavelength, and the calibration block that
 * belongs to it.
 *
 * <p>Band radiance is the mean of Planck's law over the band at 41 wavelengths [W m-2 sr-1 µm-1].
 * The conversion T_b = c0 + c1 T_e + c2 T_e² and its inverse are least-squares fits to exactly that
 * from 190 to 400 K (errors below 0.01 K). The gain spans space to the hottest temperature of the
 * band, count 0 being the hottest. The true responses and gains of the satellites differ.
 * Immutable, thread-safe.
 */
final class BoxcarBand {
  private static final double MICRO = 1e-6;
  private static final int WAVELENGTHS = 41;
  private static final double TABLE_LOW_K = 150;
  private static final double TABLE_STEP_K = 0.1;
  private static final float TABLE_STEPS_PER_K = 10f;
  private static final int TABLE_SIZE = 2701;
  private static final int ERROR_COUNT = 65535;
  private static final int OUTSIDE_COUNT = 65534;

  private final int number;
  private final double centre;
  private final double width;
  private final double noiseRadiance;
  private final float[] table = new float[TABLE_SIZE];
  private final HsdHeader.Calibration calibration;

  /**
   * @param centre wavelength [µm]
   * @param width full width [µm]
   * @param hottestK temperature of count 0 [K]
   * @param nedtK noise-equivalent temperature difference at 300 K [K]
   */
  private BoxcarBand(int number, double centre, double width, double hottestK, double nedtK) {
    this.number = number;
    this.centre = centre;
    this.width = width;
    for (int i = 0; i < TABLE_SIZE; i++) {
      table[i] = (float) integrate(TABLE_LOW_K + i * TABLE_STEP_K);
    }
    this.noiseRadiance = nedtK * (integrate(300.5) - integrate(299.5));
    this.calibration = calibrate(hottestK);
  }

  /**
   * Band 7, 13, 14 or 15 with the central wavelengths that Himawari-9 files carry, rounded widths,
   * and noise as specified (Bessho et al. 2016, J. Meteor. Soc. Japan 94, 151–183).
   */
  static BoxcarBand of(int number) {
    return switch (number) {
      case 7 -> new BoxcarBand(7, 3.8853, 0.22, 400, 0.16);
      case 13 -> new BoxcarBand(13, 10.4073, 0.42, 345, 0.10);
      case 14 -> new BoxcarBand(14, 11.2395, 0.67, 345, 0.10);
      case 15 -> new BoxcarBand(15, 12.3806, 0.97, 345, 0.10);
      default ->
          throw new IllegalArgumentException("band 7, 13, 14 or 15 expected, found " + number);
    };
  }

  int number() {
    return number;
  }

  HsdHeader.Calibration calibration() {
    return calibration;
  }

  /** Standard deviation of the noise [W m-2 sr-1 µm-1]. */
  double noiseRadiance() {
    return noiseRadiance;
  }

  /** Band radiance by quadrature [W m-2 sr-1 µm-1]. */
  double integrate(double temperatureK) {
    double sum = 0;
    for (int i = 0; i < WAVELENGTHS; i++) {
      double at = centre + width * ((i + 0.5) / WAVELENGTHS - 0.5);
      sum += planck(at, temperatureK);
    }
    return sum / WAVELENGTHS;
  }

  private static double planck(double micrometre, double temperatureK) {
    double l = micrometre * MICRO;
    double c1 =
        2
            * PhysicalConstants.PLANCK
            * PhysicalConstants.LIGHT_SPEED
            * PhysicalConstants.LIGHT_SPEED;
    double c2 =
        PhysicalConstants.PLANCK * PhysicalConstants.LIGHT_SPEED / PhysicalConstants.BOLTZMANN;
    return c1 / Math.pow(l, 5) / Math.expm1(c2 / (l * temperatureK)) * MICRO;
  }

  /** Band radiance from the table, 150 … 420 K [W m-2 sr-1 µm-1]. */
  float radiance(float temperatureK) {
    float x = (temperatureK - (float) TABLE_LOW_K) * TABLE_STEPS_PER_K;
    int i = Math.max(0, Math.min(TABLE_SIZE - 2, (int) x));
    return table[i] + (x - i) * (table[i + 1] - table[i]);
  }

  private HsdHeader.Calibration calibrate(double hottestK) {
    double[] brightness = new double[43];
    double[] effective = new double[43];
    double l = centre * MICRO;
    double c1 =
        2
            * PhysicalConstants.PLANCK
            * PhysicalConstants.LIGHT_SPEED
            * PhysicalConstants.LIGHT_SPEED;
    double c2 =
        PhysicalConstants.PLANCK * PhysicalConstants.LIGHT_SPEED / PhysicalConstants.BOLTZMANN;
    for (int i = 0; i < brightness.length; i++) {
      brightness[i] = 190 + 5 * i;
      double perMetre = integrate(brightness[i]) / MICRO;
      effective[i] = c2 / l / Math.log1p(c1 / Math.pow(l, 5) / perMetre);
    }
    double[] forward = quadratic(effective, brightness);
    double[] inverse = quadratic(brightness, effective);
    int bits = AhiBand.of(number).validBits();
    double top = integrate(hottestK);
    // a little below zero, so that noise around space stays countable
    double gain = -1.005 * top / ((1 << bits) - 1);
    return new HsdHeader.Calibration(
        number,
        centre,
        bits,
        ERROR_COUNT,
        OUTSIDE_COUNT,
        gain,
        top,
        Optional.of(
            new HsdHeader.Infrared(
                forward[0],
                forward[1],
                forward[2],
                inverse[0],
                inverse[1],
                inverse[2],
                PhysicalConstants.LIGHT_SPEED,
                PhysicalConstants.PLANCK,
                PhysicalConstants.BOLTZMANN)),
        Optional.empty());
  }

  /** Least-squares parabola y(x), fitted to y − x in (x − 290) for good conditioning. */
  private static double[] quadratic(double[] x, double[] y) {
    double[][] a = new double[3][4];
    for (int k = 0; k < x.length; k++) {
      double u = (x[k] - 290) / 100;
      double[] powers = {1, u, u * u};
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          a[i][j] += powers[i] * powers[j];
        }
        a[i][3] += powers[i] * (y[k] - x[k]);
      }
    }
    for (int i = 0; i < 3; i++) {
      for (int r = 0; r < 3; r++) {
        if (r != i) {
          double f = a[r][i] / a[i][i];
          for (int j = i; j < 4; j++) {
            a[r][j] -= f * a[i][j];
          }
        }
      }
    }
    double p0 = a[0][3] / a[0][0];
    double p1 = a[1][3] / a[1][1] / 100;
    double p2 = a[2][3] / a[2][2] / 1e4;
    return new double[] {p0 - 290 * p1 + 290 * 290 * p2, 1 + p1 - 580 * p2, p2};
  }
}
