/** Respiration, net ecosystem exchange, fire emissions and their hourly to daily fields. */
package org.kokyu.flux;
