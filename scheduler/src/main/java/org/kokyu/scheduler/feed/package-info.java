/** Where files come from: listing of folders, and the names that a feed's files may have. */
package org.kokyu.scheduler.feed;
