/** The demo: simulated feeds, and the service on top of them. */
package org.kokyu.scheduler.demo;
