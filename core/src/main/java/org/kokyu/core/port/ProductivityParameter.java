package org.kokyu.core.port;

/**
 * A parameter of a {@link ProductivityModel}.
 *
 * @param name as in the publication
 * @param unit of its values and bounds
 * @param lower bound of a fit
 * @param upper bound of a fit
 * @param source of defaults and spread
 */
public record ProductivityParameter(
    String name, String unit, double lower, double upper, String source) {}
