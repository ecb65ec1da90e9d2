package org.kokyu.scheduler.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kokyu.scheduler.ledger.InputFile;
import org.kokyu.scheduler.ledger.UnitRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps queue and ledger together: after a start takes up what was interrupted, and from then on
 * moves what waits in the ledger into the queue as it empties.
 */
public final class Housekeeping {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private static final int REFILL = 10_000;

  private final FlowContext context;
  private final Map<String, UnitQueueing> queueing;

  /**
   * @param queueing by feed
   */
  public Housekeeping(FlowContext context, Map<String, UnitQueueing> queueing) {
    this.context = context;
    this.queueing = Map.copyOf(queueing);
  }

  /**
   * Takes up what the last process left unfinished. A unit with which the process died too often
   * goes to quarantine.
   *
   * @param crashLimit number of deaths after which it does
   */
  public void recover(int crashLimit) {
    List<UnitRow> interrupted = context.ledger().work().recoverRunning();
    for (UnitRow unit : interrupted) {
      if (unit.crashes() >= crashLimit) {
        String reason =
            "the process ended %d times while working on %s".formatted(unit.crashes(), unit.key());
        List<InputFile> files = context.ledger().work().waitingFiles(unit.id());
        context
            .ledger()
            .work()
            .quarantine(unit.id(), files.stream().map(InputFile::granuleId).toList(), reason);
        files.forEach(
            f ->
                context
                    .quarantine()
                    .keep(
                        unit.feed(), f.granuleId(), f.path(), reason, java.util.Optional.empty()));
      }
    }
    if (!interrupted.isEmpty()) {
      log.info("{} interrupted units of work are taken up again", interrupted.size());
    }
    refill();
  }

  /** Moves ready units into the queue, as far as there is room. */
  public void refill() {
    context.ledger().work().reclaimLost(context.queue()::inHand);
    Set<Long> inHand = context.queue().inHand();
    for (UnitRow unit : context.ledger().work().ready(REFILL)) {
      UnitQueueing feed = queueing.get(unit.feed());
      if (feed != null && !inHand.contains(unit.id())) {
        context.queue().offer(feed.item(unit));
      }
    }
  }
}
