/** Optimal estimation after Rodgers (2000): solver, averaging kernels, covariances. */
package org.kokyu.retrieval.estimation;
