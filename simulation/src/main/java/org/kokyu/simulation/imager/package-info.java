/**
 * Synthetic Himawari slots: a procedural earth with weather, seen by the imager and written as
 * Himawari Standard Data, together with the truth.
 */
package org.kokyu.simulation.imager;
