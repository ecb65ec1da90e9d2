/**
 * Fit of surface temperature coefficients to simulated radiances: atmospheres, surfaces, least
 * squares. Leans on core and the coefficient forms of the package above.
 */
package org.kokyu.land.training;
