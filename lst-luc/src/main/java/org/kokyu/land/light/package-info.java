/**
 * Light at the surface: clear sky, cloud index against a learned reference of the ground, shortwave
 * and photosynthetically active radiation, direct and diffuse. Opens no file.
 */
package org.kokyu.land.light;
