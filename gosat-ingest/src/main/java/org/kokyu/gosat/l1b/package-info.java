/**
 * HDF5 files behind a guard: the only place that knows the HDF5 library. Nothing here knows GOSAT;
 * the package above does.
 */
package org.kokyu.gosat.l1b;
