/**
 * Fluxes of hours and days on a grid: kernels over rows, respiration of maps, exact sums over
 * coarser cells and countries.
 */
package org.kokyu.flux.field;
