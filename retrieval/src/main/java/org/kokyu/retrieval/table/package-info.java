/**
 * Absorption tables at a reduced set of monochromatic nodes, and how they are made from
 * line-by-line calculations.
 */
package org.kokyu.retrieval.table;
