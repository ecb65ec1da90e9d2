package org.kokyu.scheduler.flow;

import java.time.Clock;
import java.util.function.LongSupplier;
import org.kokyu.core.port.StageObserver;
import org.kokyu.scheduler.ledger.Ledger;

/**
 * What every part of the flow shares.
 *
 * @param clock wall clock, for data only
 * @param nanoTime monotonic clock, for waiting
 */
public record FlowContext(
    Ledger ledger,
    WorkQueue queue,
    Quarantine quarantine,
    StageObserver observer,
    Clock clock,
    LongSupplier nanoTime,
    StopSignal stop) {}
