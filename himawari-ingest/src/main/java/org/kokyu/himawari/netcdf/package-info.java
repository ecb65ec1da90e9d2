/**
 * Gridded NetCDF files of other agencies: JAXA's calibrated bands on an equal-angle grid and NOAA's
 * cloud mask on the imager's pixels. Leans on the parent package for bands, grids and slots;
 * nothing there knows of it.
 */
package org.kokyu.himawari.netcdf;
