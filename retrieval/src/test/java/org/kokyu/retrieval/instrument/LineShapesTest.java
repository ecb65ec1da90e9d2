package org.kokyu.retrieval.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.retrieval.instrument.io.LineShapeReader;

class LineShapesTest {
  private static final double L = 2.5;
  private static final double[] OFFSETS = {0, 0.013, -0.07, 0.12, 0.2, -0.35, 1.7, -6.2, 7.9};

  /** Midpoint rule. */
  private static double integral(DoubleUnaryOperator f, double from, double to, int n) {
    double h = (to - from) / n;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += f.applyAsDouble(from + (i + 0.5) * h);
    }
    return sum * h;
  }

  @Test
  void lineShapesAreTransformsOfTheirInterferograms() {
    for (double x : OFFSETS) {
      double boxcar = integral(d -> 2 * Math.cos(2 * Math.PI * d * x), 0, L, 20_000);
      assertEquals(boxcar, TaperedSinc.ILS20.value(x), 1e-6, "sinc at " + x);
      double hann =
          integral(
              d -> {
                double c = Math.cos(0.5 * Math.PI * d / L);
                return 2 * c * c * Math.cos(2 * Math.PI * d * x);
              },
              0,
              L,
              20_000);
      assertEquals(hann, HannSinc.HANN12.value(x), 1e-6, "Hann at " + x);
    }
  }

  @Test
  void slopesMatchCentralDifferences() {
    LineShape table = table(1000, TaperedSinc.ILS12, 0.01);
    for (LineShape s :
        List.of(
            HannSinc.HANN12,
            TaperedSinc.ILS12,
            table,
            new FieldOfView(TaperedSinc.ILS12, 0.0079, false).forChannel(1250))) {
      for (double x : new double[] {-11.2, -8.83, -0.41, -0.1037, 0.0217, 0.3333, 4.4041}) {
        double h = 1e-5;
        double d = (s.value(x + h) - s.value(x - h)) / (2 * h);
        assertEquals(d, s.derivative(x), 2e-3, s.name() + " at " + x);
      }
    }
  }

  /**
   * A line at ν seen by rays within a half angle a: interferogram ∫ cos(2πδν cos α) dΩ/Ω, cut at L,
   * transformed back at the channel; all integrals by brute force.
   */
  @Test
  void fieldOfViewFollowsTheRaysThroughTheInterferometer() {
    double a = 0.0079;
    TaperedSinc sinc = new TaperedSinc("long", L, 100, 200);
    double channel = 1250;
    LineShape s = new FieldOfView(sinc, a, false).forChannel(channel);
    LineShape centred = new FieldOfView(sinc, a, true).forChannel(channel);
    double width = 0.5 * channel * a * a;
    assertEquals(0.039, width, 1e-4);
    for (double x : new double[] {-0.31, -0.1, 0, 0.0195, 0.11, 0.4}) {
      double nu = channel + x;
      double response =
          integral(
              d ->
                  2
                      * integral(
                          // dΩ/Ω is even in cos α between cos a and 1
                          u -> Math.cos(2 * Math.PI * d * (nu * u - channel)),
                          Math.cos(a),
                          1,
                          40)
                      / (1 - Math.cos(a)),
              0,
              L,
              8_000);
      assertEquals(response, s.value(x), 5e-4, "at " + x);
      assertEquals(s.value(x), centred.value(x - 0.5 * width), 1e-12);
    }
    // the response is largest for a line half a box above the channel
    assertTrue(s.value(0.5 * width) > s.value(0.5 * width + 0.01));
    assertTrue(s.value(0.5 * width) > s.value(0.5 * width - 0.01));
  }

  private static TabulatedLineShape table(double nu, LineShape from, double step) {
    int half = (int) Math.round(from.reachPerCm() / step);
    double[] r = new double[2 * half + 1];
    for (int i = 0; i < r.length; i++) {
      r[i] = 3 * from.value((i - half) * step);
    }
    return new TabulatedLineShape(
        "table", List.of(new TabulatedLineShape.Table(nu, -half * step, step, r)));
  }

  @Test
  void tableReproducesTheShapeItWasTakenFrom() {
    TabulatedLineShape t = table(1000, TaperedSinc.ILS12, 0.01);
    double area = integral(TaperedSinc.ILS12::value, -12, 12, 240_000);
    for (double x : OFFSETS) {
      assertEquals(TaperedSinc.ILS12.value(x) / area, t.value(x), 1e-3, "at " + x);
    }
    assertEquals(1, integral(t::value, -12, 12, 240_000), 1e-6);
    assertEquals(0, t.value(12.01));
    assertEquals(12, t.reachPerCm(), 1e-9);
  }

  @Test
  void tablesOfTwoWavenumbersAreBlended(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("shape.csv");
    StringBuilder text =
        new StringBuilder("# measured\r\nwavenumber_per_cm,offset_per_cm,response\r\n");
    for (double nu : new double[] {700, 1300}) {
      for (int i = -20; i <= 20; i++) {
        double x = 0.05 * i;
        text.append(nu).append(',').append(x).append(',');
        text.append(Math.exp(-x * x / (nu == 700 ? 0.02 : 0.08))).append("\r\n");
      }
    }
    Files.writeString(file, text);
    LineShape s = LineShapeReader.read(file);
    assertTrue(s.name().matches("shape.csv \\(SHA-256 [0-9a-f]{12}\\)"), s.name());
    assertEquals(s.name(), s.toString());
    double low = s.forChannel(600).value(0.03);
    double high = s.forChannel(1400).value(0.03);
    assertTrue(low > 1.5 * high);
    assertEquals(0.75 * low + 0.25 * high, s.forChannel(850).value(0.03), 1e-12);
    assertEquals(low, s.forChannel(700).value(0.03), 1e-12);
  }

  @Test
  void definitionsAreRead(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("shape.csv");
    String header =
        "shape,maximum_path_difference_cm,taper_start_per_cm,taper_end_per_cm,field_of_view_half_angle_rad\n";
    Files.writeString(file, header + "hann,2.5,8,12,0.0079\n");
    LineShape s = LineShapeReader.read(file);
    double w = 0.5 * 1250 * 0.0079 * 0.0079;
    double mean = integral(t -> HannSinc.HANN12.value(0.1 - t), 0, w, 2000) / w;
    assertEquals(mean, s.forChannel(1250).value(0.1), 1e-8);
    Files.writeString(
        file, header.replace(",field_of_view_half_angle_rad", "") + "sinc,2.5,14,20\n");
    assertEquals(TaperedSinc.ILS20.value(0.37), LineShapeReader.read(file).value(0.37), 1e-12);
  }

  @Test
  void mistakesAreNamed(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("shape.csv");
    bad(file, "", "a header and rows of a line shape expected");
    bad(file, "a,b\n1,2\n", "line 1: header offset_per_cm,response or shape,... expected");
    String measured = "offset_per_cm,response\n";
    bad(file, measured + "-1,0\n0,1\n1,0\n", "line 2: at least 4 offsets");
    bad(file, measured + "-1,0\n0,1\n1,x\n2,0\n", "line 4: a finite number in field 2 expected");
    bad(file, measured + "-1,0\n0,1\n1.5,1\n2,0\n", "line 4: rising, equally spaced offsets");
    bad(file, measured + "-1,0\n0,-1\n1,0\n2,0\n", "a line shape of positive area expected");
    bad(file, measured + "1,0\n2,1\n3,1\n4,0\n", "offsets on both sides of 0");
    bad(
        file,
        "shape,maximum_path_difference_cm,taper_start_per_cm,taper_end_per_cm\nbox,2.5,14,20\n",
        "line 2: shape sinc or hann expected");
    bad(
        file,
        "shape,maximum_path_difference_cm,taper_start_per_cm,taper_end_per_cm\nsinc,2.5,20,14\n",
        "0 <= taper start < taper end expected");
  }

  private static void bad(Path file, String content, String expected) throws IOException {
    Files.writeString(file, content);
    String message =
        assertThrows(MalformedInputException.class, () -> LineShapeReader.read(file)).getMessage();
    assertTrue(message.contains("shape.csv") && message.contains(expected), message);
  }
}
