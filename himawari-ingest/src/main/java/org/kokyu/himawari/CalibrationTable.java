package org.kokyu.himawari;

import java.util.Arrays;

/**
 * Count to physical value for one calibration block.
 *
 * <p>Radiance L = gain · count + offset [W m-2 sr-1 µm-1]. Bands 7 to 16: effective temperature T_e
 * = (hc/kλ) / ln(2hc²/(λ⁵ L) + 1) with the constants and the central wavelength λ of the file (L
 * per metre of wavelength), then T_b = c0 + c1 T_e + c2 T_e² [K]. Bands 1 to 6: reflectance = c′ ·
 * L, not divided by the cosine of the solar zenith; the updated gain and offset are used unless
 * both are 0. The gain of infrared bands is negative: count 0 is the hottest. No value (not a
 * number) for the error and outside-scan counts, for counts beyond the valid bits, and for infrared
 * radiances that are not positive. Source: JMA, Himawari Standard Data User's Guide 1.3 (2017),
 * block 5. Immutable, thread-safe.
 */
public final class CalibrationTable {
  private static final double METRES_PER_MICROMETRE = 1e-6;

  private final HsdHeader.Calibration calibration;
  private final float[] values;

  private CalibrationTable(HsdHeader.Calibration calibration, float[] values) {
    this.calibration = calibration;
    this.values = values;
  }

  public static CalibrationTable of(HsdHeader.Calibration calibration) {
    float[] values = new float[1 << 16];
    Arrays.fill(values, Float.NaN);
    int limit = 1 << calibration.validBits();
    for (int count = 0; count < limit; count++) {
      if (count != calibration.errorCount() && count != calibration.outsideCount()) {
        values[count] = (float) value(calibration, count);
      }
    }
    return new CalibrationTable(calibration, values);
  }

  private static double value(HsdHeader.Calibration c, int count) {
    double radiance = radiance(c, count);
    if (c.visible().isPresent()) {
      return c.visible().get().coefficient() * radiance;
    }
    return brightnessTemperature(c, radiance);
  }

  /** Radiance of a count [W m-2 sr-1 µm-1]. */
  public static double radiance(HsdHeader.Calibration c, int count) {
    if (c.visible().isPresent() && c.visible().get().isUpdated()) {
      HsdHeader.Visible v = c.visible().get();
      return v.updatedGain() * count + v.updatedOffset();
    }
    return c.gain() * count + c.offset();
  }

  /** Brightness temperature [K] of an infrared radiance, not a number unless it is positive. */
  public static double brightnessTemperature(HsdHeader.Calibration c, double radiance) {
    if (!(radiance > 0)) {
      return Double.NaN;
    }
    HsdHeader.Infrared i = c.infrared().orElseThrow();
    double lambda = c.wavelengthMicrometre() * METRES_PER_MICROMETRE;
    double c1 = 2 * i.planck() * i.lightSpeed() * i.lightSpeed() / Math.pow(lambda, 5);
    double c2 = i.planck() * i.lightSpeed() / (i.boltzmann() * lambda);
    double te = c2 / Math.log1p(c1 / (radiance / METRES_PER_MICROMETRE));
    return i.c0() + i.c1() * te + i.c2() * te * te;
  }

  /**
   * Infrared radiance [W m-2 sr-1 µm-1] of a brightness temperature, with the inverse constants.
   */
  public static double radianceOf(HsdHeader.Calibration c, double brightnessTemperatureK) {
    HsdHeader.Infrared i = c.infrared().orElseThrow();
    double te =
        i.inverseC0()
            + i.inverseC1() * brightnessTemperatureK
            + i.inverseC2() * brightnessTemperatureK * brightnessTemperatureK;
    double lambda = c.wavelengthMicrometre() * METRES_PER_MICROMETRE;
    double c1 = 2 * i.planck() * i.lightSpeed() * i.lightSpeed() / Math.pow(lambda, 5);
    double c2 = i.planck() * i.lightSpeed() / (i.boltzmann() * lambda);
    return c1 / Math.expm1(c2 / te) * METRES_PER_MICROMETRE;
  }

  /** Nearest count of a radiance, clipped to the valid range as an instrument saturates. */
  public static int countOf(HsdHeader.Calibration c, double radiance) {
    long count = Math.round((radiance - c.offset()) / c.gain());
    return (int) Math.max(0, Math.min((1L << c.validBits()) - 1, count));
  }

  public HsdHeader.Calibration calibration() {
    return calibration;
  }

  /** Brightness temperature [K] or reflectance of a count, not a number where there is none. */
  public float value(int count) {
    return values[count];
  }

  /** The table itself, 65536 entries; not to be changed. */
  float[] values() {
    return values;
  }
}
