/**
 * Ecosystem respiration: temperature response, reference rates through the year, friction velocity
 * thresholds, night-time partitioning of net fluxes.
 */
package org.kokyu.flux.respiration;
