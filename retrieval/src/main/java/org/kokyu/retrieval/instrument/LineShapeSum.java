package org.kokyu.retrieval.instrument;

import java.util.Objects;

/**
 * Channels through a line shape: y = Σ ILS(ν_i − ν_k) I(ν_i) / Σ ILS(ν_i − ν_k) over the points
 * within its reach, so that every channel has unit gain.
 *
 * @param shape line shape
 */
public record LineShapeSum(LineShape shape) implements InstrumentOperator {
  public LineShapeSum {
    Objects.requireNonNull(shape, "shape");
  }

  @Override
  public double reachPerCm() {
    return shape.reachPerCm();
  }

  @Override
  public double[] channels(
      double beginPerCm, double stepPerCm, double[] spectrum, double[] channelsPerCm) {
    double[] y = new double[channelsPerCm.length];
    double tolerance = 1e-6 * stepPerCm;
    double end = beginPerCm + stepPerCm * (spectrum.length - 1);
    for (int c = 0; c < y.length; c++) {
      double centre = channelsPerCm[c];
      LineShape s = shape.forChannel(centre);
      double reach = s.reachPerCm();
      if (centre - reach < beginPerCm - stepPerCm - tolerance
          || centre + reach > end + stepPerCm + tolerance) {
        throw new IllegalArgumentException(
            "spectrum %s … %s cm-1 is too short for the channel at %s cm-1 and a reach of %s cm-1"
                .formatted(beginPerCm, end, centre, reach));
      }
      int from = Math.max(0, (int) Math.ceil((centre - reach - beginPerCm) / stepPerCm));
      int to =
          Math.min(
              spectrum.length - 1, (int) Math.floor((centre + reach - beginPerCm) / stepPerCm));
      double sum = 0;
      double norm = 0;
      for (int i = from; i <= to; i++) {
        double w = s.value(beginPerCm + stepPerCm * i - centre);
        sum += w * spectrum[i];
        norm += w;
      }
      y[c] = sum / norm;
    }
    return y;
  }
}
