/**
 * What the daemon did, as Prometheus metrics. Fed through the ports of core; the only place that
 * knows Micrometer.
 */
package org.kokyu.ops.metrics;
