/**
 * The way of a file through the daemon: polled, taken, queued, worked on, published, accounted for.
 */
package org.kokyu.scheduler.flow;
