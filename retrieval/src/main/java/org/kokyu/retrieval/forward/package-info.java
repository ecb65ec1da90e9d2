/** Layers, absorber amounts and radiative transfer with analytic Jacobians. */
package org.kokyu.retrieval.forward;
