/** The read-only addresses: status, metrics, health, API and product files. */
package org.kokyu.ops.http;
