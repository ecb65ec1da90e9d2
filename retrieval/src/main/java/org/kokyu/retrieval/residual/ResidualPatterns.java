package org.kokyu.retrieval.residual;

import java.util.List;
import java.util.Objects;
import org.kokyu.core.sounding.Instrument;

/**
 * Residual spectra that an instrument (with its L1B version) and a spectroscopy leave in every
 * sounding. A retrieval may add each with a scale factor of its own, of prior mean 0 and standard
 * deviation 1 (de Lange and Landgraf 2018, AMT 11, 3815; Siddans et al. 2017, AMT 10, 4135).
 *
 * <p>They belong to one version of the L1B processing: another version has other residuals, and the
 * retrieval refuses granules of it. Immutable.
 *
 * @param instrument whose soundings they come from
 * @param l1bVersion version label of the granules they come from
 * @param trainingId names the set in products
 * @param provenance what they were made of, one line
 * @param patterns at most two per window
 */
public record ResidualPatterns(
    Instrument instrument,
    String l1bVersion,
    String trainingId,
    String provenance,
    List<Pattern> patterns) {
  public static final int MOST_PER_WINDOW = 2;

  /** Channels nearer than this are the same [cm-1]. */
  private static final double SAME_PER_CM = 0.02;

  /**
   * One pattern.
   *
   * @param window name of the spectral window
   * @param number 1 or 2
   * @param wavenumberPerCm channels, ascending
   * @param radiance at scale 1, one standard deviation [W m-2 sr-1 (cm-1)-1]
   */
  public record Pattern(String window, int number, double[] wavenumberPerCm, double[] radiance) {}

  public ResidualPatterns {
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(l1bVersion, "l1bVersion");
    Objects.requireNonNull(trainingId, "trainingId");
    Objects.requireNonNull(provenance, "provenance");
    patterns = List.copyOf(patterns);
  }

  /** Name of a pattern's element. */
  public static String name(Pattern pattern) {
    return pattern.window() + "_" + pattern.number();
  }

  /**
   * A pattern at the channels of a retrieval, 0 outside its window.
   *
   * @param channelPerCm all channels of the retrieval
   * @param firstChannel of each window, and the number of channels
   * @param windows names
   * @throws IllegalArgumentException if there is no such window, or a channel of it has no value
   */
  public static double[] at(
      Pattern pattern, double[] channelPerCm, int[] firstChannel, List<String> windows) {
    int w = windows.indexOf(pattern.window());
    if (w < 0) {
      throw new IllegalArgumentException(
          "residual pattern of window %s: one of %s expected".formatted(pattern.window(), windows));
    }
    double[] values = new double[channelPerCm.length];
    int i = 0;
    for (int c = firstChannel[w]; c < firstChannel[w + 1]; c++) {
      while (i < pattern.wavenumberPerCm().length
          && pattern.wavenumberPerCm()[i] < channelPerCm[c] - SAME_PER_CM) {
        i++;
      }
      if (i == pattern.wavenumberPerCm().length
          || Math.abs(pattern.wavenumberPerCm()[i] - channelPerCm[c]) > SAME_PER_CM) {
        throw new IllegalArgumentException(
            "residual pattern %s: no value at %.4f cm-1".formatted(name(pattern), channelPerCm[c]));
      }
      values[c] = pattern.radiance()[i];
    }
    return values;
  }
}
