/**
 * The demo: simulated feeds, and the service on top of them. Leans on simulation and daemon;
 * started by its command.
 */
package org.kokyu.scheduler.demo;
