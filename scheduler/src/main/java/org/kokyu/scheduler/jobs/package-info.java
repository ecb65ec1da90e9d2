/**
 * Periodic work on Quartz triggers, and the watch that keeps them going when the clock is set. The
 * only place that knows Quartz; used by the daemon.
 */
package org.kokyu.scheduler.jobs;
