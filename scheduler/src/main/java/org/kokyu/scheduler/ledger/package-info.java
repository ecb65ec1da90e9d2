/**
 * The ledger: one row per file and per product in a database, and every change of state as one
 * transaction. Everything that the daemon knows after a restart is here or in the archive. The only
 * place that knows SQL.
 */
package org.kokyu.scheduler.ledger;
