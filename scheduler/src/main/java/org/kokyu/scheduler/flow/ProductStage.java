package org.kokyu.scheduler.flow;

import java.util.List;
import java.util.concurrent.Executor;
import org.kokyu.scheduler.ledger.ArrivedFile;
import org.kokyu.scheduler.ledger.InputChoice;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * Turns the files of one unit into one product, with companions where there are any. Re-entrant;
 * the same inputs give the same bytes.
 */
public interface ProductStage {

  /** Kind of product, label of the metrics. */
  String product();

  /** Kinds of the companions that a product of this stage can have. */
  default List<String> companions() {
    return List.of();
  }

  /** Which of a unit's files the product is made from. */
  default InputChoice.Chosen choose(List<InputFile> inputs) {
    return InputChoice.ALL.of(inputs);
  }

  /**
   * @throws org.kokyu.core.result.MalformedInputException if the (only) input is broken for good
   * @throws org.kokyu.core.result.UnavailableInputException if an input cannot be read now
   * @throws java.util.concurrent.CancellationException if the daemon is stopping
   */
  StageResult compute(UnitWork work);

  /**
   * A sound file of a unit has arrived; work that {@link #compute} would do anyway may begin.
   * Returns at once, never throws for what the file holds, and leaves the result the same.
   *
   * @param lender lends idle workers; may refuse
   */
  default void arrived(ArrivedFile file, Executor lender) {}
}
