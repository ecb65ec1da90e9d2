package org.kokyu.ops.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.kokyu.core.port.LedgerView.FeedAccount;
import org.kokyu.core.port.ProductCatalogue.ProductRow;
import org.kokyu.core.port.Timetable;
import org.kokyu.ops.SampleAccount;
import org.kokyu.ops.publish.LstOverview;
import org.kokyu.ops.status.ProfileView.GasView;

class StatusPageTest {

  private static ProductRow product(long id, String kind, String name, int revision) {
    return new ProductRow(
        id,
        kind,
        name,
        kind + "/" + name,
        revision,
        "nrt",
        SampleAccount.NOW.minusSeconds(300),
        SampleAccount.NOW.minusSeconds(12),
        Optional.of(SampleAccount.NOW.minusSeconds(20)),
        1_234_567,
        "00",
        "24 of 24 segments");
  }

  private static SampleAccount account() {
    SampleAccount a = SampleAccount.typical();
    a.products.add(product(2, "lst", "KOKYU_L2_LST_H09_20260821_0320_native_r01.nc", 1));
    a.products.add(
        product(1, "profile_gosat2", "KOKYU_L2_PROFILE_GOSAT2_20260821T021820_p1_r00.nc", 0));
    return a;
  }

  private static StatusPage page(SampleAccount a) {
    StatusSources sources =
        new StatusSources(
            a,
            a,
            a,
            Clock.fixed(SampleAccount.NOW, ZoneOffset.UTC),
            Map.of("himawari", Timetable.every(Duration.ofMinutes(10))),
            SampleAccount.NOW.minusSeconds(3700),
            "0.1.0",
            Duration.ofSeconds(5),
            true);
    return new StatusPage(
        sources, new Pictures(Path.of("archive"), a, f -> Optional.of(profile())));
  }

  static LstOverview field() {
    int rows = 120;
    int columns = 160;
    float[] lst = new float[rows * columns];
    float[] lat = new float[lst.length];
    float[] lon = new float[lst.length];
    byte[] mask = new byte[lst.length];
    for (int i = 0; i < lst.length; i++) {
      int r = i / columns;
      int c = i % columns;
      lat[i] = 50 - 0.3f * r;
      lon[i] = 95 + 0.3f * c;
      mask[i] = (byte) ((r / 20 + c / 25) % 5 == 0 ? 3 : 0);
      lst[i] = mask[i] == 3 ? Float.NaN : 280 + 0.2f * r + 3 * (float) Math.sin(c / 9.0);
    }
    return new LstOverview(
        "KOKYU_L2_LST_H09_20260821_0320_asia-0.30_r0",
        "H09",
        "asia-0.30",
        Instant.parse("2026-08-21T03:20:00Z"),
        0.9,
        1,
        rows,
        columns,
        lat,
        lon,
        lst,
        mask,
        new byte[lst.length]);
  }

  static ProfileView profile() {
    int n = 14;
    double[] p = new double[n];
    for (int i = 0; i < n; i++) {
      p[i] = 985 * Math.pow(0.78, i);
    }
    p[0] = Double.NaN;
    return new ProfileView(
        "GOSAT-2 sounding 42",
        Instant.parse("2026-08-21T02:18:20Z"),
        35.1,
        139.7,
        p,
        List.of(gas("CO2", 420, p), gas("CH4", 1.9, p), gas("N2O", 0.337, p)),
        0);
  }

  private static GasView gas(String name, double level, double[] p) {
    int n = p.length;
    double[] retrieved = new double[n];
    double[] sigma = new double[n];
    double[] prior = new double[n];
    double[] truth = new double[n];
    double[][] kernel = new double[n][n];
    for (int i = 0; i < n; i++) {
      prior[i] = level * (1 - 0.004 * i);
      truth[i] = prior[i] * (1 + 0.012 * Math.sin(i / 2.0));
      retrieved[i] = prior[i] * (1 + 0.009 * Math.sin(i / 2.2));
      sigma[i] = 0.004 * level;
      for (int j = 0; j < n; j++) {
        kernel[i][j] = 0.3 * Math.exp(-0.3 * (i - j) * (i - j)) * Math.sin(Math.PI * i / n);
      }
    }
    retrieved[0] = Double.NaN;
    return new GasView(name, retrieved, sigma, prior, kernel, 1.23, Optional.of(truth));
  }

  @Test
  void pageSaysTheStateFirstAndEscapesNames() {
    String html = page(account()).render();
    assertTrue(
        html.contains(
            "All is well. 1 being worked on, 42 waiting; 1 broken file is in quarantine."),
        html);
    assertTrue(html.contains("GOSAT2TFTS2&lt;b&gt;.h5"));
    assertFalse(html.contains("GOSAT2TFTS2<b>"));
    assertTrue(html.contains("file ends at byte 8192"));
    assertTrue(html.contains("<b class=\"tag\">update</b>"));
    assertTrue(html.contains("8.0 s"), "latency after arrival");
    assertFalse(html.contains("<script"));
  }

  @Test
  void failingFeedAndLateFeedAreNamed() {
    SampleAccount a = account();
    a.feeds.set(
        1,
        new FeedAccount(
            "gosat2",
            "gosat2",
            Optional.empty(),
            Optional.of("folder /data/gosat2: no such folder"),
            Optional.empty(),
            0,
            0,
            0,
            0));
    String html = page(a).render();
    assertTrue(
        html.contains(
            "Needs attention: feed gosat2 cannot be listed (folder /data/gosat2: no such folder)."),
        html);
    SampleAccount late = account();
    FeedAccount f = late.feeds.get(0);
    late.feeds.set(
        0,
        new FeedAccount(
            f.feed(),
            f.kind(),
            f.lastSuccess(),
            Optional.empty(),
            Optional.of(SampleAccount.NOW.minusSeconds(7200)),
            1,
            1,
            0,
            0));
    assertTrue(
        page(late)
            .render()
            .contains("Feed himawari is late: its last observation is 2 h 00 min old."));
  }

  @Test
  void emptyAccountStillMakesAPage() {
    String html = page(new SampleAccount()).render();
    assertTrue(html.contains("No product yet."));
  }

  @Test
  void mapShowsTemperatureCloudAndNothing() throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(LstMap.png(field())));
    assertTrue(image.getWidth() > 600 && image.getHeight() > 400);
    int cloud = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      cloud += (image.getRGB(x, 45) & 0xFFFFFF) == 0xB4BBC2 ? 1 : 0;
    }
    assertTrue(cloud > 50, "cloud in the top rows: " + cloud);
    assertEquals(0xFF0D0887, LstMap.ramp(-1));
    assertEquals(0xFFF0F921, LstMap.ramp(2));
  }

  @Test
  void plotIsWellFormed() throws Exception {
    String svg = ProfilePlot.svg(profile());
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    // three curves per gas, and one kernel row per layer above the surface and below 20 hPa
    assertEquals(3 * 3 + 3 * 13, document.getElementsByTagName("polyline").getLength());
    assertFalse(svg.contains("NaN"));
  }

  /** Writes page and pictures where a person (or a browser test) can look at them. */
  @Test
  void sampleForTheEye() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "status-sample"));
    Files.write(folder.resolve("lst.png"), LstMap.png(field()));
    Files.writeString(folder.resolve("profile.svg"), ProfilePlot.svg(profile()));
    String html =
        page(account())
            .render()
            .replace("/status/lst.png?of=2", "lst.png")
            .replace("/status/profile.svg?of=1", "profile.svg");
    Files.writeString(folder.resolve("index.html"), html);
    assertTrue(html.contains("src=\"lst.png\""));
  }
}
