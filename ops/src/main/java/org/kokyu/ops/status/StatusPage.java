package org.kokyu.ops.status;

import static org.kokyu.ops.status.PlainWords.ago;
import static org.kokyu.ops.status.PlainWords.bytes;
import static org.kokyu.ops.status.PlainWords.duration;
import static org.kokyu.ops.status.PlainWords.escape;
import static org.kokyu.ops.status.PlainWords.time;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.port.LedgerView.FeedAccount;
import org.kokyu.core.port.LedgerView.GranuleRow;
import org.kokyu.core.port.ProductCatalogue.ProductRow;
import org.kokyu.core.port.QueueView.QueueDepth;
import org.kokyu.core.port.Timetable;
import org.kokyu.ops.http.DataFiles;

/** The status page: one HTML text without scripts, legible on a phone. Thread-safe. */
public final class StatusPage {
  private static final int QUARANTINE_ROWS = 10;
  private static final int PRODUCT_ROWS = 8;
  private static final String STYLE = resource("status.css");

  private final StatusSources sources;
  private final Pictures pictures;

  public StatusPage(StatusSources sources, Pictures pictures) {
    this.sources = sources;
    this.pictures = pictures;
  }

  private static String resource(String name) {
    try (InputStream in = StatusPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page as of now. */
  public String render() {
    Instant now = sources.clock().instant();
    List<FeedAccount> feeds = sources.ledger().feeds();
    StateOfAffairs state = StateOfAffairs.of(sources, feeds, now);
    StringBuilder h = new StringBuilder(16_384);
    h.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<meta http-equiv=\"refresh\" content=\"%d\">".formatted(refreshSeconds()))
        .append("<title>Kokyu status</title><link rel=\"icon\" href=\"data:,\"><style>")
        .append(STYLE)
        .append("</style></head><body>");
    header(h, state, now);
    h.append("<main>");
    products(h, now);
    pictures(h);
    feeds(h, feeds, now);
    queue(h);
    quarantine(h);
    h.append("</main>");
    footer(h, now);
    return h.append("</body></html>\n").toString();
  }

  private long refreshSeconds() {
    return Math.max(1, sources.refresh().toSeconds());
  }

  private void header(StringBuilder h, StateOfAffairs state, Instant now) {
    h.append("<header><h1>Kokyu</h1><p class=\"lead\">")
        .append(
            "Greenhouse-gas profiles and land surface temperature over Asia, minutes after a file arrives")
        .append(sources.simulated() ? " <b class=\"tag\">simulated feeds</b>" : "")
        .append(
            "</p><p class=\"state %s\">"
                .formatted(state.level().name().toLowerCase(java.util.Locale.ROOT)))
        .append(escape(state.sentence()))
        .append("</p><p class=\"asof\">As of ")
        .append(time(now))
        .append(", renewed every ")
        .append(refreshSeconds())
        .append(" s</p></header>");
  }

  private void products(StringBuilder h, Instant now) {
    h.append("<section><h2>Products</h2>");
    List<ProductRow> latest =
        sources.catalogue().kinds().stream()
            .flatMap(k -> sources.catalogue().latest(k).stream())
            .toList();
    if (latest.isEmpty()) {
      h.append(
          "<p class=\"none\">No product yet. The first one shows here as soon as it is published.</p>");
    } else {
      h.append("<div class=\"cards\">");
      for (ProductRow p : latest) {
        card(h, p, now);
      }
      h.append("</div>");
      recent(h, now);
    }
    h.append("</section>");
  }

  private static String nameOf(String product) {
    return switch (product) {
      case "profile_gosat" -> "GOSAT profiles";
      case "profile_gosat2" -> "GOSAT-2 profiles";
      case "lst" -> "Land surface temperature";
      default -> product;
    };
  }

  private static void card(StringBuilder h, ProductRow p, Instant now) {
    h.append("<div class=\"card\"><h3>")
        .append(escape(nameOf(p.product())))
        .append("</h3><p class=\"big\">")
        .append(ago(p.published(), now))
        .append("</p><p>observed ")
        .append(time(p.observationTime()))
        .append("<br>")
        .append(escape(p.summary()))
        .append("</p>")
        .append("</div>");
  }

  private void recent(StringBuilder h, Instant now) {
    h.append(
            "<div class=\"scroll\"><table><thead><tr><th>Newest files</th><th>Observed</th><th>Published</th>")
        .append("<th>After arrival</th><th>Size</th></tr></thead><tbody>");
    for (ProductRow p :
        sources.catalogue().products(Optional.empty(), PRODUCT_ROWS, Long.MAX_VALUE)) {
      h.append("<tr><td><a href=\"")
          .append(DataFiles.PREFIX)
          .append(escape(p.relativePath()))
          .append("\">")
          .append(escape(p.fileName()))
          .append("</a>")
          .append(p.revision() > 0 ? " <b class=\"tag\">update</b>" : "")
          .append("</td><td>")
          .append(time(p.observationTime()))
          .append("</td><td>")
          .append(ago(p.published(), now))
          .append("</td><td>")
          .append(latency(p))
          .append("</td><td>")
          .append(bytes(p.bytes()))
          .append("</td></tr>");
    }
    h.append("</tbody></table></div>");
  }

  private static String latency(ProductRow p) {
    return p.inputsArrived().map(t -> duration(Duration.between(t, p.published()))).orElse("–");
  }

  private void pictures(StringBuilder h) {
    Optional<ProductRow> map = pictures.mapProduct();
    Optional<ProductRow> profile = pictures.profileProduct();
    if (profile.isPresent()) {
      h.append("<section><h2>Newest profile</h2><figure><img src=\"")
          .append(Pictures.PROFILE)
          .append("?of=")
          .append(profile.get().id())
          .append(
              "\" alt=\"Retrieved, prior and (where known) true profiles, and averaging kernels\">")
          .append(
              "<figcaption>Top: retrieved mole fraction with its standard deviation, the prior it started from")
          .append(
              ", and the truth where the feed is simulated, with the error of both between 900 and 150 hPa. Bottom: rows of the averaging kernel of each gas, ")
          .append(
              "one line per layer; a row that peaks at its own layer means that the spectrum tells that layer.")
          .append("</figcaption></figure></section>");
    }
    if (map.isPresent()) {
      h.append("<section><h2>Newest land surface temperature</h2><figure><img src=\"")
          .append(Pictures.MAP)
          .append("?of=")
          .append(map.get().id())
          .append("\" alt=\"Map of land surface temperature\"><figcaption>")
          .append(escape(map.get().fileName()))
          .append(
              ". Grey: cloud. White: nothing retrieved (view too oblique, missing segment). Over water: the temperature of its surface, for want of a land mask.")
          .append("</figcaption></figure></section>");
    }
  }

  private void feeds(StringBuilder h, List<FeedAccount> feeds, Instant now) {
    h.append(
            "<section><h2>Feeds</h2><div class=\"scroll\"><table><thead><tr><th>Feed</th><th>Last observation</th>")
        .append(
            "<th>Listed</th><th>Files</th><th>Done</th><th>Waiting</th><th>Quarantine</th></tr></thead><tbody>");
    for (FeedAccount f : feeds) {
      boolean late = StateOfAffairs.isLate(sources, f, now);
      h.append(
              "<tr class=\"%s\"><td><b>"
                  .formatted(f.lastError().isPresent() ? "bad" : late ? "watch" : ""))
          .append(escape(f.feed()))
          .append("</b></td><td>")
          .append(
              f.newestObservation()
                  .map(t -> time(t) + "<br><small>" + ago(t, now) + "</small>")
                  .orElse("none yet"))
          .append(latestDay(f, now))
          .append("</td><td>")
          .append(
              f.lastError()
                  .map(e -> "<b>" + escape(e) + "</b>")
                  .orElseGet(() -> f.lastSuccess().map(t -> ago(t, now)).orElse("not yet")))
          .append(
              "</td><td>%d</td><td>%d</td><td>%d</td><td>%d</td></tr>"
                  .formatted(f.seen(), f.processed(), f.pending(), f.quarantined()));
    }
    h.append("</tbody></table></div></section>");
  }

  /** Only for satellites that observe by a timetable with gaps. */
  private String latestDay(FeedAccount f, Instant now) {
    Timetable timetable = sources.timetables().get(f.feed());
    if (timetable == null || timetable.leftOut().isEmpty()) {
      return "";
    }
    Timetable.Day day = timetable.latestDay(sources.ledger(), f.feed(), now);
    return "<br><small>a day to %s: %d there, %d missing%s</small>"
        .formatted(
            duration(timetable.cadence().multipliedBy(3)) + " ago",
            day.present(),
            day.missing(),
            day.leftOut() == 0
                ? ""
                : ", %d not observed (%s)".formatted(day.leftOut(), escape(timetable.leftOut())));
  }

  private void queue(StringBuilder h) {
    h.append(
            "<section><h2>Work</h2><div class=\"scroll\"><table><thead><tr><th>Priority</th><th>Waiting</th>")
        .append("<th>Room</th><th>Oldest</th></tr></thead><tbody>");
    for (QueueDepth q : sources.queue().queues()) {
      h.append(
          "<tr><td>%s</td><td>%d</td><td>%d</td><td>%s</td></tr>"
              .formatted(
                  escape(q.priority()),
                  q.depth(),
                  q.capacity(),
                  q.depth() == 0 ? "–" : duration(q.oldestAge())));
    }
    h.append(
        "</tbody></table></div><p>%d of %d workers busy.</p></section>"
            .formatted(sources.queue().running(), sources.queue().workers()));
  }

  private void quarantine(StringBuilder h) {
    List<GranuleRow> rows = sources.ledger().quarantine(QUARANTINE_ROWS);
    if (rows.isEmpty()) {
      return;
    }
    h.append(
            "<section><h2>Quarantine</h2><div class=\"scroll\"><table><thead><tr><th>File</th><th>Reason</th>")
        .append("<th>Arrived</th></tr></thead><tbody>");
    for (GranuleRow g : rows) {
      h.append("<tr><td>")
          .append(escape(g.name()))
          .append("</td><td class=\"text\">")
          .append(escape(g.detail()))
          .append("</td><td>")
          .append(time(g.arrived()))
          .append("</td></tr>");
    }
    h.append("</tbody></table></div></section>");
  }

  private void footer(StringBuilder h, Instant now) {
    h.append("<footer>Kokyu ")
        .append(escape(sources.version()))
        .append(", running for ")
        .append(duration(Duration.between(sources.started(), now)))
        .append(
            " · <a href=\"/metrics\">metrics</a> · <a href=\"/api/v1/status\">status as JSON</a> · ")
        .append(
            "<a href=\"/api/v1/products\">products</a> · <a href=\"/api/v1/granules\">granules</a></footer>");
  }
}
