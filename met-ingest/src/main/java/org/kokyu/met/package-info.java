/**
 * Meteorology and prior fields at a place and time, behind the ports of core. Leans on core and
 * netCDF; used by the stages.
 */
package org.kokyu.met;
