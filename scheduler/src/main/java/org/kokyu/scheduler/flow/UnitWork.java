package org.kokyu.scheduler.flow;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * What a stage is asked to do.
 *
 * @param key the granule or slot
 * @param observed its observation time
 * @param revision of the product to make
 * @param inputs sorted by name, at least one
 * @param helpers lends idle workers; may refuse; work on it must not be waited for before it starts
 * @param helperCount most shares that are worth handing out
 * @param stop to be checked now and then
 */
public record UnitWork(
    String key,
    Instant observed,
    int revision,
    List<InputFile> inputs,
    Executor helpers,
    int helperCount,
    StopSignal stop) {
  public UnitWork {
    inputs = List.copyOf(inputs);
  }

  /** The same with other inputs. */
  public UnitWork with(List<InputFile> others) {
    return new UnitWork(key, observed, revision, others, helpers, helperCount, stop);
  }
}
