package org.kokyu.core.profile;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.core.scene.CollocatedImager;
import org.kokyu.core.sounding.Sounding;

/**
 * The profiles of one sounding. Arrays are on n layers from the surface upwards, NaN below the
 * surface; they are shared, not copied: treat them as constant.
 *
 * @param sounding what was measured (spectra may be dropped by the caller to save memory)
 * @param layerBoundsPa pressures of the layer boundaries [Pa], n + 1; the lowest valid one is the
 *     surface pressure
 * @param dryAirColumn dry air per layer [mol m-2], n
 * @param gases CO2, CH4, N2O
 * @param thermal temperature and water
 * @param surface surface and instrument elements
 * @param fit how well it fits
 * @param qualityReasons bits of {@link QualityReason}
 * @param sources meteorology and prior that were used
 * @param imager what an imager saw of the footprint, where there was one
 */
public record GasProfile(
    Sounding sounding,
    double[] layerBoundsPa,
    double[] dryAirColumn,
    List<GasResult> gases,
    Thermal thermal,
    Surface surface,
    Cloud cloud,
    Fit fit,
    int qualityReasons,
    Sources sources,
    Optional<CollocatedImager> imager) {

  /**
   * @param temperatureK retrieved, n
   * @param temperaturePriorK prior, n
   * @param temperatureUncertaintyK posterior standard deviation, n
   * @param h2o retrieved dry mole fraction of water [mol mol-1], n
   * @param h2oPrior prior, n
   * @param h2oUncertainty posterior standard deviation of ln, n
   * @param o3 retrieved dry mole fraction of ozone [mol mol-1], n
   * @param o3Prior prior, n
   */
  public record Thermal(
      double[] temperatureK,
      double[] temperaturePriorK,
      double[] temperatureUncertaintyK,
      double[] h2o,
      double[] h2oPrior,
      double[] h2oUncertainty,
      double[] o3,
      double[] o3Prior) {}

  /**
   * @param pressurePa surface pressure
   * @param temperatureK retrieved skin temperature
   * @param temperaturePriorK prior skin temperature
   * @param temperatureUncertaintyK posterior standard deviation
   * @param cover kind of surface whose emissivity the prior is
   * @param emissivity retrieved emissivity in the middle of each spectral window
   * @param emissivityPrior prior, same place
   * @param emissivityTilt retrieved change of the emissivity from the middle of a window to its
   *     upper end, per window; empty where it is not retrieved
   * @param waterSelfContinuum retrieved factor on the self continuum of water; 1 where it is not
   *     retrieved
   * @param radianceOffsets retrieved, per contiguous range of channels
   * @param axisShiftPerCm shift of the given wavenumbers found and corrected before the fit [cm-1]
   * @param wavenumberScale retrieved relative shift of the wavenumber axis
   */
  public record Surface(
      double pressurePa,
      double temperatureK,
      double temperaturePriorK,
      double temperatureUncertaintyK,
      Cover cover,
      double[] emissivity,
      double[] emissivityPrior,
      double[] emissivityTilt,
      double waterSelfContinuum,
      List<RadianceOffset> radianceOffsets,
      double axisShiftPerCm,
      double wavenumberScale) {}

  /**
   * A radiance offset.
   *
   * @param range its channels: window and lowest wavenumber
   * @param kelvin as change of the brightness temperature that the prior's spectrum has there
   */
  public record RadianceOffset(String range, double kelvin) {}

  /**
   * Cloud seen in the spectrum before the fit.
   *
   * @param effectiveFraction share of a black cloud that explains the spectrum best, 0 or more; it
   *     means something where it is several times its uncertainty
   * @param uncertainty standard deviation of the share at that top pressure
   * @param topPressurePa pressure of its top [Pa]; NaN where no share is positive
   * @param splitWindowK brightness temperature near 903 minus that near 832 cm-1, measured minus
   *     prior [K]; NaN where the tables have no such channels
   * @param cirrus thin cirrus in the state of the fit
   */
  public record Cloud(
      double effectiveFraction,
      double uncertainty,
      double topPressurePa,
      double splitWindowK,
      Optional<Cirrus> cirrus) {
    /** Share over its uncertainty. */
    public double significance() {
      return effectiveFraction / uncertainty;
    }
  }

  /**
   * Thin cirrus as the fit has it.
   *
   * @param amount effective amount: share of the footprint times emissivity
   * @param lnUncertainty posterior standard deviation of its logarithm
   * @param pressurePa where it lies [Pa]
   */
  public record Cirrus(double amount, double lnUncertainty, double pressurePa) {}

  /**
   * Kind of surface.
   *
   * @param first that with the larger share
   * @param second that with the smaller share, the same as the first where there is but one
   * @param secondShare its share, 0 … 0.5
   */
  public record Cover(SurfaceType first, SurfaceType second, double secondShare) {}

  /**
   * @param windows names of the spectral windows
   * @param windowFirstPerCm first channel of each window [cm-1]
   * @param windowLastPerCm last channel of each window [cm-1]
   * @param chi2 reduced chi² of the radiances
   * @param chi2PerWindow the same per window
   * @param residualK root-mean-square residual per window as brightness temperature [K]
   * @param patternNames residual patterns in the state, window and number
   * @param patternScale their retrieved scale factors
   * @param iterations number of accepted and rejected steps
   * @param converged whether the convergence test was met
   * @param informationBits information content of the whole state, ½ log₂ det(Sa S⁻¹)
   * @param noise noise assumed for the channels, median per window [W m-2 sr-1 (cm-1)-1]
   * @param noiseSource where it comes from
   * @param windowBrightnessK brightness temperature in the clearest window [K]
   * @param windowBrightnessPriorK the same computed from the prior state [K]
   */
  public record Fit(
      List<String> windows,
      double[] windowFirstPerCm,
      double[] windowLastPerCm,
      double chi2,
      double[] chi2PerWindow,
      double[] residualK,
      List<String> patternNames,
      double[] patternScale,
      int iterations,
      boolean converged,
      double informationBits,
      double[] noise,
      NoiseSource noiseSource,
      double windowBrightnessK,
      double windowBrightnessPriorK) {}

  /**
   * @param meteorology source of the meteorology
   * @param prior source of the prior profiles
   * @param meteorologyAgeHours age of the meteorology [h]; NaN where unknown
   * @param priorAgeHours age of the prior profiles [h]; NaN where unknown
   * @param residualPatterns training of the residual patterns in the state; empty without
   */
  public record Sources(
      String meteorology,
      String prior,
      double meteorologyAgeHours,
      double priorAgeHours,
      String residualPatterns) {

    /** Of unknown age, without residual patterns. */
    public Sources(String meteorology, String prior) {
      this(meteorology, prior, Double.NaN, Double.NaN, "");
    }
  }

  public GasProfile {
    Objects.requireNonNull(sounding, "sounding");
    gases = List.copyOf(gases);
    Objects.requireNonNull(imager, "imager");
  }

  /** Without an imager. */
  public GasProfile(
      Sounding sounding,
      double[] layerBoundsPa,
      double[] dryAirColumn,
      List<GasResult> gases,
      Thermal thermal,
      Surface surface,
      Cloud cloud,
      Fit fit,
      int qualityReasons,
      Sources sources) {
    this(
        sounding,
        layerBoundsPa,
        dryAirColumn,
        gases,
        thermal,
        surface,
        cloud,
        fit,
        qualityReasons,
        sources,
        Optional.empty());
  }

  /** 0 good, 1 use with care, 2 bad. */
  public int qualityFlag() {
    int bad =
        QualityReason.NOT_CONVERGED.mask()
            | QualityReason.CHI2_OUTSIDE_RANGE.mask()
            | QualityReason.CLOUD.mask()
            | QualityReason.BAD_INPUT.mask()
            | QualityReason.OUTSIDE_TABLE.mask();
    if ((qualityReasons & bad) != 0) {
      return 2;
    }
    // a humidity brought back to saturation is no reason to distrust the result
    return (qualityReasons & ~QualityReason.HUMIDITY_LIMITED.mask()) == 0 ? 0 : 1;
  }
}
