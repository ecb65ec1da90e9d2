/** Files of line shapes: measured tables and definitions. */
package org.kokyu.retrieval.instrument.io;
