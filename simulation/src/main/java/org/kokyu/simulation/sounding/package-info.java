/** Thermal-infrared soundings of the synthetic earth with known truth. */
package org.kokyu.simulation.sounding;
