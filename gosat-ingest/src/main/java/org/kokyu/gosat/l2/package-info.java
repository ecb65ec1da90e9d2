/**
 * Profiles in the layout of the published GOSAT TIR L2 products, for readers that exist. Leans on
 * core and on the HDF5 writer; used by the command line.
 */
package org.kokyu.gosat.l2;
