package org.kokyu.core.flux;

/** Makes the fluxes of some rows of a map; called by several threads, each row once. */
@FunctionalInterface
public interface FluxRowSource {
  /**
   * Fills every array of {@code out}.
   *
   * @param firstRow from the north
   * @param rows how many
   */
  void fill(int firstRow, int rows, FluxRows out);
}
