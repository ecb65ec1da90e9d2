/**
 * Himawari Standard Data: reader, calibration, navigation, slot assembly, gridding, and the writer
 * of the same format.
 */
package org.kokyu.himawari;
