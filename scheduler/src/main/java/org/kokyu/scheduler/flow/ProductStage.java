package org.kokyu.scheduler.flow;

/**
 * Turns the files of one unit into one product. Re-entrant; the same inputs give the same bytes.
 */
public interface ProductStage {

  /** Kind of product, label of the metrics. */
  String product();

  /**
   * @throws org.kokyu.core.result.MalformedInputException if the (only) input is broken for good
   * @throws org.kokyu.core.result.UnavailableInputException if an input cannot be read now
   * @throws java.util.concurrent.CancellationException if the daemon is stopping
   */
  StageResult compute(UnitWork work);
}
