/**
 * How a stage says what went well and what did not: values for expected failures, three exceptions
 * for the rest. Used everywhere; leans on nothing.
 */
package org.kokyu.core.result;
