/**
 * GOSAT and GOSAT-2 thermal-infrared L1B granules: readers of the agencies' layouts and the writer
 * of the same formats.
 */
package org.kokyu.gosat;
