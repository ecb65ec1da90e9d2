/**
 * Product files: their names, their writers and readers, and how they reach the archive without
 * ever being seen half-written.
 */
package org.kokyu.ops.publish;
