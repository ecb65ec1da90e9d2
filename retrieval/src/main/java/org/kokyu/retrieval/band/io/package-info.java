/** Readers of atmospheres and continua for the band model. */
package org.kokyu.retrieval.band.io;
