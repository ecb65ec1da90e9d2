/**
 * Respiration, net ecosystem exchange, fire emissions and their hourly to daily fields. Empty so
 * far; may see core only.
 */
package org.kokyu.flux;
