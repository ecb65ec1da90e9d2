package org.kokyu.himawari;

/**
 * The sixteen bands of the Advanced Himawari Imager, as their names and headers must show them.
 *
 * <p>Source: JMA, Himawari Standard Data User's Guide 1.3 (2017), table 1.
 *
 * @param number 1 … 16
 * @param resolutionCode digits of the file name: 05, 10 or 20 (0.5, 1, 2 km at nadir)
 * @param validBits bits of a count that carry data
 * @param wavelengthMicrometre nominal centre [µm]
 */
public record AhiBand(int number, int resolutionCode, int validBits, double wavelengthMicrometre) {
  private static final double[] WAVELENGTHS = {
    0.47, 0.51, 0.64, 0.86, 1.6, 2.3, 3.9, 6.2, 6.9, 7.3, 8.6, 9.6, 10.4, 11.2, 12.4, 13.3
  };
  private static final int[] BITS = {
    11, 11, 11, 11, 11, 11, 14, 11, 11, 12, 12, 12, 12, 12, 12, 11
  };

  /** The band of this number. */
  public static AhiBand of(int number) {
    if (number < 1 || number > WAVELENGTHS.length) {
      throw new IllegalArgumentException("band 1 to 16 expected, found " + number);
    }
    int resolution = number == 3 ? 5 : number == 1 || number == 2 || number == 4 ? 10 : 20;
    return new AhiBand(number, resolution, BITS[number - 1], WAVELENGTHS[number - 1]);
  }

  /** True for the bands that are calibrated to brightness temperature. */
  public boolean isInfrared() {
    return number >= 7;
  }
}
