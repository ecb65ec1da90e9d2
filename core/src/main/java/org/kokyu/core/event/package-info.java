/** Events on land: what detectors find and what alerts are made of. */
package org.kokyu.core.event;
