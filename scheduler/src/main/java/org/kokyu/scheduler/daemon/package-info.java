/**
 * The daemon as a whole: its parts, their wiring, start and stop. Puts feeds, flow, stages, ledger
 * and ops together; used by the commands.
 */
package org.kokyu.scheduler.daemon;
