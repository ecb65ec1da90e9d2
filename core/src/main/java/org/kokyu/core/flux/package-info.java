/**
 * Land carbon fluxes on a grid, row by row, between the science, the product files and the stages.
 */
package org.kokyu.core.flux;
