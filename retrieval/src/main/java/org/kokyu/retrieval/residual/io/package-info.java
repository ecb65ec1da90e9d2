/** Files of residual patterns. */
package org.kokyu.retrieval.residual.io;
