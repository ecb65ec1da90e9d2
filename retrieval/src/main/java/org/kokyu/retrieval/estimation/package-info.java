/**
 * Optimal estimation after Rodgers (2000): solver, averaging kernels, covariances. Plain arrays in
 * and out; knows no gas, no spectrum and no other package.
 */
package org.kokyu.retrieval.estimation;
