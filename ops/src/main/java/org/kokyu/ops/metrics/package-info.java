/** What the daemon did, as Prometheus metrics. */
package org.kokyu.ops.metrics;
