package org.kokyu.retrieval.instrument;

import java.util.Arrays;

/**
 * What a Fourier transform spectrometer does, done in the interferogram: transform of the spectrum,
 * weight up to the maximum path difference L, nothing beyond, transform back at the channels.
 *
 * <p>The exact cut that every truncated sinc approximates. The spectrum is brought to zero by a
 * cos² over its outer {@value #EDGE_PER_CM} cm-1 on either side, padded to twice its length and
 * transformed by a radix-2 FFT (Cooley and Tukey 1965, Math. Comp. 19, 297); the last point of the
 * interferogram counts as far as it lies within L. What lies beyond the given spectrum is unknown
 * to it. Immutable.
 *
 * @param maximumPathDifferenceCm L
 * @param apodisation weights of the interferogram
 */
public record InterferogramOperator(double maximumPathDifferenceCm, Apodisation apodisation)
    implements InstrumentOperator {
  private static final double EDGE_PER_CM = 8;
  private static final double REACH_PER_CM = 20;

  /** Weight of the interferogram at a path difference δ. */
  public enum Apodisation {
    /** 1 up to L. */
    NONE,
    /** cos²(πδ/2L). */
    HANN;

    double weight(double share) {
      double c = Math.cos(0.5 * Math.PI * share);
      return this == NONE ? 1 : c * c;
    }
  }

  public InterferogramOperator {
    if (!(maximumPathDifferenceCm > 0)) {
      throw new IllegalArgumentException(
          "path difference above 0 expected, found " + maximumPathDifferenceCm);
    }
  }

  @Override
  public double reachPerCm() {
    return REACH_PER_CM;
  }

  @Override
  public double[] channels(
      double beginPerCm, double stepPerCm, double[] spectrum, double[] channelsPerCm) {
    int n = Integer.highestOneBit(Math.max(2, 2 * spectrum.length - 1)) << 1;
    double[] re = tapered(spectrum, stepPerCm, n);
    double[] im = new double[n];
    FourierTransform.forward(re, im);
    double spacing = 1 / (n * stepPerCm);
    int last = (int) Math.min(n / 2 - 1, Math.ceil(maximumPathDifferenceCm / spacing));
    for (int j = 0; j <= last; j++) {
      double inside = Math.min(1, Math.max(0, maximumPathDifferenceCm / spacing - j + 0.5));
      double share = Math.min(1, j * spacing / maximumPathDifferenceCm);
      double w = inside * apodisation.weight(share) * (j == 0 ? 1 : 2) / n;
      re[j] *= w;
      im[j] *= w;
    }
    double[] y = new double[channelsPerCm.length];
    for (int c = 0; c < y.length; c++) {
      double phase = 2 * Math.PI * spacing * (channelsPerCm[c] - beginPerCm);
      double sum = 0;
      // real part of the transform back; the spectrum is real, so the negative half doubles it
      for (int j = 0; j <= last; j++) {
        sum += re[j] * Math.cos(phase * j) - im[j] * Math.sin(phase * j);
      }
      y[c] = sum;
    }
    return y;
  }

  private static double[] tapered(double[] spectrum, double step, int n) {
    double[] s = Arrays.copyOf(spectrum, n);
    int edge = (int) Math.min(spectrum.length / 2.0, EDGE_PER_CM / step);
    for (int i = 0; i < edge; i++) {
      double w = Math.sin(0.5 * Math.PI * i / edge);
      s[i] *= w * w;
      s[spectrum.length - 1 - i] *= w * w;
    }
    return s;
  }
}
