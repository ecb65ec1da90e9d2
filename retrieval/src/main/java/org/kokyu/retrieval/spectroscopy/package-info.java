/**
 * Absorption cross sections: line lists, line profile, partition sums, line-by-line sums and
 * continua.
 */
package org.kokyu.retrieval.spectroscopy;
