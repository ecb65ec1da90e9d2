/** Spectroscopy, forward model, optimal estimation and diagnostics of gas profiles. */
package org.kokyu.retrieval;
