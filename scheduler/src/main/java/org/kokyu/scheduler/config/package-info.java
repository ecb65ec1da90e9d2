/**
 * The configuration file: typed settings, and a reader that reports every mistake with its line.
 * Used by commands and wiring; the only place that knows YAML.
 */
package org.kokyu.scheduler.config;
