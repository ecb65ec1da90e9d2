package org.kokyu.retrieval.instrument;

/**
 * Instrument line shape as a function of the distance from the channel [cm-1], not normalised.
 * Immutable.
 */
public interface LineShape {

  /** Name written into tables and products. */
  String name();

  /** Beyond this distance the line shape is zero [cm-1]. */
  double reachPerCm();

  /** Value at a distance x [cm-1] from the channel. */
  double value(double x);

  /** dvalue/dx. */
  double derivative(double x);

  /**
   * The line shape of a channel, where it changes along the spectrum; reaches no farther than this
   * one.
   *
   * @param wavenumberPerCm of the channel
   */
  default LineShape forChannel(double wavenumberPerCm) {
    return this;
  }
}
