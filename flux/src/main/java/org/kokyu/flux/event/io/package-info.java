/** The state of the event trackers as text. */
package org.kokyu.flux.event.io;
