package org.kokyu.retrieval;

import java.util.List;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.NoiseSource;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.retrieval.fast.NodeForwardModel;

/**
 * The channels of a sounding that the tables know: radiance, noise variance, displacement from the
 * table's axis.
 *
 * @param radiance [W m-2 sr-1 (cm-1)-1]
 * @param noise standard deviation of the instrument's noise [W m-2 sr-1 (cm-1)-1]
 * @param variance noise and model error [(W m-2 sr-1 (cm-1)-1)²]
 * @param displacementPerCm measured minus tabulated wavenumber [cm-1]
 * @param noiseGiven whether the file gives the noise of a channel
 * @param noiseSource where the noise comes from
 */
record MeasuredChannels(
    double[] radiance,
    double[] noise,
    double[] variance,
    double[] displacementPerCm,
    boolean[] noiseGiven,
    NoiseSource noiseSource) {
  /**
   * A channel that lies this far from the table's axis is taken as it is and its displacement
   * modelled; beyond, where the linear displacement would not hold, the spectrum is read between
   * its channels [cm-1].
   */
  private static final double MAX_DISPLACEMENT_PER_CM = 0.02;

  /** A channel this many standard deviations below zero is broken. */
  private static final double FARTHEST_SIGMA = 6;

  /** No surface that a profile is wanted over is brighter [K]. */
  private static final double HOTTEST_K = 370;

  /** Times the nominal noise: a spectrum with more measures nothing. */
  private static final double MOST_NOISE_FACTOR = 1000;

  private static final double NO_DISPLACEMENT_PER_CM = 1e-6;

  /** Without a given noise the limit below zero is so many times wider. */
  private static final double UNKNOWN_NOISE_FACTOR = 5;

  /**
   * Signal-to-noise ratio of GOSAT band 4 at 700 cm-1 and 280 K before launch (JAXA EORC): where a
   * file gives no noise, the start of an estimate from the spectrum and, for GOSAT, what stands
   * where that fails.
   */
  private static final double NOMINAL_SNR = 280;

  /**
   * The channels, noise not given being the nominal one.
   *
   * @param shiftPerCm to be added to the given wavenumbers; 0 takes the channels as they are
   */
  static Outcome<MeasuredChannels> of(
      Sounding sounding, NodeForwardModel model, RetrievalSettings settings, double shiftPerCm) {
    int n = model.channels();
    double[] radiance = new double[n];
    double[] variance = new double[n];
    double[] displacement = new double[n];
    double[] noises = new double[n];
    boolean[] given = new boolean[n];
    boolean allGiven = true;
    for (int c = 0; c < n; c++) {
      double nu = model.channelPerCm(c);
      Spectrum spectrum = covering(sounding.spectra(), nu - shiftPerCm);
      if (spectrum == null) {
        return Outcome.failure(
            FailureReason.CHANNELS_MISSING,
            "sounding %s: no channel at %.4f cm-1".formatted(sounding.id(), nu));
      }
      int i = (int) Math.rint(spectrum.axis().channelOf(nu - shiftPerCm));
      double d = spectrum.axis().wavenumberPerCm(i) + shiftPerCm - nu;
      if (Math.abs(d) <= MAX_DISPLACEMENT_PER_CM) {
        displacement[c] = Math.abs(d) < NO_DISPLACEMENT_PER_CM ? 0 : d;
        radiance[c] = spectrum.radiance(i);
      } else {
        radiance[c] = AxisRegistration.read(List.of(spectrum), nu - shiftPerCm);
      }
      given[c] = spectrum.noise().isPresent() && spectrum.noise().getAsDouble() > 0;
      allGiven &= given[c];
      noises[c] = given[c] ? spectrum.noise().getAsDouble() : nominalNoise();
      if (!(noises[c] < MOST_NOISE_FACTOR * nominalNoise())) {
        return Outcome.failure(
            FailureReason.BAD_SPECTRUM,
            "sounding %s: noise below %.3g W m-2 sr-1 (cm-1)-1 expected, found %s"
                .formatted(sounding.id(), MOST_NOISE_FACTOR * nominalNoise(), noises[c]));
      }
      double least = -FARTHEST_SIGMA * noises[c] * (given[c] ? 1 : UNKNOWN_NOISE_FACTOR);
      // noise may take a dark channel below zero, but not far
      if (!(radiance[c] > least) || !(radiance[c] < Planck.radiance(nu, HOTTEST_K))) {
        return Outcome.failure(
            FailureReason.BAD_SPECTRUM,
            "sounding %s: radiance %s W m-2 sr-1 (cm-1)-1 at %.4f cm-1 outside %.3g … %.3g"
                .formatted(sounding.id(), radiance[c], nu, least, Planck.radiance(nu, HOTTEST_K)));
      }
      variance[c] = settings.variance(nu, radiance[c], noises[c]);
    }
    return Outcome.success(
        new MeasuredChannels(
            radiance,
            noises,
            variance,
            displacement,
            given,
            allGiven ? NoiseSource.FILE : NoiseSource.NOMINAL));
  }

  /** Noise of an instrument that nothing is known of [W m-2 sr-1 (cm-1)-1]. */
  static double nominalNoise() {
    return Planck.radiance(700, 280) / NOMINAL_SNR;
  }

  /** With the noise of the spectrum itself where the file gives none. */
  MeasuredChannels with(
      SpectralNoise estimate, NodeForwardModel model, RetrievalSettings settings) {
    double[] other = noise.clone();
    double[] otherVariance = variance.clone();
    for (int c = 0; c < other.length; c++) {
      if (!noiseGiven[c]) {
        other[c] = estimate.at(model.channelPerCm(c));
        otherVariance[c] = settings.variance(model.channelPerCm(c), radiance[c], other[c]);
      }
    }
    return new MeasuredChannels(
        radiance, other, otherVariance, displacementPerCm, noiseGiven, NoiseSource.SPECTRUM);
  }

  private static Spectrum covering(List<Spectrum> spectra, double nu) {
    for (Spectrum s : spectra) {
      double i = Math.rint(s.axis().channelOf(nu));
      if (i >= 0 && i < s.axis().count()) {
        return s;
      }
    }
    return null;
  }
}
