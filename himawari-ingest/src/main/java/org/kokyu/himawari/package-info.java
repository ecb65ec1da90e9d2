/**
 * Himawari Standard Data: reader, calibration, navigation, slot assembly, gridding, and the writer
 * of the same format. Leans on core; used by the stages and the simulator.
 */
package org.kokyu.himawari;
