/**
 * Synthetic Himawari slots: a procedural earth with weather, seen by the imager and written as
 * Himawari Standard Data, together with the truth. Leans on himawari-ingest; lends its earth to the
 * soundings.
 */
package org.kokyu.simulation.imager;
