/**
 * What a simulated sounding really looks at, and what a forecast would say of it. Values only;
 * leans on core, used by sounding and its io.
 */
package org.kokyu.simulation.sounding.truth;
