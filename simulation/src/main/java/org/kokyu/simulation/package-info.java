/**
 * Scenes, truth and noise turned into the agencies' formats for the demo and for tests. Sees core,
 * both ingests and retrieval; needed by nothing but scheduler and tests.
 */
package org.kokyu.simulation;
