/** The daemon as a whole: its parts, their wiring, start and stop. */
package org.kokyu.scheduler.daemon;
