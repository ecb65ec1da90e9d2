/** The state of the atmosphere and surface that a retrieval starts from. */
package org.kokyu.core.atmosphere;
