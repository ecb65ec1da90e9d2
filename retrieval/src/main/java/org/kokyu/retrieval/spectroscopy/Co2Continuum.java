package org.kokyu.retrieval.spectroscopy;

/**
 * Continuum of CO2: what the wings beyond 25 cm-1 of all CO2 lines leave, as a table over
 * wavenumber at three temperatures.
 *
 * <p>τ = k(ν, T) · p[atm] · column [kmol cm-2]; linear in ν, quadratic (Lagrange) in T. Source of
 * the form: Cousin et al. (1985), Appl. Opt. 24, 3899, doi 10.1364/AO.24.003899. Outside the
 * table's wavenumbers the continuum is zero. Immutable.
 */
public final class Co2Continuum {
  private static final double MOLECULES_PER_KMOL = 6.02214076e26;
  private static final double ATMOSPHERE_PA = 101325.0;

  private final double[] wavenumber;
  private final double[] temperature;
  private final double[][] k;

  /**
   * @param wavenumber ascending [cm-1]
   * @param temperature three temperatures [K]
   * @param k [temperature][wavenumber] in (atm kmol cm-2)-1
   */
  public Co2Continuum(double[] wavenumber, double[] temperature, double[][] k) {
    if (temperature.length != 3 || k.length != 3) {
      throw new IllegalArgumentException(
          "CO2 continuum needs 3 temperatures, got " + temperature.length);
    }
    this.wavenumber = wavenumber.clone();
    this.temperature = temperature.clone();
    this.k = new double[][] {k[0].clone(), k[1].clone(), k[2].clone()};
  }

  /** Cross section [cm² molecule-1]. */
  public double crossSection(double nu, double pressurePa, double temperatureK) {
    int n = wavenumber.length;
    if (nu < wavenumber[0] || nu > wavenumber[n - 1]) {
      return 0;
    }
    int i = java.util.Arrays.binarySearch(wavenumber, nu);
    i = Math.min(i >= 0 ? i : -i - 2, n - 2);
    double w = (nu - wavenumber[i]) / (wavenumber[i + 1] - wavenumber[i]);
    double value = 0;
    for (int a = 0; a < 3; a++) {
      double lagrange = 1;
      for (int b = 0; b < 3; b++) {
        if (b != a) {
          lagrange *= (temperatureK - temperature[b]) / (temperature[a] - temperature[b]);
        }
      }
      value += lagrange * (k[a][i] + w * (k[a][i + 1] - k[a][i]));
    }
    return Math.max(0, value) * pressurePa / ATMOSPHERE_PA / MOLECULES_PER_KMOL;
  }
}
