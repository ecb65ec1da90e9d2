package org.kokyu.ops.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.kokyu.core.port.LedgerView;
import org.kokyu.core.port.ProductCatalogue;
import org.kokyu.core.port.QueueView;
import org.kokyu.core.port.Timetable;

/**
 * What the status page is made from.
 *
 * @param timetables when observations are due, by feed; a feed without one is never late
 * @param started when the daemon started
 * @param version of this program
 * @param refresh how often the page loads itself anew
 * @param simulated whether the feeds are simulated, which the page then says
 */
public record StatusSources(
    LedgerView ledger,
    ProductCatalogue catalogue,
    QueueView queue,
    Clock clock,
    Map<String, Timetable> timetables,
    Instant started,
    String version,
    Duration refresh,
    boolean simulated) {
  public StatusSources {
    timetables = Map.copyOf(timetables);
  }
}
