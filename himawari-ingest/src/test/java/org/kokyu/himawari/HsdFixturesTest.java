package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.kokyu.core.result.MalformedInputException;

/** The segments of the development data and what is known of them from independent readers. */
class HsdFixturesTest {
  private static final Map<Path, HsdSegment> SEGMENTS = new HashMap<>();
  private final HsdReader reader = new HsdReader();

  /** Decompressing the large visible segments once is enough. */
  private HsdSegment segment(Path file) {
    return SEGMENTS.computeIfAbsent(file, reader::read);
  }

  @AfterAll
  static void release() {
    SEGMENTS.clear();
  }

  private static Path good(String file) {
    return SharedData.fixtures().resolve("good").resolve(file);
  }

  @Test
  void headersCountsAndHashesAreAsStated() throws IOException {
    Map<?, ?> facts = (Map<?, ?>) SharedData.json(SharedData.fixtures().resolve("file_facts.json"));
    List<Map<String, Object>> files = SharedData.rows(facts.get("files"));
    assertEquals(13, files.size());
    for (Map<String, Object> f : files) {
      HsdSegment s = segment(good((String) f.get("file")));
      HsdHeader h = s.header();
      assertEquals(f.get("sha256_file"), s.input().sha256());
      assertEquals(f.get("satellite"), h.basic().satellite());
      assertEquals((long) f.get("header_bytes"), h.headerBytes());
      assertEquals((long) f.get("raw_bytes"), h.headerBytes() + h.dataBytes());
      assertEquals((long) f.get("band"), h.calibration().band());
      assertEquals(f.get("area"), h.basic().area());
      assertEquals((long) f.get("segment"), h.segment().number());
      assertEquals((long) f.get("total_segments"), h.segment().total());
      assertEquals((long) f.get("columns"), s.columns());
      assertEquals((long) f.get("lines"), s.lines());
      assertEquals((long) f.get("first_line"), s.firstLine());
      assertEquals((double) f.get("coff"), h.projection().geos().columnOffset());
      assertEquals((double) f.get("loff"), h.projection().geos().lineOffset());
      assertEquals((double) f.get("gain"), h.calibration().gain());
      assertEquals((double) f.get("offset"), h.calibration().offset());
      if (f.get("updated_gain") != null && h.calibration().visible().isPresent()) {
        HsdHeader.Visible v = h.calibration().visible().orElseThrow();
        assertEquals(((Number) f.get("updated_gain")).doubleValue(), v.updatedGain());
        assertEquals(((Number) f.get("updated_offset")).doubleValue(), v.updatedOffset());
      }
      HsdSegment.CountStatistics n = s.statistics();
      assertEquals((long) f.get("n_outside_scan"), n.outside());
      assertEquals((long) f.get("n_error"), n.error());
      assertEquals((long) f.get("n_valid"), n.valid());
      assertEquals((long) f.get("sum_valid_counts"), n.sumOfValidCounts());
      assertEquals(0, n.other());
      assertEquals((long) f.get("n_block8"), h.navigationCorrection().shifts().size());
      assertEquals((long) f.get("n_block9"), h.observationTimes().size());
      assertEquals((long) f.get("n_block10"), h.errorLines().size());
      assertTime(f.get("obs_start"), h.basic().observationStartMjd());
      assertTime(f.get("obs_end"), h.basic().observationEndMjd());
    }
  }

  private static void assertTime(Object expected, double mjd) {
    Duration d =
        Duration.between(Instant.parse(expected + "Z"), ModifiedJulianDate.toInstant(mjd)).abs();
    assertTrue(d.toMillis() <= 1, () -> expected + " expected, off by " + d);
  }

  @Test
  void lineTimesAreInterpolated() throws IOException {
    Map<?, ?> facts = (Map<?, ?>) SharedData.json(SharedData.fixtures().resolve("file_facts.json"));
    for (Map<String, Object> row : SharedData.rows(facts.get("line_times"))) {
      long segment = (long) row.get("segment");
      HsdHeader h =
          reader.readHeader(
              good("HS_H09_20240514_0320_B13_FLDK_R20_S0%d10.DAT.bz2".formatted(segment)));
      Instant time = LineTimes.of(h).instant(Math.toIntExact((long) row.get("line")));
      Instant expected = Instant.parse(row.get("time_utc") + "Z");
      assertTrue(Duration.between(expected, time).abs().toNanos() <= 1_500_000, row + ": " + time);
    }
  }

  /** Largest differences from the independent values, by quantity. */
  @Test
  void pixelsAreCalibratedAndNavigated() throws IOException {
    Map<String, Double> worst = new HashMap<>();
    Map<String, Integer> statuses = new HashMap<>();
    List<String> lines =
        Files.readAllLines(SharedData.fixtures().resolve("expected_pixels.csv")).stream()
            .filter(l -> !l.startsWith("#"))
            .skip(1)
            .toList();
    assertEquals(2100, lines.size());
    String loaded = "";
    HsdSegment segment = null;
    CalibrationTable table = null;
    GeosNavigation navigation = null;
    for (String line : lines) {
      String[] f = line.split(",", -1);
      int band = Integer.parseInt(f[0]);
      String file =
          "HS_H09_20240514_0320_B%02d_FLDK_R%02d_S%02d10.DAT.bz2"
              .formatted(band, AhiBand.of(band).resolutionCode(), Integer.parseInt(f[1]));
      if (!file.equals(loaded)) {
        segment = segment(good(file));
        table = CalibrationTable.of(segment.header().calibration());
        navigation = new GeosNavigation(segment.header().projection().geos());
        loaded = file;
      }
      checkPixel(f, segment, table, navigation, worst);
      statuses.merge(f[5], 1, Integer::sum);
    }
    System.out.println("largest differences from the expected pixels: " + worst);
    assertEquals(Map.of("valid", 2016, "error", 32, "outside_scan", 36, "space", 16), statuses);
    assertTrue(worst.get("brightness temperature [K]") < 0.005);
    assertTrue(worst.get("reflectance") < 1e-5);
    assertTrue(worst.get("radiance beyond 1e-6, relative") < 1e-5);
    assertTrue(worst.get("position [pixel]") < 0.01);
    assertTrue(worst.get("position [degree]") < 1e-4);
  }

  private static void checkPixel(
      String[] f,
      HsdSegment segment,
      CalibrationTable table,
      GeosNavigation navigation,
      Map<String, Double> worst) {
    int band = Integer.parseInt(f[0]);
    int line = Integer.parseInt(f[2]);
    int column = Integer.parseInt(f[3]);
    int count = Integer.parseInt(f[4]);
    assertEquals(count, segment.count(line, column), () -> String.join(",", f));
    GeosNavigation.EarthPoint p = navigation.toEarth(column, line);
    String status = f[5];
    if (f[6].isEmpty()) {
      assertTrue(Double.isNaN(p.latitudeDeg()), () -> "off the earth: " + String.join(",", f));
    } else {
      double lat = Double.parseDouble(f[6]);
      double lon = Double.parseDouble(f[7]);
      widen(worst, "position [degree]", p.latitudeDeg() - lat);
      widen(worst, "position [degree]", p.longitudeDeg() - lon);
      GeosNavigation.PixelPoint back = navigation.toPixel(lat, lon);
      widen(worst, "position [pixel]", back.column() - column);
      widen(worst, "position [pixel]", back.line() - line);
    }
    float value = table.value(count);
    if (status.equals("outside_scan") || status.equals("error")) {
      assertEquals(status.equals("error") ? 65535 : 65534, count);
      assertTrue(Float.isNaN(value));
      return;
    }
    double radiance = Double.parseDouble(f[8]);
    double found = CalibrationTable.radiance(segment.header().calibration(), count);
    double excess = Math.max(0, Math.abs(found - radiance) - 1e-6);
    widen(worst, "radiance beyond 1e-6, relative", excess / Math.max(1e-6, Math.abs(radiance)));
    if (f[9].isEmpty() || f[9].equals("nan")) {
      assertTrue(Float.isNaN(value), () -> String.join(",", f));
    } else {
      widen(
          worst,
          band >= 7 ? "brightness temperature [K]" : "reflectance",
          value - Double.parseDouble(f[9]));
    }
  }

  private static void widen(Map<String, Double> worst, String what, double difference) {
    double d = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.abs(difference);
    worst.merge(what, d, Math::max);
  }

  @Test
  void variantsEndAsStated() throws IOException {
    Path dir = SharedData.fixtures();
    List<Map<String, Object>> variants =
        SharedData.rows(SharedData.json(dir.resolve("variants_expected.json")));
    assertEquals(8, variants.size());
    for (Map<String, Object> v : variants) {
      Path file = dir.resolve((String) v.get("path"));
      String expected = (String) v.get("expected");
      if (expected.equals("accept")) {
        HsdSegment reference = segment(dir.resolve((String) v.get("decodes_as")));
        assertArrayEquals(reference.counts(), reader.read(file).counts(), expected);
      } else {
        MalformedInputException e =
            assertThrows(MalformedInputException.class, () -> reader.read(file));
        System.out.println(e.fault() + ": " + e.getMessage());
        assertTrue(
            expected.startsWith("reject:" + e.fault().name()),
            () -> expected + " expected: " + e.getMessage());
      }
    }
  }

  /** The writer knows the whole format: it reproduces files that it did not make. */
  @Test
  void writerReproducesForeignSegmentsByteByByte() throws Exception {
    Map<?, ?> facts = (Map<?, ?>) SharedData.json(SharedData.fixtures().resolve("file_facts.json"));
    for (Map<String, Object> f : SharedData.rows(facts.get("files"))) {
      HsdSegment s = segment(good((String) f.get("file")));
      var digest = MessageDigest.getInstance("SHA-256");
      try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        new HsdWriter().write(out, s.header(), s.counts());
      }
      String sha = HexFormat.of().formatHex(digest.digest());
      assertEquals(f.get("sha256_raw"), sha, (String) f.get("file"));
    }
  }

  @Test
  void everyGoodFileIsListed() throws IOException {
    try (Stream<Path> files = Files.list(SharedData.fixtures().resolve("good"))) {
      assertTrue(files.allMatch(p -> HsdFileName.parse(p.getFileName().toString()).isPresent()));
    }
  }
}
