package org.kokyu.retrieval;

import java.util.List;
import java.util.OptionalDouble;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.result.Failure;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.retrieval.fast.NodeForwardModel;

/**
 * The channels of a sounding that the tables know: radiance, noise variance, displacement from the
 * table's axis.
 *
 * @param radiance [W m-2 sr-1 (cm-1)-1]
 * @param variance noise and model error [(W m-2 sr-1 (cm-1)-1)²]
 * @param displacementPerCm measured minus tabulated wavenumber [cm-1]
 */
record MeasuredChannels(double[] radiance, double[] variance, double[] displacementPerCm) {
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

  private static final double NO_DISPLACEMENT_PER_CM = 1e-6;

  /**
   * Signal-to-noise ratio of GOSAT band 4 at 700 cm-1 and 280 K before launch (JAXA EORC), used
   * where a file gives no noise.
   */
  private static final double GOSAT_SNR = 280;

  static Outcome<MeasuredChannels> of(
      Sounding sounding, NodeForwardModel model, RetrievalSettings settings) {
    return of(sounding, model, settings, 0);
  }

  /**
   * As {@link #of(Sounding, NodeForwardModel, RetrievalSettings)} for an axis known to be off.
   *
   * @param shiftPerCm to be added to the given wavenumbers; 0 takes the channels as they are
   */
  static Outcome<MeasuredChannels> of(
      Sounding sounding, NodeForwardModel model, RetrievalSettings settings, double shiftPerCm) {
    int n = model.channels();
    double[] radiance = new double[n];
    double[] variance = new double[n];
    double[] displacement = new double[n];
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
      OptionalDouble noise = noise(sounding.instrument(), spectrum);
      if (noise.isEmpty()) {
        return Outcome.failure(
            FailureReason.BAD_SPECTRUM,
            "sounding %s: band %s gives no noise".formatted(sounding.id(), spectrum.band()));
      }
      // noise may take a dark channel below zero, but not far
      if (!(radiance[c] > -FARTHEST_SIGMA * noise.getAsDouble())
          || !(radiance[c] < Planck.radiance(nu, HOTTEST_K))) {
        return Outcome.failure(
            FailureReason.BAD_SPECTRUM,
            "sounding %s: radiance %s W m-2 sr-1 (cm-1)-1 at %.4f cm-1 outside %.3g … %.3g"
                .formatted(
                    sounding.id(),
                    radiance[c],
                    nu,
                    -FARTHEST_SIGMA * noise.getAsDouble(),
                    Planck.radiance(nu, HOTTEST_K)));
      }
      variance[c] = settings.variance(nu, radiance[c], noise.getAsDouble());
    }
    return Outcome.success(new MeasuredChannels(radiance, variance, displacement));
  }

  private static OptionalDouble noise(Instrument instrument, Spectrum spectrum) {
    if (spectrum.noise().isPresent() && spectrum.noise().getAsDouble() > 0) {
      return spectrum.noise();
    }
    return instrument == Instrument.GOSAT
        ? OptionalDouble.of(Planck.radiance(700, 280) / GOSAT_SNR)
        : OptionalDouble.empty();
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

  static Failure failure(Outcome<?> outcome) {
    return ((Outcome.Failed<?>) outcome).failure();
  }
}
