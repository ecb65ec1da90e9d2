package org.kokyu.ops.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.kokyu.ops.alert.AlertBoard;

/**
 * Addresses of the alerts: {@code /alerts/atom.xml}, {@code /alerts/{id}.cap.xml} and {@code
 * /api/v1/alerts} ({@code limit}; {@code current=true} for those that hold). Thread-safe.
 */
public final class AlertRoutes {
  /** Start of the addresses of messages. */
  public static final String PREFIX = "/alerts/";

  private static final String SUFFIX = ".cap.xml";

  private final AlertBoard board;
  private final Clock clock;

  public AlertRoutes(AlertBoard board, Clock clock) {
    this.board = board;
    this.clock = clock;
  }

  /** Fixed addresses. */
  public Map<String, Route> exact() {
    return Map.of(
        "/alerts/atom.xml",
        r -> Response.of("application/atom+xml; charset=utf-8", board.atom(clock.instant())),
        "/api/v1/alerts",
        this::list);
  }

  /** One message. */
  public Response message(Request r) {
    String name = r.path().substring(PREFIX.length());
    if (!name.endsWith(SUFFIX)) {
      return Response.problem(404, "Not Found", "see /alerts/atom.xml");
    }
    return board
        .file(name.substring(0, name.length() - SUFFIX.length()))
        .map(bytes -> Response.of("application/cap+xml; charset=utf-8", bytes))
        .orElseGet(
            () -> Response.problem(404, "Not Found", "no such message; see /alerts/atom.xml"));
  }

  private Response list(Request r) {
    int limit = (int) r.number("limit", 1, 1000, 100);
    String current = r.parameter("current").orElse("false");
    if (!current.equals("true") && !current.equals("false")) {
      throw new BadRequestException("current: true or false");
    }
    List<AlertBoard.Entry> entries =
        current.equals("true") ? board.current(clock.instant()) : board.all();
    return Response.text(
        Response.JSON,
        JsonText.object(
            j ->
                JsonText.array(
                    j, "alerts", entries.stream().limit(limit).toList(), AlertRoutes::entry)));
  }

  private static void entry(JsonGenerator g, AlertBoard.Entry e) throws IOException {
    g.writeStringField("identifier", e.identifier());
    g.writeStringField("event", e.event());
    g.writeStringField("kind", e.event().replaceFirst("-.*", ""));
    g.writeStringField("message_type", e.type());
    g.writeStringField("sent", e.sent().toString());
    g.writeStringField("expires", e.expires().toString());
    for (String name : List.of("status", "severity", "urgency", "certainty", "headline")) {
      g.writeStringField(name, e.fields().getOrDefault(name, ""));
    }
    g.writeStringField("polygon", e.fields().getOrDefault("polygon", ""));
    g.writeStringField("href", PREFIX + e.identifier() + SUFFIX);
  }
}
