/**
 * Product files: their names, their writers and readers, and how they reach the archive without
 * ever being seen half-written. Leans on core and netCDF; used by the stages and the status page.
 */
package org.kokyu.ops.publish;
