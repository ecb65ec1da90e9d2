/**
 * Thermal-infrared soundings of the synthetic earth with known truth. Leans on the radiative
 * transfer of retrieval, the GOSAT-2 writer and the earth of the imager.
 */
package org.kokyu.simulation.sounding;
