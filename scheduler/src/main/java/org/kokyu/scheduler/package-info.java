/**
 * The daemon and every command: configuration, feeds, ledger, worker pools, wiring. The only module
 * that sees all others; none sees it.
 */
package org.kokyu.scheduler;
