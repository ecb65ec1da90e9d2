/** Scenes, truth and noise turned into the agencies' formats for the demo and for tests. */
package org.kokyu.simulation;
