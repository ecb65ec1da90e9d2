/**
 * Files of the reference model: atmospheres and emissivities in, spectra and optical depths out.
 */
package org.kokyu.retrieval.reference.io;
