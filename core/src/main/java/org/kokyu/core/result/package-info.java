/**
 * How a stage says what went well and what did not: values for expected failures, three exceptions
 * for the rest.
 */
package org.kokyu.core.result;
