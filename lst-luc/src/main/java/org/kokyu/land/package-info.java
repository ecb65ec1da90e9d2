/**
 * Cloud mask and land surface temperature from imager scenes. Leans on core only; opens no file,
 * starts no thread.
 */
package org.kokyu.land;
