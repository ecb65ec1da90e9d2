/**
 * The state of the atmosphere and surface that a retrieval starts from: profiles, meteorology,
 * priors, emissivity. Filled by met-ingest, used by retrieval and simulation; leans on nothing.
 */
package org.kokyu.core.atmosphere;
