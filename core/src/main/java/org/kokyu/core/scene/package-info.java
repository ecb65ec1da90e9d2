/** Geostationary imager scenes and the land fields made from them. */
package org.kokyu.core.scene;
