/** Readers of atmospheres for the band model. */
package org.kokyu.retrieval.band.io;
