package org.kokyu.ops.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.port.ProductCatalogue.ProductRow;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.ops.SampleAccount;

class HttpServiceTest {
  private static final String NAME = "KOKYU_L2_LST_H09_20260821_0320_native_r00.nc";
  private static final String SHA = "ab".repeat(32);

  @TempDir Path archive;
  private final byte[] content = new byte[200_000];
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpService service;
  private Optional<String> notReady = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(content);
    Files.createDirectories(archive.resolve("lst"));
    Files.write(archive.resolve("lst").resolve(NAME), content);
    Files.writeString(archive.resolve("secret.txt"), "secret");
    SampleAccount account = SampleAccount.typical();
    account.products.add(
        new ProductRow(
            3,
            "lst",
            NAME,
            "lst/" + NAME,
            0,
            "nrt",
            SampleAccount.NOW,
            SampleAccount.NOW,
            Optional.empty(),
            content.length,
            SHA,
            "complete"));
    Map<String, Route> exact =
        new HashMap<>(
            new JsonApi(
                    account,
                    account,
                    account,
                    Clock.fixed(SampleAccount.NOW, ZoneOffset.UTC),
                    "0.1.0")
                .routes());
    exact.putAll(HealthRoutes.of(() -> notReady));
    exact.put(
        "/broken",
        r -> {
          throw new IllegalStateException("our own fault");
        });
    service =
        new HttpService(
            "127.0.0.1", 0, exact, Map.of(DataFiles.PREFIX, new DataFiles(archive, account)));
    service.start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder().GET(), path, headers);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, String path, String... headers)
      throws Exception {
    request.uri(URI.create(service.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> r) {
    return new String(r.body(), StandardCharsets.UTF_8);
  }

  @Test
  void apiAnswersJson() throws Exception {
    HttpResponse<byte[]> status = get("/api/v1/status");
    assertEquals(200, status.statusCode());
    assertTrue(text(status).contains("\"computed\":\"2026-08-21T03:25:00Z\""), text(status));
    assertTrue(text(status).contains("\"unaccounted\":0"));
    assertTrue(text(get("/api/v1/feeds")).contains("\"feed\":\"himawari\""));
    assertTrue(text(get("/api/v1/quarantine")).contains("120000 expected"));
    assertTrue(text(get("/api/v1/granules?feed=himawari")).contains("\"granules\":[]"));
    assertTrue(text(get("/api/v1/granules?limit=1")).contains("\"next_before\":7"));
    assertTrue(text(get("/api/v1/products?product=lst")).contains("/data/lst/" + NAME));
  }

  @Test
  void badRequestsAreProblemsAndNever500() throws Exception {
    for (String path :
        new String[] {
          "/api/v1/granules?limit=0",
          "/api/v1/granules?limit=99999999999999999999",
          "/api/v1/granules?before=-1",
          "/api/v1/granules?state=LOST",
          "/api/v1/products?limit=%zz".replace("%zz", "%25zz")
        }) {
      HttpResponse<byte[]> r = get(path);
      assertEquals(400, r.statusCode(), path);
      assertEquals(
          "application/problem+json", r.headers().firstValue("Content-Type").orElse(""), path);
      assertTrue(text(r).contains("\"status\":400"), text(r));
    }
    assertEquals(404, get("/nothing").statusCode());
    assertEquals(404, get("/api/v1/granules/7").statusCode());
    assertEquals(414, get("/" + "a".repeat(5000)).statusCode());
  }

  @Test
  void onlyReadingIsAllowed() throws Exception {
    for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
      HttpResponse<byte[]> r =
          send(
              HttpRequest.newBuilder().method(method, HttpRequest.BodyPublishers.ofString("x")),
              "/api/v1/status");
      assertEquals(405, r.statusCode(), method);
      assertEquals("GET, HEAD", r.headers().firstValue("Allow").orElse(""));
    }
    HttpResponse<byte[]> head =
        send(
            HttpRequest.newBuilder().method("HEAD", HttpRequest.BodyPublishers.noBody()),
            "/data/lst/" + NAME);
    assertEquals(200, head.statusCode());
    assertEquals("200000", head.headers().firstValue("Content-Length").orElse(""));
    assertEquals(0, head.body().length);
  }

  @Test
  void filesWithRangesAndTags() throws Exception {
    HttpResponse<byte[]> all = get("/data/lst/" + NAME);
    assertEquals(200, all.statusCode());
    assertArrayEquals(content, all.body());
    String tag = all.headers().firstValue("ETag").orElseThrow();
    assertEquals("\"" + SHA + "\"", tag);
    assertEquals(304, get("/data/lst/" + NAME, "If-None-Match", tag).statusCode());
    HttpResponse<byte[]> part = get("/data/lst/" + NAME, "Range", "bytes=1000-1999");
    assertEquals(206, part.statusCode());
    assertEquals("bytes 1000-1999/200000", part.headers().firstValue("Content-Range").orElse(""));
    assertArrayEquals(Arrays.copyOfRange(content, 1000, 2000), part.body());
    assertArrayEquals(
        Arrays.copyOfRange(content, 199_990, 200_000),
        get("/data/lst/" + NAME, "Range", "bytes=-10").body());
    assertArrayEquals(
        Arrays.copyOfRange(content, 199_000, 200_000),
        get("/data/lst/" + NAME, "Range", "bytes=199000-999999999").body());
    assertEquals(416, get("/data/lst/" + NAME, "Range", "bytes=200000-").statusCode());
    assertEquals(200, get("/data/lst/" + NAME, "Range", "bytes=1-2,5-6").statusCode());
    assertEquals(200, get("/data/lst/" + NAME, "Range", "lines=1-2").statusCode());
  }

  @Test
  void nothingBesideThePublishedFilesIsServed() throws Exception {
    for (String path :
        new String[] {
          "/data/secret.txt",
          "/data/lst/../secret.txt",
          "/data/%2e%2e/%2e%2e/etc/passwd",
          "/data//etc/passwd",
          "/data/lst/%00" + NAME,
          "/data/other/" + NAME,
          "/data/",
          "/data/lst"
        }) {
      assertEquals(404, rawStatus("GET " + path + " HTTP/1.1"), path);
    }
  }

  @Test
  void nonsenseOnTheWireIsRefusedWithoutHarm() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[1 + random.nextInt(60)];
      random.nextBytes(noise);
      String target = new String(noise, StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n ]", "x");
      int status = rawStatus("GET /" + target + " HTTP/1.1");
      assertTrue(status == 404 || status == 400 || status == -1, status + " for " + target);
    }
    assertEquals(200, get("/-/healthy").statusCode());
  }

  private int rawStatus(String requestLine) throws IOException {
    URI uri = URI.create(service.url());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(5000);
      OutputStream out = socket.getOutputStream();
      out.write(
          (requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      String first = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
      return first.startsWith("HTTP/1.1 ") ? Integer.parseInt(first.substring(9)) : -1;
    }
  }

  @Test
  void ourOwnFaultIsA500WithoutDetails() throws Exception {
    HttpResponse<byte[]> r = get("/broken");
    assertEquals(500, r.statusCode());
    assertTrue(!text(r).contains("our own fault"), text(r));
  }

  @Test
  void readinessSaysWhy() throws Exception {
    assertEquals("ready\n", text(get("/-/ready")));
    notReady = Optional.of("feed gosat has not been listed for 5 min");
    HttpResponse<byte[]> r = get("/-/ready");
    assertEquals(503, r.statusCode());
    assertTrue(text(r).contains("has not been listed"), text(r));
  }

  @Test
  void takenPortIsExplainedInOneLine() {
    int port = URI.create(service.url()).getPort();
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () -> new HttpService("127.0.0.1", port, Map.of(), Map.of()));
    assertTrue(e.getMessage().startsWith("port " + port + " on 127.0.0.1 cannot be used"));
    assertEquals(1, e.getMessage().lines().count());
  }
}
