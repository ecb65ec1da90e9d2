package org.kokyu.retrieval.band;

import org.kokyu.core.physics.Planck;
import org.kokyu.core.scene.BandResponse;
import org.kokyu.retrieval.spectroscopy.LineByLine;

/**
 * One band on an equidistant wavenumber grid, and its Planck function.
 *
 * <p>The mean of a radiance over wavelength is Σ wᵢ L(νᵢ) / Σ wᵢ 10⁴/νᵢ² with wᵢ = Δν R(10⁴/ν), the
 * response averaged over the cell. Immutable.
 */
final class BandGrid {
  private static final int PARTS = 16;
  private static final double LOWEST_K = 120;
  private static final double HIGHEST_K = 420;

  final BandResponse response;
  final LineByLine.Grid grid;
  final double[] weight;

  BandGrid(BandResponse response, double stepPerCm) {
    this.response = response;
    double begin = Math.floor(1e4 / response.endMicrometre() / stepPerCm) * stepPerCm;
    double end = 1e4 / response.beginMicrometre();
    int count = (int) Math.ceil((end - begin) / stepPerCm) + 1;
    grid = new LineByLine.Grid(begin, stepPerCm, count);
    weight = new double[count];
    double area = 0;
    for (int i = 0; i < count; i++) {
      double nu = begin + i * stepPerCm;
      for (int k = 0; k < PARTS; k++) {
        double part = nu + ((k + 0.5) / PARTS - 0.5) * stepPerCm;
        weight[i] += response.at(1e4 / part) * stepPerCm / PARTS;
      }
      area += weight[i] * 1e4 / (nu * nu);
    }
    for (int i = 0; i < count; i++) {
      weight[i] /= area;
    }
  }

  double wavenumber(int i) {
    return grid.beginPerCm() + i * grid.stepPerCm();
  }

  double planck(double kelvin) {
    double sum = 0;
    for (int i = 0; i < weight.length; i++) {
      sum += weight[i] * Planck.radiance(wavenumber(i), kelvin);
    }
    return sum;
  }

  /** Newton's method from the temperature of the band's middle. */
  double brightnessTemperature(double radiance) {
    if (!(radiance > 0)) {
      return Double.NaN;
    }
    double t = 280;
    for (int k = 0; k < 30; k++) {
      double f = planck(t);
      double slope = 0;
      for (int i = 0; i < weight.length; i++) {
        slope += weight[i] * Planck.derivative(wavenumber(i), t);
      }
      // in ln L over 1/T Planck's law is nearly a straight line
      double next = 1 / (1 / t - Math.log(radiance / f) * f / (slope * t * t));
      next = Math.min(HIGHEST_K, Math.max(LOWEST_K, next));
      if (Math.abs(next - t) < 1e-7) {
        return next;
      }
      t = next;
    }
    return t;
  }
}
