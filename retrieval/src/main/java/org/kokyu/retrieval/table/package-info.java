/**
 * Absorption tables at a reduced set of monochromatic nodes, and how they are made from
 * line-by-line calculations. Leans on spectroscopy, instrument and forward; used by the fast model.
 */
package org.kokyu.retrieval.table;
