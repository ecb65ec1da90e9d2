/**
 * Gross primary production: the light-use-efficiency family behind {@link
 * org.kokyu.core.port.ProductivityModel}. Pure functions of drivers and parameters.
 */
package org.kokyu.land.gpp;
