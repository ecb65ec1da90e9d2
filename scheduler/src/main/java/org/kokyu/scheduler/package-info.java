/** The daemon and every command: configuration, feeds, ledger, worker pools, wiring. */
package org.kokyu.scheduler;
