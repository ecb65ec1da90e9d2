/** The status page and its pictures. */
package org.kokyu.ops.status;
