/**
 * Vegetation indices of clear pixels, their composite of the days before, absorbed light and leaf
 * area. Opens no file.
 */
package org.kokyu.land.vegetation;
