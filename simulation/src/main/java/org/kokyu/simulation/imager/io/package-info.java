/** Files of what simulated imager slots really show. */
package org.kokyu.simulation.imager.io;
