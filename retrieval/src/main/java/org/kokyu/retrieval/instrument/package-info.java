/**
 * What the spectrometers do to a monochromatic spectrum: line shape, channels, spectral windows.
 */
package org.kokyu.retrieval.instrument;
