/** Series of a tower or a region as text. */
package org.kokyu.flux.anomaly.io;
