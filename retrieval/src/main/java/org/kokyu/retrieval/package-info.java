/**
 * Spectroscopy, forward model, optimal estimation and diagnostics of gas profiles. Sees {@code
 * core} only; no clock, no thread of its own, no file outside the {@code io} packages.
 */
package org.kokyu.retrieval;
