/** Files of the land algorithms: band responses, coefficient tables, learned state. */
package org.kokyu.land.io;
