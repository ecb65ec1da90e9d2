/**
 * Layers, absorber amounts and radiative transfer with analytic Jacobians. Leans on core only; used
 * by the table builder, the fast model and the simulator.
 */
package org.kokyu.retrieval.forward;
