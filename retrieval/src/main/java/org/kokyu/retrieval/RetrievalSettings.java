package org.kokyu.retrieval;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.estimation.OptimalEstimation;
import org.kokyu.retrieval.residual.ResidualPatterns;

/**
 * What an operator may choose about the retrieval.
 *
 * @param sphericalPath spherical line of sight (true) or plane-parallel
 * @param prior prior uncertainties
 * @param modelErrorK error of the forward model, as brightness temperature, added to the noise
 *     variance [K]
 * @param edgeNoiseFactor the noise counts so many times below 705 cm-1, where the nominal range of
 *     the detectors ends
 * @param cloud limits beyond which a footprint counts as cloudy
 * @param options what else the prior and the state may hold
 * @param solver limits of the iteration
 */
public record RetrievalSettings(
    boolean sphericalPath,
    PriorUncertainty prior,
    double modelErrorK,
    double edgeNoiseFactor,
    CloudLimits cloud,
    Options options,
    OptimalEstimation.Settings solver) {

  /** Below this the nominal range of the detectors ends [cm-1]. */
  static final double EDGE_PER_CM = 705;

  public static final RetrievalSettings DEFAULT =
      new RetrievalSettings(
          true,
          PriorUncertainty.DEFAULT,
          0.05,
          2,
          CloudLimits.DEFAULT,
          Options.DEFAULT,
          OptimalEstimation.Settings.DEFAULT);

  public RetrievalSettings withSphericalPath(boolean spherical) {
    return new RetrievalSettings(
        spherical, prior, modelErrorK, edgeNoiseFactor, cloud, options, solver);
  }

  public RetrievalSettings withPrior(PriorUncertainty uncertainty) {
    return new RetrievalSettings(
        sphericalPath, uncertainty, modelErrorK, edgeNoiseFactor, cloud, options, solver);
  }

  public RetrievalSettings withSolver(OptimalEstimation.Settings limits) {
    return new RetrievalSettings(
        sphericalPath, prior, modelErrorK, edgeNoiseFactor, cloud, options, limits);
  }

  /**
   * With other variances of the measurement.
   *
   * @param modelK error of the forward model [K]
   * @param edgeFactor on the noise below 705 cm-1
   */
  public RetrievalSettings withMeasurementError(double modelK, double edgeFactor) {
    return new RetrievalSettings(sphericalPath, prior, modelK, edgeFactor, cloud, options, solver);
  }

  public RetrievalSettings withCloud(CloudLimits limits) {
    return new RetrievalSettings(
        sphericalPath, prior, modelErrorK, edgeNoiseFactor, limits, options, solver);
  }

  public RetrievalSettings withOptions(Options other) {
    return new RetrievalSettings(
        sphericalPath, prior, modelErrorK, edgeNoiseFactor, cloud, other, solver);
  }

  /**
   * Limits of the cloud screening. Each of the three tests alone makes a cloud.
   *
   * @param dropLandK a window brightness temperature this far below the one computed from the prior
   *     counts as cloud over land and unknown surfaces [K]
   * @param dropSeaK the same over sea [K]
   * @param splitWindowK difference of the split window from that of the prior [K]
   * @param effectiveFraction least share of a black cloud found by slicing
   * @param significance the share must be so many times its uncertainty
   */
  public record CloudLimits(
      double dropLandK,
      double dropSeaK,
      double splitWindowK,
      double effectiveFraction,
      double significance) {
    public static final CloudLimits DEFAULT = new CloudLimits(6, 4, 3, 0.02, 3);
  }

  /**
   * Prior of thin cirrus, a grey layer.
   *
   * @param amount effective amount: share times emissivity, above 0
   * @param sigmaLnAmount standard deviation of its logarithm
   * @param pressurePa where it lies [Pa]
   * @param sigmaLnPressure standard deviation of ln p; 0: the pressure is fixed
   */
  public record CirrusPrior(
      double amount, double sigmaLnAmount, double pressurePa, double sigmaLnPressure) {
    public static final CirrusPrior DEFAULT = new CirrusPrior(0.01, 1, 25000, 0.4);
  }

  /**
   * What else the prior and the state may hold.
   *
   * @param surfaceTypes without a given emissivity the kind of surface that explains the spectrum
   *     best is the prior (true), or one emissivity at all wavenumbers over land (false)
   * @param patterns residual patterns that are part of the state, at most one set per instrument
   * @param cirrus thin cirrus as part of the state
   */
  public record Options(
      boolean surfaceTypes, List<ResidualPatterns> patterns, Optional<CirrusPrior> cirrus) {
    public static final Options DEFAULT = new Options(true, List.of(), Optional.empty());

    public Options {
      patterns = List.copyOf(patterns);
      Objects.requireNonNull(cirrus, "cirrus");
    }

    /** With another choice of the emissivity. */
    public Options withSurfaceTypes(boolean types) {
      return new Options(types, patterns, cirrus);
    }

    public Options withPatterns(List<ResidualPatterns> sets) {
      return new Options(surfaceTypes, sets, cirrus);
    }

    public Options withCirrus(CirrusPrior prior) {
      return new Options(surfaceTypes, patterns, Optional.of(prior));
    }

    Optional<ResidualPatterns> patternsFor(Instrument instrument) {
      return patterns.stream().filter(p -> p.instrument() == instrument).findFirst();
    }
  }

  /**
   * Variance of noise and model error of one channel [(W m-2 sr-1 (cm-1)-1)²].
   *
   * @param nu wavenumber [cm-1]
   * @param radiance measured [W m-2 sr-1 (cm-1)-1]
   * @param noise of the instrument, one standard deviation [W m-2 sr-1 (cm-1)-1]
   */
  double variance(double nu, double radiance, double noise) {
    double sigma = noise * (nu < EDGE_PER_CM ? edgeNoiseFactor : 1);
    double bright = Math.max(radiance, noise);
    double ofModel = modelErrorK * Planck.derivative(nu, Planck.brightnessTemperature(nu, bright));
    return sigma * sigma + ofModel * ofModel;
  }

  /**
   * Standard deviation of a profile: one value near the surface, one in the troposphere, two above.
   *
   * @param boundary below 2 km
   * @param troposphere up to 200 hPa
   * @param lowerStratosphere 200 … 30 hPa
   * @param upperStratosphere above 30 hPa
   * @param lengthM correlation length in height, 7 km ln(p_s/p) [m]
   */
  public record ProfileSigma(
      double boundary,
      double troposphere,
      double lowerStratosphere,
      double upperStratosphere,
      double lengthM) {

    double at(double heightM, double pressurePa) {
      if (pressurePa < 3000) {
        return upperStratosphere;
      }
      if (pressurePa < 20000) {
        return lowerStratosphere;
      }
      return heightM < 2000 ? boundary : troposphere;
    }

    ProfileSigma times(double factor) {
      return new ProfileSigma(
          boundary * factor,
          troposphere * factor,
          lowerStratosphere * factor,
          upperStratosphere * factor,
          lengthM);
    }
  }

  /**
   * Prior uncertainties: of ln(mole fraction) for gases, kelvin for temperatures.
   *
   * <p>Tropospheric values and correlation lengths are those customary for thermal-infrared profile
   * retrievals (Saitoh et al. 2009; Schneider et al. 2022, ESSD 14, 709); the stratospheric ones of
   * CH4 and N2O are wide because models miss the stratosphere by tens of per cent. With a
   * climatology instead of a forecast temperature, water and skin are widened by {@link
   * #CLIMATOLOGY_FACTOR}.
   *
   * @param emissivityLand of each window's emissivity over land and unknown surfaces
   * @param emissivitySea the same over sea
   * @param emissivityTilt change of the emissivity from the middle of a window to its end over
   *     land, a third of it over sea; 0: no such element
   * @param offsetK radiance offset of each contiguous range of channels, as change of the
   *     brightness temperature that the prior's spectrum has there, above 0; five thirds of it
   *     below 760 cm-1
   * @param wavenumberScale relative
   * @param waterSelfContinuum of ln(factor on the self continuum of water); 0: no such element
   */
  public record PriorUncertainty(
      ProfileSigma co2,
      ProfileSigma ch4,
      ProfileSigma n2o,
      ProfileSigma h2o,
      ProfileSigma o3,
      ProfileSigma temperatureK,
      double skinK,
      double emissivityLand,
      double emissivitySea,
      double emissivityTilt,
      double offsetK,
      double wavenumberScale,
      double waterSelfContinuum) {

    static final double CLIMATOLOGY_FACTOR = 4;

    public static final PriorUncertainty DEFAULT =
        new PriorUncertainty(
            new ProfileSigma(0.025, 0.02, 0.015, 0.012, 5000),
            new ProfileSigma(0.05, 0.05, 0.10, 0.20, 5000),
            new ProfileSigma(0.02, 0.02, 0.08, 0.20, 6000),
            new ProfileSigma(0.35, 0.35, 0.20, 0.15, 2000),
            new ProfileSigma(0.20, 0.20, 0.10, 0.10, 4000),
            new ProfileSigma(1.5, 1.0, 1.0, 1.5, 3000),
            3.0,
            0.015,
            0.005,
            0.005,
            0.2,
            2e-6,
            0);

    ProfileSigma of(Gas gas) {
      return switch (gas) {
        case CO2 -> co2;
        case CH4 -> ch4;
        case N2O -> n2o;
        case H2O -> h2o;
        case O3 -> o3;
        default -> throw new IllegalArgumentException(gas + " is not retrieved");
      };
    }

    PriorUncertainty widened() {
      return new PriorUncertainty(
          co2,
          ch4,
          n2o,
          h2o.times(2),
          o3.times(2),
          temperatureK.times(CLIMATOLOGY_FACTOR),
          skinK * CLIMATOLOGY_FACTOR,
          emissivityLand,
          emissivitySea,
          emissivityTilt,
          offsetK,
          wavenumberScale,
          waterSelfContinuum);
    }

    /** All profile uncertainties multiplied. */
    public PriorUncertainty profilesTimes(double factor) {
      return new PriorUncertainty(
          co2.times(factor),
          ch4.times(factor),
          n2o.times(factor),
          h2o.times(factor),
          o3.times(factor),
          temperatureK.times(factor),
          skinK,
          emissivityLand,
          emissivitySea,
          emissivityTilt,
          offsetK,
          wavenumberScale,
          waterSelfContinuum);
    }

    /** With another temperature uncertainty, the same at all heights [K]. */
    public PriorUncertainty withTemperature(double sigmaK) {
      ProfileSigma t = new ProfileSigma(sigmaK, sigmaK, sigmaK, sigmaK, temperatureK.lengthM());
      return new PriorUncertainty(
          co2,
          ch4,
          n2o,
          h2o,
          o3,
          t,
          skinK,
          emissivityLand,
          emissivitySea,
          emissivityTilt,
          offsetK,
          wavenumberScale,
          waterSelfContinuum);
    }

    /** With another uncertainty of the radiance offsets [K]. */
    public PriorUncertainty withOffset(double sigmaK) {
      return new PriorUncertainty(
          co2,
          ch4,
          n2o,
          h2o,
          o3,
          temperatureK,
          skinK,
          emissivityLand,
          emissivitySea,
          emissivityTilt,
          sigmaK,
          wavenumberScale,
          waterSelfContinuum);
    }

    /** With another uncertainty of the skin temperature [K]. */
    PriorUncertainty withSkin(double sigmaK) {
      return new PriorUncertainty(
          co2,
          ch4,
          n2o,
          h2o,
          o3,
          temperatureK,
          sigmaK,
          emissivityLand,
          emissivitySea,
          emissivityTilt,
          offsetK,
          wavenumberScale,
          waterSelfContinuum);
    }

    /** With another uncertainty of ln(factor on the self continuum of water). */
    public PriorUncertainty withWaterSelfContinuum(double sigma) {
      return new PriorUncertainty(
          co2,
          ch4,
          n2o,
          h2o,
          o3,
          temperatureK,
          skinK,
          emissivityLand,
          emissivitySea,
          emissivityTilt,
          offsetK,
          wavenumberScale,
          sigma);
    }
  }

  /** Gases of the state vector. */
  static final List<Gas> GASES = List.of(Gas.CO2, Gas.CH4, Gas.N2O, Gas.H2O, Gas.O3);
}
