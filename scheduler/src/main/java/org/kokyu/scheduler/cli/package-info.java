/**
 * The commands. They parse, call the same stages and parts as the daemon, print, and return exit
 * codes; the only place that knows picocli.
 */
package org.kokyu.scheduler.cli;
