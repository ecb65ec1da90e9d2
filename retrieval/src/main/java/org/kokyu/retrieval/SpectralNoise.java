package org.kokyu.retrieval;

import java.util.Arrays;
import org.kokyu.retrieval.estimation.LinearEstimate;
import org.kokyu.retrieval.fast.NodeForwardModel;

/**
 * Noise of a spectrum from the spectrum itself.
 *
 * <p>What the difference to the prior's spectrum leaves after the {@link FirstLook} is noise if it
 * is white. Its standard deviation is that of the residuals r within three of it, over the share
 * that a Gaussian keeps there, corrected for what the estimate took up: σ² = Σ r² / Σ (1 − h), h
 * the leverage of a channel. Channels below and above 1000 cm-1 are taken apart, because detectors
 * differ (for GOSAT-2 they are bands); below 705 cm-1, where the range of the detectors ends, none
 * is used.
 *
 * <p>Trusted where enough channels were at hand and neighbouring residuals are not correlated:
 * lines, cloud and a wrong model correlate them. Statistical error 1/√(2 m): some 4 % below and 3 %
 * above 1000 cm-1.
 *
 * @param below1000 σ below 1000 cm-1 [W m-2 sr-1 (cm-1)-1]
 * @param above1000 σ above it
 * @param correlationBelow larger of the first two autocorrelations of the residual below 1000 cm-1
 * @param correlationAbove the same above it
 * @param trusted whether both may stand for the noise
 */
record SpectralNoise(
    double below1000,
    double above1000,
    double correlationBelow,
    double correlationAbove,
    boolean trusted) {
  private static final double SPLIT_PER_CM = 1000;
  private static final double MAX_CORRELATION = 0.2;
  private static final int LEAST_CHANNELS = 60;
  private static final double CLIP_SIGMA = 3;

  /** Standard deviation of a Gaussian cut at three of its own. */
  private static final double CLIPPED_SHARE = 0.98658;

  /** The weights of the first pass come from the guess, those of the second from the estimate. */
  private static final int PASSES = 2;

  /** Change of ln σ below which another pass with other weights would change nothing. */
  private static final double SETTLED = 0.3;

  private static final int CLIPPINGS = 3;

  /**
   * @param guess standard deviation that the estimate starts from [W m-2 sr-1 (cm-1)-1]
   */
  static SpectralNoise of(FirstLook look, NodeForwardModel model, double guess) {
    double[] sigma = {guess, guess};
    Group[] groups = new Group[2];
    double[] variance = new double[model.channels()];
    for (int pass = 0; pass < PASSES; pass++) {
      for (int c = 0; c < variance.length; c++) {
        double s = sigma[side(model.channelPerCm(c))];
        variance[c] = s * s * (usable(model, c) ? 1 : 4);
      }
      LinearEstimate estimate = look.estimate(variance);
      double[] r = estimate.residual(look.difference(), estimate.solve(look.difference()));
      for (int g = 0; g < 2; g++) {
        groups[g] = group(g, r, estimate, model);
      }
      boolean settled = true;
      for (int g = 0; g < 2; g++) {
        settled &= Math.abs(Math.log(groups[g].sigma / sigma[g])) < SETTLED;
        sigma[g] = groups[g].sigma > 0 ? groups[g].sigma : sigma[g];
      }
      if (settled) {
        break;
      }
    }
    boolean trusted = true;
    for (Group g : groups) {
      trusted &= g.channels >= LEAST_CHANNELS && Math.abs(g.correlation) < MAX_CORRELATION;
    }
    return new SpectralNoise(
        groups[0].sigma, groups[1].sigma, groups[0].correlation, groups[1].correlation, trusted);
  }

  /** Standard deviation at a wavenumber. */
  double at(double wavenumberPerCm) {
    return side(wavenumberPerCm) == 0 ? below1000 : above1000;
  }

  private static int side(double wavenumberPerCm) {
    return wavenumberPerCm < SPLIT_PER_CM ? 0 : 1;
  }

  private static boolean usable(NodeForwardModel model, int c) {
    return model.channelPerCm(c) >= RetrievalSettings.EDGE_PER_CM;
  }

  private record Group(double sigma, double correlation, int channels) {}

  private static Group group(
      int side, double[] r, LinearEstimate estimate, NodeForwardModel model) {
    int[] channels = new int[r.length];
    int n = 0;
    for (int c = 0; c < r.length; c++) {
      if (side(model.channelPerCm(c)) == side && usable(model, c)) {
        channels[n++] = c;
      }
    }
    channels = Arrays.copyOf(channels, n);
    double[] size = Arrays.stream(channels).mapToDouble(c -> Math.abs(r[c])).sorted().toArray();
    if (n == 0) {
      return new Group(0, 0, 0);
    }
    double[] share = Arrays.stream(channels).mapToDouble(c -> 1 - estimate.leverage(c)).toArray();
    // 0.6745: the median of |x| of a Gaussian
    double limit = CLIP_SIGMA * size[n / 2] / 0.6745;
    double square = 0;
    double free = 0;
    for (int pass = 0; pass < CLIPPINGS; pass++) {
      square = 0;
      free = 0;
      for (int i = 0; i < n; i++) {
        double x = r[channels[i]];
        if (Math.abs(x) <= limit) {
          square += x * x;
          free += share[i];
        }
      }
      limit = CLIP_SIGMA * Math.sqrt(square / free) / CLIPPED_SHARE;
    }
    double sigma = Math.sqrt(square / free) / CLIPPED_SHARE;
    double step = model.tables().header().intervalPerCm();
    double worst = 0;
    for (int lag = 1; lag <= 2; lag++) {
      double rho = correlation(channels, r, lag, step, limit, model);
      worst = Math.abs(rho) > Math.abs(worst) ? rho : worst;
    }
    return new Group(sigma, worst, n);
  }

  /** Autocorrelation over a number of channels, those beyond the limit left out. */
  private static double correlation(
      int[] channels, double[] r, int lag, double step, double limit, NodeForwardModel model) {
    double product = 0;
    double square = 0;
    for (int i = 0; i + lag < channels.length; i++) {
      int a = channels[i];
      int b = channels[i + lag];
      boolean neighbours = model.channelPerCm(b) - model.channelPerCm(a) < (lag + 0.5) * step;
      if (neighbours && Math.abs(r[a]) <= limit && Math.abs(r[b]) <= limit) {
        product += r[a] * r[b];
        square += 0.5 * (r[a] * r[a] + r[b] * r[b]);
      }
    }
    return square > 0 ? product / square : 0;
  }
}
