/**
 * Systematic residuals of spectra as patterns that a retrieval may scale: what they are and how
 * they are made. Sees nothing of the retrieval.
 */
package org.kokyu.retrieval.residual;
