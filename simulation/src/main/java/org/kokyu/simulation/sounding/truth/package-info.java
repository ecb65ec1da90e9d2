/** What a simulated sounding really looks at. */
package org.kokyu.simulation.sounding.truth;
