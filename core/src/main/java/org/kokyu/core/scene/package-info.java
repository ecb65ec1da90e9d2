/**
 * Geostationary imager scenes and the land fields made from them. Scenes come from himawari-ingest,
 * fields from lst-luc; ops.publish writes them.
 */
package org.kokyu.core.scene;
