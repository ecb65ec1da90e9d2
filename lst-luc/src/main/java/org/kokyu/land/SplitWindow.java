package org.kokyu.land;

/**
 * Split-window land surface temperature in the GOES-R form, used as the baseline.
 *
 * <p>LST = C + A1 T14 + A2 ε + (A3 + A4 (sec θ − 1)) (T14 − T15), with the brightness temperatures
 * of bands 14 and 15 [K], their mean emissivity ε and the view zenith angle θ; one set of
 * coefficients for day (solar zenith up to 85°), one for night. Results from 250 to 350 K and view
 * zenith angles up to 60° are inside the validity, up to 70° is extrapolation. The water vapour is
 * not an argument: wet and very oblique views lose skill, see {@link #modelSigmaK}.
 *
 * <p>Source of the form: Yu, Tarpley, Privette et al. 2009, IEEE TGRS 47, 936–951, and the GOES-R
 * baseline of Yu et al. 2011; of the numbers: the coefficient set of the operational Himawari-ANU
 * product (github.com/yuyi13/Himawari-ANU, MIT), which was derived for the GOES-8 imager and is
 * applied there to bands 14 and 15. It is not fitted to the spectral responses of Himawari.
 * Immutable, thread-safe.
 *
 * @param constantK C
 * @param band14 A1
 * @param emissivityK A2 [K]
 * @param difference A3
 * @param differenceAngle A4
 * @param modelSigmaNadirK see {@link #modelSigmaK}
 * @param modelSigmaAngleK see {@link #modelSigmaK}
 */
public record SplitWindow(
    double constantK,
    double band14,
    double emissivityK,
    double difference,
    double differenceAngle,
    double modelSigmaNadirK,
    double modelSigmaAngleK) {

  /** Solar zenith angle up to which the day set holds [degrees]. */
  public static final double DAY_SOLAR_ZENITH_DEG = 85;

  /** Lowest and highest temperature that counts as a result [K]. */
  public static final double MIN_LST_K = 250;

  public static final double MAX_LST_K = 350;

  /** View zenith angle up to which the form is inside its validity [degrees]. */
  public static final double VALID_VIEW_ZENITH_DEG = 60;

  /** View zenith angle beyond which there is no result [degrees]. */
  public static final double MAX_VIEW_ZENITH_DEG = 70;

  public static final SplitWindow DAY =
      new SplitWindow(35.022546, 1.018212, -39.387858, 1.263787, 0.609744, 2.6, 1.8);

  public static final SplitWindow NIGHT =
      new SplitWindow(36.160667, 1.012895, -38.909505, 1.022203, 0.669541, 2.0, 1.7);

  /** Name and sources, for a product's metadata. */
  public static final String SOURCE =
      "split window of GOES-R form (Yu et al. 2009, 2011) on bands 14 and 15 with the coefficients"
          + " of Himawari-ANU (github.com/yuyi13/Himawari-ANU), not fitted to AHI";

  /** Land surface temperature [K]. */
  public double lstK(double t14K, double t15K, double emissivity, double secViewZenith) {
    return constantK
        + band14 * t14K
        + emissivityK * emissivity
        + (difference + differenceAngle * (secViewZenith - 1)) * (t14K - t15K);
  }

  /** ∂LST/∂T14. */
  public double band14Derivative(double secViewZenith) {
    return band14 + difference + differenceAngle * (secViewZenith - 1);
  }

  /** ∂LST/∂T15. */
  public double band15Derivative(double secViewZenith) {
    return -(difference + differenceAngle * (secViewZenith - 1));
  }

  /**
   * Standard error of the formula itself [K]: nadir value + slope · (sec θ − 1).
   *
   * <p>Fitted to its error on line-by-line radiances of 26 atmospheres with up to 65 kg m⁻² of
   * water and 9 surfaces (LST − air temperature 0 … 20 K for day, −10 … 5 K for night, θ 0 … 65°);
   * a test repeats the comparison.
   */
  public double modelSigmaK(double secViewZenith) {
    return modelSigmaNadirK + modelSigmaAngleK * (secViewZenith - 1);
  }
}
