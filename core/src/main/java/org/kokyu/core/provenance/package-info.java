/** Where a product comes from: inputs with their hashes, algorithm and table versions. */
package org.kokyu.core.provenance;
