/** Cloud mask and land surface temperature from imager scenes. */
package org.kokyu.land;
