/** Files of the fields: countries on a grid. */
package org.kokyu.flux.field.io;
