/** Monthly tower fluxes with their drivers, as CSV. */
package org.kokyu.flux.upscaling.io;
