/** Files of flux towers: half-hourly records of several networks, results as tables. */
package org.kokyu.flux.tower.io;
