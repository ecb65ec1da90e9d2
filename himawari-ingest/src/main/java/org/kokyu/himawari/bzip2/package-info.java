/**
 * Decoder of bzip2 streams, made for files of several large blocks: whole files in memory, blocks
 * that can be decoded at the same time. Used by the segment reader only; knows nothing of segments.
 */
package org.kokyu.himawari.bzip2;
