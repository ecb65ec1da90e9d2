/** Regression of flux series: splines over the season, penalised and bounded least squares. */
package org.kokyu.flux.fitting;
