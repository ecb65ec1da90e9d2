package org.kokyu.scheduler.ledger;

/**
 * The newest delivery of a file name.
 *
 * @param bytes size
 * @param modifiedNs modification time, nanoseconds since 1970
 */
public record KnownFile(long bytes, long modifiedNs) {}
