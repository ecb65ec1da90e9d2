/** Learned fields in cells of latitude and longitude, whatever grid the scenes are on. */
package org.kokyu.land.tile;
