/** Splitting one computation over an executor that the caller owns. */
package org.kokyu.core.parallel;
