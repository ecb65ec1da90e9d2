/**
 * Fire radiative power to burned dry matter to emitted gases: factors by fire type, gaps under
 * cloud, sums over hours, days and cells.
 */
package org.kokyu.flux.fire;
