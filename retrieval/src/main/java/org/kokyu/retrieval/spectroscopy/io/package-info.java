/** Readers of spectroscopic files: HITRAN line records, continuum tables, partition sums. */
package org.kokyu.retrieval.spectroscopy.io;
