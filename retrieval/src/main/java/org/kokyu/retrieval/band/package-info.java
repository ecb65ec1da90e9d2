/**
 * Radiative transfer of broad imager bands from the line-by-line code: what the fit of surface
 * temperature coefficients needs. Leans on spectroscopy and core.
 */
package org.kokyu.retrieval.band;
