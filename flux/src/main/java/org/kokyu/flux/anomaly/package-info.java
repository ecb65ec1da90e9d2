/**
 * Is a value unusual? Robust scores against the same hour and season of other years, their
 * probability under noise, control of false discoveries per scene, control charts on series, and
 * the search for short drops in a tower's carbon uptake.
 *
 * <p>A scene is judged in three calls on row-major arrays: {@link
 * org.kokyu.flux.anomaly.RobustScore} gives scores, {@link org.kokyu.flux.anomaly.EmpiricalNull}
 * their probabilities, {@link org.kokyu.flux.anomaly.FalseDiscovery} the pixels that are kept.
 */
package org.kokyu.flux.anomaly;
