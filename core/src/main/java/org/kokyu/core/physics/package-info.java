/**
 * Constants and the few formulae that more than one module needs: Planck's law, position of the
 * sun. Leans on nothing.
 */
package org.kokyu.core.physics;
