package org.kokyu.flux.fitting;

/** Rows of a linear model, most of whose features are zero in a row. */
public interface FeatureRows {

  /** Number of features. */
  int size();

  /** How many features can differ from zero in a row. */
  int support();

  /** Group 0 or 1 of a feature; group 1 is penalised by a factor more. */
  int group(int feature);

  /**
   * The features of a row that may differ from zero.
   *
   * @param row number of the sample
   * @param index receives their numbers
   * @param value receives their values
   * @return how many
   */
  int fill(int row, int[] index, double[] value);
}
