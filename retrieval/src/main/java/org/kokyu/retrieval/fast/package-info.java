/**
 * The fast forward model: optical depths and radiative transfer at the nodes of a table, channel
 * radiances and Jacobians.
 */
package org.kokyu.retrieval.fast;
