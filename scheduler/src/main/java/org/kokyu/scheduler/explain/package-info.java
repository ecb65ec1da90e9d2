/**
 * Reports on a single retrieval for a person: what was measured, fitted, believed and learned. Used
 * by the command {@code retrieve --explain}.
 */
package org.kokyu.scheduler.explain;
