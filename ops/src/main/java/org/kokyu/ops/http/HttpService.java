package org.kokyu.ops.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.kokyu.core.result.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small read-only web server: GET and HEAD, a fixed set of addresses, a bounded number of threads
 * and of waiting requests. Errors are answered as problem+json.
 */
public final class HttpService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpService.class);
  private static final int THREADS = 8;
  private static final int WAITING = 64;
  private static final int MAX_TARGET = 4096;

  private final HttpServer server;
  private final ThreadPoolExecutor executor;
  private final Map<String, Route> exact;
  private final Map<String, Route> below;

  /**
   * Binds the port; nothing is answered before {@link #start}.
   *
   * @param exact by path
   * @param below by start of the path, ending in a slash
   * @throws ConfigurationException if the port cannot be had
   */
  public HttpService(String address, int port, Map<String, Route> exact, Map<String, Route> below) {
    this.exact = Map.copyOf(exact);
    this.below = Map.copyOf(below);
    AtomicInteger number = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            r -> {
              Thread t = new Thread(r, "http-" + number.incrementAndGet());
              t.setDaemon(true);
              return t;
            });
    server = bind(address, port);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
  }

  private static HttpServer bind(String address, int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 64);
    } catch (BindException e) {
      throw new ConfigurationException(
          "port %d on %s cannot be used (%s): stop what uses it, or set another port (http.port, --port)"
              .formatted(port, address, e.getMessage()),
          e);
    } catch (UnknownHostException e) {
      throw new ConfigurationException("http.address: unknown host " + address, e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "port %d on %s cannot be opened: %s".formatted(port, address, e.getMessage()), e);
    }
  }

  public void start() {
    server.start();
  }

  /** The address that it listens on, for example http://127.0.0.1:8080. */
  public String url() {
    InetSocketAddress a = server.getAddress();
    String host = a.getAddress().getHostAddress();
    return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, a.getPort());
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Response response = answer(exchange);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Content-Type", response.contentType());
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange
          .getResponseHeaders()
          .set(
              "Content-Security-Policy",
              "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'none'");
      response.headers().forEach(exchange.getResponseHeaders()::set);
      long length = response.body().length();
      if (head || length == 0) {
        if (head) {
          exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
        }
        exchange.sendResponseHeaders(response.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(response.status(), length);
      try (OutputStream out = exchange.getResponseBody()) {
        response.body().writeTo(out);
      }
    } catch (IOException e) {
      log.debug("{}: connection ended early: {}", exchange.getRequestURI(), e.toString());
    }
  }

  private Response answer(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Response.problem(405, "Method Not Allowed", "only GET and HEAD are answered")
          .withHeader("Allow", "GET, HEAD");
    }
    try {
      String target = exchange.getRequestURI().toString();
      if (target.length() > MAX_TARGET) {
        return Response.problem(414, "URI Too Long", "at most " + MAX_TARGET + " characters");
      }
      String path = exchange.getRequestURI().getPath();
      Request request =
          new Request(
              path == null || path.isEmpty() ? "/" : path,
              query(exchange.getRequestURI().getRawQuery()),
              name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)));
      return route(request.path())
          .map(r -> r.answer(request))
          .orElseGet(() -> Response.problem(404, "Not Found", "nothing at this address"));
    } catch (BadRequestException e) {
      return Response.problem(400, "Bad Request", e.getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      log.error("{}: cannot be answered", exchange.getRequestURI(), e);
      return Response.problem(500, "Internal Server Error", "see the log of the daemon");
    }
  }

  private Optional<Route> route(String path) {
    Route route = exact.get(path);
    if (route != null) {
      return Optional.of(route);
    }
    return below.entrySet().stream()
        .filter(e -> path.startsWith(e.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> all = new HashMap<>();
    if (raw == null || raw.isEmpty()) {
      return all;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      try {
        all.put(
            URLDecoder.decode(name, StandardCharsets.UTF_8),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw new BadRequestException("the query is not percent-encoded properly");
      }
    }
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
