/**
 * Splitting one computation over an executor that the caller owns. Used by himawari-ingest, lst-luc
 * and the stages of the scheduler; starts no thread itself.
 */
package org.kokyu.core.parallel;
