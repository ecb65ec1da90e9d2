/**
 * Monochromatic reference model: line by line on the levels of a given atmosphere, without tables,
 * nodes or Jacobians. What the fast model is judged against. Leans on spectroscopy, instrument and
 * the formulae of forward.
 */
package org.kokyu.retrieval.reference;
