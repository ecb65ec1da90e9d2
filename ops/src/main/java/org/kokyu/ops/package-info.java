/**
 * Product files, atomic publishing, metrics, HTTP and the status page, one package each. Leans on
 * core; wired by the daemon.
 */
package org.kokyu.ops;
