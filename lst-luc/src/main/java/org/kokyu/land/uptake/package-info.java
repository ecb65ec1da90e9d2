/** Gross primary production of a slot, from light, leaves and weather. Opens no file. */
package org.kokyu.land.uptake;
