/**
 * GOSAT and GOSAT-2 thermal-infrared L1B granules: readers of the agencies' layouts and the writer
 * of the same formats. Leans on core and l1b; used by the stages and the simulator.
 */
package org.kokyu.gosat;
