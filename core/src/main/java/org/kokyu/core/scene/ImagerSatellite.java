package org.kokyu.core.scene;

/** The geostationary satellites whose imager is read; never mixed within one scene. */
public enum ImagerSatellite {
  H08,
  H09
}
