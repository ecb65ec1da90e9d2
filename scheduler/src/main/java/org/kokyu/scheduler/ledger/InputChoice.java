package org.kokyu.scheduler.ledger;

import java.util.List;

/**
 * Which of a unit's files a product is made from; a function of the set of files. Those left aside
 * stay usable: when more files have arrived, the choice is made anew.
 */
@FunctionalInterface
public interface InputChoice {

  /** Everything that is there. */
  InputChoice ALL = inputs -> new Chosen(inputs, "");

  /**
   * A choice.
   *
   * @param inputs sorted by name
   * @param why what is said of the files left aside
   */
  record Chosen(List<InputFile> inputs, String why) {
    public Chosen {
      inputs = List.copyOf(inputs);
    }
  }

  /** Chooses among files that are sorted by name. */
  Chosen of(List<InputFile> inputs);
}
