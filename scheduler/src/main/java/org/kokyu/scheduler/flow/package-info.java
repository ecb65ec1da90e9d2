/**
 * The way of a file through the daemon: polled, taken, queued, worked on, published, accounted for.
 * Leans on feed, ledger and config; knows stages only as an interface.
 */
package org.kokyu.scheduler.flow;
