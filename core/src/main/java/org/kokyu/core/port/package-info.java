/**
 * What one module offers to another without either knowing the other: met-ingest to retrieval, the
 * daemon to metrics, status page and API. Interfaces and their rows only.
 */
package org.kokyu.core.port;
