package org.kokyu.retrieval;

import java.util.List;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.retrieval.fast.NodeForwardModel;

/**
 * Finds by how much the wavenumber axis of a spectrum is off before it is fitted, and reads a
 * spectrum between its channels.
 *
 * <p>The forward model takes small displacements linearly; a shift of a good part of a channel has
 * to be found before. The shift is the one for which the measured spectrum, read at the channels of
 * the tables, differs least from that of the prior, window means apart: Σ (y(ν − δ) − F(ν))²/σ²
 * over a grid of δ, refined by a parabola. It is taken only where it is clearly better than none.
 *
 * <p>Between channels the spectrum is read by a sinc with a Hann window over {@value #TAPS}
 * channels to each side: an unapodised spectrum sampled at 1/(2 L) holds no more than its samples
 * say. The noise of a value read so is that of a channel.
 */
final class AxisRegistration {
  /** Shifts beyond this are not looked for: the next channel is as near [channels]. */
  private static final double FARTHEST_CHANNELS = 0.8;

  private static final double STEP_CHANNELS = 0.05;

  /** Smaller shifts are left to the fit [channels]. */
  private static final double SMALLEST_CHANNELS = 0.1;

  /** The squared difference must fall to this share of that without a shift. */
  private static final double CLEAR_SHARE = 0.7;

  private static final int TAPS = 24;

  private final Sounding sounding;
  private final NodeForwardModel model;

  AxisRegistration(Sounding sounding, NodeForwardModel model) {
    this.sounding = sounding;
    this.model = model;
  }

  /**
   * How much has to be added to the given wavenumbers [cm-1]; 0 where the axis is right or nothing
   * clear is found.
   *
   * @param prior radiances of the prior at the channels of the tables
   * @param variance of the channels
   * @param displacementPerCm of the prior's radiances from the axis of the tables
   */
  double shiftPerCm(double[] prior, double[] variance, double[] displacementPerCm) {
    double interval = model.tables().header().intervalPerCm();
    int half = (int) Math.round(FARTHEST_CHANNELS / STEP_CHANNELS);
    double[] cost = new double[2 * half + 1];
    int best = half;
    for (int k = 0; k < cost.length; k++) {
      cost[k] = cost((k - half) * STEP_CHANNELS * interval, prior, variance, displacementPerCm);
      best = cost[k] < cost[best] ? k : best;
    }
    boolean inside = best > 0 && best < cost.length - 1;
    if (!inside || !(cost[best] < CLEAR_SHARE * cost[half])) {
      return 0;
    }
    double curvature = cost[best - 1] - 2 * cost[best] + cost[best + 1];
    double channels =
        (best - half + 0.5 * (cost[best - 1] - cost[best + 1]) / curvature) * STEP_CHANNELS;
    return Math.abs(channels) < SMALLEST_CHANNELS ? 0 : channels * interval;
  }

  /** Squared difference to the prior over the variance, window means apart. */
  private double cost(
      double shiftPerCm, double[] prior, double[] variance, double[] displacementPerCm) {
    double cost = 0;
    for (int w = 0; w < model.windowCount(); w++) {
      double sum = 0;
      double square = 0;
      double weight = 0;
      for (int c = model.firstChannel(w); c < model.firstChannel(w + 1); c++) {
        double y =
            read(sounding.spectra(), model.channelPerCm(c) + displacementPerCm[c] - shiftPerCm);
        if (Double.isFinite(y)) {
          double d = y - prior[c];
          sum += d / variance[c];
          square += d * d / variance[c];
          weight += 1 / variance[c];
        }
      }
      cost += weight > 0 ? square - sum * sum / weight : 0;
    }
    return cost;
  }

  /** Radiance at a wavenumber of the given axis; not a number outside the spectra. */
  static double read(List<Spectrum> spectra, double wavenumberPerCm) {
    for (Spectrum s : spectra) {
      double at = s.axis().channelOf(wavenumberPerCm);
      if (at > -0.5 && at < s.axis().count() - 0.5) {
        return interpolated(s, at);
      }
    }
    return Double.NaN;
  }

  private static double interpolated(Spectrum s, double at) {
    int middle = (int) Math.floor(at);
    int from = Math.max(0, middle - TAPS + 1);
    int to = Math.min(s.axis().count() - 1, middle + TAPS);
    double sum = 0;
    double gain = 0;
    double sine = Math.sin(Math.PI * (at - middle)) / Math.PI;
    for (int i = from; i <= to; i++) {
      double x = at - i;
      // sin(π (at − i)) changes only its sign from channel to channel
      double sinc = Math.abs(x) < 1e-9 ? 1 : (((middle - i) & 1) == 0 ? sine : -sine) / x;
      double hann = Math.cos(0.5 * Math.PI * x / (TAPS + 1));
      double w = sinc * hann * hann;
      sum += w * s.radiance(i);
      gain += w;
    }
    return sum / gain;
  }
}
