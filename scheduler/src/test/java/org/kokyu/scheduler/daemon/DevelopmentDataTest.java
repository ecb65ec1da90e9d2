package org.kokyu.scheduler.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.port.LedgerView.GranuleRow;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.scheduler.config.AncillarySettings;
import org.kokyu.scheduler.config.Configuration;
import org.kokyu.scheduler.config.FeedSettings;
import org.kokyu.scheduler.config.GppSettings;
import org.kokyu.scheduler.config.HttpSettings;
import org.kokyu.scheduler.config.LstSettings;
import org.kokyu.scheduler.config.RetrievalSettings;
import org.kokyu.scheduler.config.SlotSettings;
import org.kokyu.scheduler.config.WorkSettings;

/** The whole service on real formats: segments of the development scene, one of them truncated. */
class DevelopmentDataTest {
  @TempDir Path root;

  private Configuration configuration(Path in, int port) {
    return new Configuration(
        root.resolve("archive"),
        Configuration.embeddedDatabaseUrl(root.resolve("ledger")),
        new HttpSettings("127.0.0.1", port),
        List.of(
            new FeedSettings(
                "himawari",
                FeedSettings.Kind.HIMAWARI,
                in,
                Duration.ofMillis(200),
                Duration.ofDays(36_500),
                Duration.ofHours(2),
                Duration.ofMinutes(10),
                FeedSettings.Completeness.STABLE,
                Optional.of(
                    new SlotSettings(
                        List.of(7, 13, 14, 15), List.of(3, 4), Duration.ofSeconds(2))))),
        AncillarySettings.NONE,
        RetrievalSettings.DEFAULT,
        new LstSettings(LstSettings.Grid.ASIA, 0.2),
        GppSettings.OFF,
        new WorkSettings(2, 16, 3, Duration.ofMillis(100)));
  }

  private Path feed() throws IOException {
    Path hsd = Path.of(System.getProperty("kokyu.shared"), "data/ahi/scene_dev/hsd");
    Assumptions.assumeTrue(Files.isDirectory(hsd), "no development segments: test skipped");
    Path in = Files.createDirectories(root.resolve("in"));
    try (Stream<Path> all = Files.list(hsd)) {
      for (Path file :
          all.filter(p -> p.toString().matches(".*_(0630|0640)_B(07|13|14|15)_.*")).toList()) {
        Files.copy(file, in.resolve(file.getFileName()));
      }
    }
    return in;
  }

  @Test
  void segmentsBecomeMapsAndTheBrokenOneIsNamed() throws Exception {
    Path in = feed();
    Path broken = in.resolve("HS_H09_20240520_0640_B07_FLDK_R20_S0410.DAT.bz2");
    byte[] bytes = Files.readAllBytes(broken);
    Files.write(broken, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    KokyuService service = KokyuService.open(configuration(in, 0));
    service.start();
    try {
      long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
      while (!service.isDrained()) {
        assertTrue(System.nanoTime() < end, "the feed is not drained");
        Thread.sleep(50);
      }
      var reports = service.ledger().reports();
      assertEquals(
          List.of(
              "KOKYU_L2_FIRE_H09_20240520_0630_asia-0.2_r0.csv",
              "KOKYU_L2_FIRE_H09_20240520_0630_asia-0.2_r0.geojson",
              "KOKYU_L2_FIRE_H09_20240520_0640_asia-0.2_r0.csv",
              "KOKYU_L2_FIRE_H09_20240520_0640_asia-0.2_r0.geojson",
              "KOKYU_L2_LST_H09_20240520_0630_asia-0.2_r0.nc",
              "KOKYU_L2_LST_H09_20240520_0640_asia-0.2_r0.nc"),
          reports.allRevisions().stream().map(p -> p.fileName()).sorted().toList());
      List<GranuleRow> quarantine = reports.quarantine(10);
      assertEquals(1, quarantine.size());
      assertEquals(broken.getFileName().toString(), quarantine.get(0).name());
      assertEquals(0, reports.unaccountedGranules());
      assertEquals(15, reports.feeds().get(0).processed());
      assertTrue(get(service, "/").contains("1 broken file is in quarantine"));
      assertTrue(
          get(service, "/metrics")
              .contains("kokyu_products_total{outcome=\"published\",product=\"lst\"} 2.0"));
      String metrics = get(service, "/metrics");
      assertTrue(
          metrics.contains("kokyu_products_total{outcome=\"published\",product=\"fire\"} 2.0"));
      assertTrue(metrics.lines().anyMatch(l -> l.matches("kokyu_fires_active \\d+\\.0")));
      assertTrue(metrics.lines().anyMatch(l -> l.matches("kokyu_lst_clear_fraction 0\\.\\d+")));
      assertTrue(Files.exists(root.resolve("archive/state/clear-sky-06.bin")));
      assertTrue(Files.exists(root.resolve("archive/state/fire-history.csv")));
      assertEquals("ready\n", get(service, "/-/ready"));
      assertTrue(get(service, "/status/lst.png").length() > 1000);
    } finally {
      long start = System.nanoTime();
      assertTrue(service.stop(Duration.ofSeconds(8)));
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
    }
  }

  private static String get(KokyuService service, String path) throws Exception {
    HttpResponse<String> r =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(service.url() + path)).build(),
                HttpResponse.BodyHandlers.ofString(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertEquals(200, r.statusCode(), path);
    return r.body();
  }

  @Test
  void takenPortLeavesTheLedgerFree() throws Exception {
    Path in = Files.createDirectories(root.resolve("in"));
    try (java.net.ServerSocket taken =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      ConfigurationException e =
          org.junit.jupiter.api.Assertions.assertThrows(
              ConfigurationException.class,
              () -> KokyuService.open(configuration(in, taken.getLocalPort())));
      assertTrue(e.getMessage().contains("port " + taken.getLocalPort()), e.getMessage());
    }
    KokyuService service = KokyuService.open(configuration(in, 0));
    service.start();
    assertTrue(service.stop(Duration.ofSeconds(8)));
  }
}
