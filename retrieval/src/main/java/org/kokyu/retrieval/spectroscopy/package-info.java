/**
 * Absorption cross sections: line lists, line profile, partition sums, line-by-line sums and
 * continua. Leans on core only; used by the table builder; files are read in io.
 */
package org.kokyu.retrieval.spectroscopy;
