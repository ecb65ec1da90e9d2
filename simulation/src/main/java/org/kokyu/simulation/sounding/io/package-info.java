/**
 * Collocated weather and truth files that go with simulated granules, in the form that met-ingest
 * reads.
 */
package org.kokyu.simulation.sounding.io;
