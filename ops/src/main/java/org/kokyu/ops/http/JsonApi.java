package org.kokyu.ops.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kokyu.core.port.LedgerView;
import org.kokyu.core.port.LedgerView.FeedAccount;
import org.kokyu.core.port.LedgerView.GranuleRow;
import org.kokyu.core.port.ProductCatalogue;
import org.kokyu.core.port.ProductCatalogue.ProductRow;
import org.kokyu.core.port.QueueView;

/**
 * The API, version 1: status, feeds, granules, products, quarantine. Lists are paged: {@code limit}
 * (1 … 1000) and {@code before}, the id of the last item of the page before. Thread-safe.
 */
public final class JsonApi {
  private static final long DEFAULT_LIMIT = 100;
  private static final Set<String> STATES =
      Set.of("SEEN", "RUNNING", "PROCESSED", "QUARANTINED", "DUPLICATE", "EXPIRED");

  private final LedgerView ledger;
  private final ProductCatalogue catalogue;
  private final QueueView queue;
  private final Clock clock;
  private final String version;

  public JsonApi(
      LedgerView ledger, ProductCatalogue catalogue, QueueView queue, Clock clock, String version) {
    this.ledger = ledger;
    this.catalogue = catalogue;
    this.queue = queue;
    this.clock = clock;
    this.version = version;
  }

  /** By address. */
  public Map<String, Route> routes() {
    Map<String, Route> routes = new LinkedHashMap<>();
    routes.put("/api/v1/status", r -> json(this::status));
    routes.put("/api/v1/feeds", r -> json(j -> feeds(j, ledger.feeds())));
    routes.put("/api/v1/granules", r -> granules(r, "granules", state(r)));
    routes.put("/api/v1/quarantine", r -> granules(r, "quarantine", Optional.of("QUARANTINED")));
    routes.put("/api/v1/products", this::products);
    return routes;
  }

  private static Response json(JsonText.Fields fields) {
    return Response.text(Response.JSON, JsonText.object(fields));
  }

  private void status(JsonGenerator j) throws IOException {
    List<FeedAccount> feeds = ledger.feeds();
    j.writeStringField("version", version);
    j.writeStringField("computed", Instant.now(clock).toString());
    feeds(j, feeds);
    JsonText.array(
        j,
        "queues",
        queue.queues(),
        (g, q) -> {
          g.writeStringField("priority", q.priority());
          g.writeNumberField("depth", q.depth());
          g.writeNumberField("capacity", q.capacity());
          g.writeNumberField("oldest_age_seconds", q.oldestAge().toMillis() / 1000.0);
        });
    j.writeNumberField("running", queue.running());
    j.writeNumberField("workers", queue.workers());
    j.writeNumberField("quarantined", feeds.stream().mapToLong(FeedAccount::quarantined).sum());
    j.writeNumberField("unaccounted", ledger.unaccountedGranules());
    JsonText.array(
        j,
        "latest_products",
        catalogue.kinds().stream().flatMap(k -> catalogue.latest(k).stream()).toList(),
        JsonApi::product);
  }

  private static void feeds(JsonGenerator j, List<FeedAccount> feeds) throws IOException {
    JsonText.array(
        j,
        "feeds",
        feeds,
        (g, f) -> {
          g.writeStringField("feed", f.feed());
          g.writeStringField("kind", f.kind());
          JsonText.time(g, "last_success", f.lastSuccess());
          JsonText.text(g, "last_error", f.lastError());
          JsonText.time(g, "newest_observation", f.newestObservation());
          g.writeNumberField("seen", f.seen());
          g.writeNumberField("processed", f.processed());
          g.writeNumberField("quarantined", f.quarantined());
          g.writeNumberField("pending", f.pending());
        });
  }

  private static Optional<String> state(Request r) {
    Optional<String> state = r.parameter("state");
    if (state.isPresent() && !STATES.contains(state.get())) {
      throw new BadRequestException("state: one of " + STATES.stream().sorted().toList());
    }
    return state;
  }

  private static int limit(Request r) {
    return (int) r.number("limit", 1, 1000, DEFAULT_LIMIT);
  }

  private static long before(Request r) {
    return r.number("before", 0, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  private Response granules(Request r, String name, Optional<String> state) {
    int limit = limit(r);
    List<GranuleRow> rows = ledger.granules(r.parameter("feed"), state, limit, before(r));
    return json(
        j -> {
          JsonText.array(j, name, rows, JsonApi::granule);
          next(j, limit, rows.size(), rows.isEmpty() ? 0 : rows.get(rows.size() - 1).id());
        });
  }

  private static void next(JsonGenerator j, int limit, int size, long lastId) throws IOException {
    if (size == limit) {
      j.writeNumberField("next_before", lastId);
    }
  }

  private static void granule(JsonGenerator g, GranuleRow row) throws IOException {
    g.writeNumberField("id", row.id());
    g.writeStringField("feed", row.feed());
    g.writeStringField("name", row.name());
    g.writeStringField("sha256", row.sha256());
    g.writeStringField("state", row.state());
    g.writeStringField("arrived", row.arrived().toString());
    JsonText.time(g, "observed", row.observed());
    JsonText.time(g, "finished", row.finished());
    g.writeStringField("detail", row.detail());
  }

  private Response products(Request r) {
    int limit = limit(r);
    List<ProductRow> rows = catalogue.products(r.parameter("product"), limit, before(r));
    return json(
        j -> {
          JsonText.array(j, "products", rows, JsonApi::product);
          next(j, limit, rows.size(), rows.isEmpty() ? 0 : rows.get(rows.size() - 1).id());
        });
  }

  private static void product(JsonGenerator g, ProductRow row) throws IOException {
    g.writeNumberField("id", row.id());
    g.writeStringField("product", row.product());
    g.writeStringField("file_name", row.fileName());
    g.writeStringField("href", DataFiles.PREFIX + row.relativePath());
    g.writeNumberField("revision", row.revision());
    g.writeStringField("maturity", row.maturity());
    g.writeStringField("observed", row.observationTime().toString());
    g.writeStringField("published", row.published().toString());
    g.writeNumberField("bytes", row.bytes());
    g.writeStringField("sha256", row.sha256());
    g.writeStringField("summary", row.summary());
  }
}
