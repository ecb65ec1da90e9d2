/**
 * Flux towers: records, productivity and net exchange fitted on even weeks and scored on odd ones.
 * Files are read and written in {@code flux.tower.io}.
 */
package org.kokyu.flux.tower;
