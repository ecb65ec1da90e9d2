/**
 * The configuration file: typed settings, and a reader that reports every mistake with its line.
 */
package org.kokyu.scheduler.config;
