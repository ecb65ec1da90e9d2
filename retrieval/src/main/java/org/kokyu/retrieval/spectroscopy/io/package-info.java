/**
 * Readers of spectroscopic files: HITRAN line records, continuum tables, partition sums. They make
 * the values of the package above.
 */
package org.kokyu.retrieval.spectroscopy.io;
