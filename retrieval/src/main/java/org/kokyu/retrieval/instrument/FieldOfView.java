package org.kokyu.retrieval.instrument;

import java.util.Objects;

/**
 * A line shape widened and shifted by a circular field of view: rays at an angle α to the axis of
 * the interferometer see wavenumber ν as ν cos α.
 *
 * <p>For a half angle a, a line at ν is spread evenly over ν(1 − a²/2) … ν: a box of width νa²/2,
 * its centre νa²/4 too low. The channel at ν_k therefore answers to a line at distance x with the
 * mean of ILS(x − t) over t = 0 … w, w = ν_k a²/2; with {@code centred} (an axis that the
 * calibration has already moved) over t = −w/2 … w/2. Small angles, evenly lit. Five-point Gauss
 * rule, exact to 1e-9 while w is below the width of the line shape. Immutable.
 *
 * <p>Source: Griffiths and de Haseth (2007), Fourier Transform Infrared Spectrometry, 2nd edition,
 * section 2.6.
 *
 * @param ideal line shape on the axis
 * @param halfAngleRad a
 * @param centred whether the shift is already taken out of the wavenumber axis
 */
public record FieldOfView(LineShape ideal, double halfAngleRad, boolean centred)
    implements LineShape {
  private static final double[] NODE = {
    0, 0.5384693101056831, -0.5384693101056831, 0.9061798459386640, -0.9061798459386640
  };
  private static final double[] WEIGHT = {
    0.5688888888888889,
    0.4786286704993665,
    0.4786286704993665,
    0.2369268850561891,
    0.2369268850561891
  };

  /** Highest wavenumber of the instruments, for the reach [cm-1]. */
  private static final double HIGHEST_PER_CM = 2000;

  public FieldOfView {
    Objects.requireNonNull(ideal, "ideal");
    if (!(halfAngleRad >= 0 && halfAngleRad < 0.1)) {
      throw new IllegalArgumentException(
          "half angle of the field of view 0 … 0.1 rad expected, found " + halfAngleRad);
    }
  }

  /** Width of the box at a wavenumber [cm-1]. */
  public double widthPerCm(double wavenumberPerCm) {
    return 0.5 * wavenumberPerCm * halfAngleRad * halfAngleRad;
  }

  @Override
  public String name() {
    return "%s, field of view %s rad%s"
        .formatted(ideal.name(), halfAngleRad, centred ? " centred" : "");
  }

  @Override
  public double reachPerCm() {
    return ideal.reachPerCm() + widthPerCm(HIGHEST_PER_CM);
  }

  /** On the axis; {@link #forChannel} knows the width. */
  @Override
  public double value(double x) {
    return ideal.value(x);
  }

  @Override
  public double derivative(double x) {
    return ideal.derivative(x);
  }

  @Override
  public LineShape forChannel(double wavenumberPerCm) {
    double w = widthPerCm(wavenumberPerCm);
    return new Widened(ideal.forChannel(wavenumberPerCm), w, centred ? 0 : 0.5 * w);
  }

  /** Mean over a box of a width about a centre. */
  private record Widened(LineShape ideal, double width, double centre) implements LineShape {
    @Override
    public String name() {
      return ideal.name();
    }

    @Override
    public double reachPerCm() {
      return ideal.reachPerCm() + 0.5 * width + Math.abs(centre);
    }

    @Override
    public double value(double x) {
      double sum = 0;
      for (int i = 0; i < NODE.length; i++) {
        sum += 0.5 * WEIGHT[i] * ideal.value(x - centre - 0.5 * width * NODE[i]);
      }
      return sum;
    }

    @Override
    public double derivative(double x) {
      double sum = 0;
      for (int i = 0; i < NODE.length; i++) {
        sum += 0.5 * WEIGHT[i] * ideal.derivative(x - centre - 0.5 * width * NODE[i]);
      }
      return sum;
    }
  }
}
