/**
 * The read-only addresses: status, metrics, health, API and product files. Reads the ledger through
 * the ports of core; knows no product format.
 */
package org.kokyu.ops.http;
