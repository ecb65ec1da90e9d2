package org.kokyu.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.port.LedgerView;
import org.kokyu.core.port.ProductCatalogue;
import org.kokyu.core.port.QueueView;

/** A small account of feeds and products, held in memory. */
public final class SampleAccount implements LedgerView, ProductCatalogue, QueueView {
  public static final Instant NOW = Instant.parse("2026-08-21T03:25:00Z");

  public final List<FeedAccount> feeds = new ArrayList<>();
  public final List<GranuleRow> granules = new ArrayList<>();
  public final List<ProductRow> products = new ArrayList<>();
  public long unaccounted;

  /** Of every feed. */
  public final List<Instant> observed = new ArrayList<>();

  /** Two feeds, one broken file, one product of each kind. */
  public static SampleAccount typical() {
    SampleAccount a = new SampleAccount();
    a.feeds.add(
        new FeedAccount(
            "himawari",
            "himawari",
            Optional.of(NOW.minusSeconds(2)),
            Optional.empty(),
            Optional.of(NOW.minusSeconds(300)),
            97,
            96,
            0,
            1));
    a.feeds.add(
        new FeedAccount(
            "gosat2",
            "gosat2",
            Optional.of(NOW.minusSeconds(4)),
            Optional.empty(),
            Optional.of(NOW.minusSeconds(4000)),
            5,
            4,
            1,
            0));
    a.granules.add(
        new GranuleRow(
            7,
            "gosat2",
            "GOSAT2TFTS2<b>.h5",
            "00",
            "QUARANTINED",
            NOW.minusSeconds(100),
            Optional.of(NOW.minusSeconds(4000)),
            Optional.of(NOW.minusSeconds(90)),
            "file ends at byte 8192, 120000 expected"));
    return a;
  }

  @Override
  public List<FeedAccount> feeds() {
    return feeds;
  }

  @Override
  public List<GranuleRow> granules(
      Optional<String> feed, Optional<String> state, int limit, long beforeId) {
    return granules.stream()
        .filter(g -> g.id() < beforeId)
        .filter(g -> feed.map(g.feed()::equals).orElse(true))
        .filter(g -> state.map(g.state()::equals).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public Observations observations(String feed, Instant from, Instant to) {
    return new Observations(
        observed.stream().min(java.util.Comparator.naturalOrder()),
        observed.stream().filter(t -> !t.isBefore(from) && t.isBefore(to)).toList());
  }

  @Override
  public long unaccountedGranules() {
    return unaccounted;
  }

  @Override
  public List<ProductRow> products(Optional<String> product, int limit, long beforeId) {
    return products.stream()
        .filter(p -> product.map(p.product()::equals).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<ProductRow> latest(String product) {
    return products(Optional.of(product), 1, Long.MAX_VALUE).stream().findFirst();
  }

  @Override
  public Optional<ProductRow> byFileName(String fileName) {
    return products.stream().filter(p -> p.fileName().equals(fileName)).findFirst();
  }

  @Override
  public List<String> kinds() {
    return products.stream().map(ProductRow::product).distinct().toList();
  }

  @Override
  public List<QueueDepth> queues() {
    return List.of(
        new QueueDepth("fresh", 2, 256, Duration.ofSeconds(3)),
        new QueueDepth("late", 0, 256, Duration.ZERO),
        new QueueDepth("backfill", 40, 256, Duration.ofMinutes(4)));
  }

  @Override
  public int running() {
    return 1;
  }

  @Override
  public int workers() {
    return 2;
  }
}
