/** Collocated weather and truth files that go with simulated granules. */
package org.kokyu.simulation.sounding.io;
