/**
 * Where files come from: listing of folders, and the names that a feed's files may have. Polled by
 * flow; knows no format, which the stages bring.
 */
package org.kokyu.scheduler.feed;
