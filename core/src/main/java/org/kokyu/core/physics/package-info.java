/** Constants and the few formulae that more than one module needs. */
package org.kokyu.core.physics;
