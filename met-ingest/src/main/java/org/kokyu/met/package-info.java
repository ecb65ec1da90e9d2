/** Meteorology and prior fields at a place and time. */
package org.kokyu.met;
