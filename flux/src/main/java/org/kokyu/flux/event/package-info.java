/**
 * From flagged pixels to events: connected objects, their size, outline and course in time, the
 * share of each driver, and the carbon at stake.
 *
 * <p>{@link org.kokyu.flux.event.ConnectedComponents} and {@link org.kokyu.flux.event.EventTracker}
 * work on row-major masks of any grid; {@link org.kokyu.flux.event.FireTracker} on the detections
 * of active fires. Both are functions of a state and an observation.
 */
package org.kokyu.flux.event;
