/**
 * Active fires from imager scenes: detection against the predicted background, radiative power,
 * persistence. Leans on the land state of the package above and on core.
 */
package org.kokyu.land.fire;
