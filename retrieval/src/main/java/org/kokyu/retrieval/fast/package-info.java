/**
 * The fast forward model: optical depths and radiative transfer at the nodes of a table, channel
 * radiances and Jacobians. Leans on forward and table; used by the retriever and the simulator.
 */
package org.kokyu.retrieval.fast;
