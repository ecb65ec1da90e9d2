package org.kokyu.core.profile;

import java.util.List;
import org.kokyu.core.atmosphere.Gas;

/**
 * One gas of a retrieved profile on n layers. Layer values are means weighted by dry-air mass; all
 * kernels and covariances are those of ln(dry mole fraction) of that mean. Values of layers below
 * the surface are NaN.
 *
 * @param gas CO2, CH4 or N2O
 * @param moleFraction retrieved dry mole fraction [mol mol-1], n
 * @param prior prior dry mole fraction [mol mol-1], n
 * @param covariance posterior covariance of ln, n × n
 * @param covarianceNoise part of it from measurement noise, n × n
 * @param covarianceSmoothing part of it from smoothing and interference, n × n
 * @param kernel ∂ ln retrieved / ∂ ln true of this gas, row = retrieved layer, n × n
 * @param kernelCo2 ∂ ln retrieved / ∂ ln true CO2, n × n (equal to {@code kernel} for CO2)
 * @param kernelCh4 the same for CH4
 * @param kernelN2o the same for N2O
 * @param kernelH2o the same for water vapour
 * @param kernelO3 the same for ozone
 * @param kernelTemperature ∂ ln retrieved / ∂ temperature [K-1], n × n
 * @param kernelSurfaceTemperature ∂ ln retrieved / ∂ surface temperature [K-1], n
 * @param kernelEmissivity ∂ ln retrieved / ∂ emissivity of each emissivity element, n × elements:
 *     the windows' levels, then, where retrieved, their tilts
 * @param kernelElements rows to the remaining elements of the state: instrument, spectroscopy
 * @param dofs degrees of freedom for signal: trace of {@code kernel}
 * @param dofsLadder the same had the temperature been known before to 0, 0.3 and 1 K at all heights
 */
public record GasResult(
    Gas gas,
    double[] moleFraction,
    double[] prior,
    Matrix covariance,
    Matrix covarianceNoise,
    Matrix covarianceSmoothing,
    Matrix kernel,
    Matrix kernelCo2,
    Matrix kernelCh4,
    Matrix kernelN2o,
    Matrix kernelH2o,
    Matrix kernelO3,
    Matrix kernelTemperature,
    double[] kernelSurfaceTemperature,
    Matrix kernelEmissivity,
    List<ElementKernel> kernelElements,
    double dofs,
    double[] dofsLadder) {

  /**
   * Kernel towards one element that is no profile.
   *
   * @param element its name, as it may stand in the name of a variable
   * @param units of the row: 1 over the unit of the element
   * @param row ∂ ln retrieved / ∂ true element, n
   */
  public record ElementKernel(String element, String units, double[] row) {}

  public GasResult {
    kernelElements = List.copyOf(kernelElements);
  }

  /** Prior uncertainties of temperature that {@link #dofsLadder} stands for [K]. */
  public static final List<Double> LADDER_K = List.of(0.0, 0.3, 1.0);
}
