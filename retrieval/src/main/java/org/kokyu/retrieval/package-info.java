/**
 * Spectroscopy, forward model, optimal estimation and diagnostics of gas profiles. Sees core only;
 * no clock, no thread of its own, no file outside the io packages.
 */
package org.kokyu.retrieval;
