/** Product files, atomic publishing, metrics, HTTP and the status page. */
package org.kokyu.ops;
