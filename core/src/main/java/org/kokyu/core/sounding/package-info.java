/**
 * One thermal-infrared footprint and the granule it came in. Made by gosat-ingest and simulation,
 * used by retrieval.
 */
package org.kokyu.core.sounding;
