/**
 * The measurements behind the figures that the documentation states. Each prints what a user would
 * compare with, and the floor beside the figure. Used by the command line only.
 */
package org.kokyu.scheduler.bench;
