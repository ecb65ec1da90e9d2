/**
 * The status page and its pictures. Reads the ledger through the ports of core and products through
 * ops.publish; answers through ops.http.
 */
package org.kokyu.ops.status;
