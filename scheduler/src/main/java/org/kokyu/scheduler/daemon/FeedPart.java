package org.kokyu.scheduler.daemon;

import org.kokyu.scheduler.config.FeedSettings;
import org.kokyu.scheduler.feed.Feed;
import org.kokyu.scheduler.feed.FileKind;
import org.kokyu.scheduler.flow.ProductStage;

/**
 * A feed and what is made of its files.
 *
 * @param settings of the feed
 * @param feed where the files are
 * @param kind what their names and formats are
 * @param stage what makes the product
 */
public record FeedPart(FeedSettings settings, Feed feed, FileKind kind, ProductStage stage) {}
