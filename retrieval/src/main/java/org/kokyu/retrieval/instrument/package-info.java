/**
 * What the spectrometers do to a monochromatic spectrum: line shape, channels, spectral windows.
 * Leans on core only; used by the table builder.
 */
package org.kokyu.retrieval.instrument;
