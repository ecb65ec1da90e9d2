/** Periodic work on Quartz triggers, and the watch that keeps them going when the clock is set. */
package org.kokyu.scheduler.jobs;
