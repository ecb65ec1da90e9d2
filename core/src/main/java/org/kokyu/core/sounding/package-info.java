/** One thermal-infrared footprint and the granule it came in. */
package org.kokyu.core.sounding;
