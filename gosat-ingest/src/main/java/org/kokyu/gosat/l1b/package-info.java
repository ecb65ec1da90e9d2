/**
 * HDF5 files behind a guard: the only place that knows the HDF5 library. Nothing here knows GOSAT.
 */
package org.kokyu.gosat.l1b;
