/**
 * Where a product comes from: inputs with their hashes, algorithm and table versions. Part of every
 * value that becomes a product.
 */
package org.kokyu.core.provenance;
