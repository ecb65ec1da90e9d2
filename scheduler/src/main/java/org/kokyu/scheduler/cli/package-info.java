/** The commands. */
package org.kokyu.scheduler.cli;
