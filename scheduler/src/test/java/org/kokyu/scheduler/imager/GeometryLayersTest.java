package org.kokyu.scheduler.imager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kokyu.core.scene.ImagerSatellite.H09;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.himawari.GeosNavigation;
import org.kokyu.himawari.GeosProjection;
import org.kokyu.scheduler.cli.CommandLines;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/** Angles and times in the product, on request. */
class GeometryLayersTest {
  private static final Instant SLOT = Instant.parse("2026-08-21T03:10:00Z");
  private static final GeosNavigation NAVIGATION = new GeosNavigation(GeosProjection.FULL_DISK_2KM);

  @TempDir Path root;

  private Path map(String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("lst", "--grid", "asia-1"));
    Path out = root.resolve("out" + more.length);
    words.addAll(List.of("--out", out.toString()));
    words.addAll(List.of(more));
    for (int band = 13; band <= 15; band++) {
      for (int segment = 4; segment <= 5; segment++) {
        String name = SegmentFiles.name(H09, "FLDK", SLOT, band, segment);
        words.add(SegmentFiles.write(root.resolve("in"), name, 300, SLOT).toString());
      }
    }
    StringWriter err = new StringWriter();
    assertEquals(0, CommandLines.run(new PrintWriter(err, true), words), err.toString());
    return out.resolve("KOKYU_L2_LST_H09_20260821_0310_asia-1_r0.nc");
  }

  private static double[] layer(NetcdfFile nc, String name) throws Exception {
    Variable v = nc.findVariable(name);
    double scale = v.findAttribute("scale_factor").getNumericValue().doubleValue();
    double offset = v.findAttribute("add_offset").getNumericValue().doubleValue();
    short[] stored = (short[]) v.read().get1DJavaArray(short.class);
    double[] values = new double[stored.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = stored[i] == Short.MIN_VALUE ? Double.NaN : offset + scale * stored[i];
    }
    return values;
  }

  @Test
  void theyAreThereOnRequestAndRight() throws Exception {
    try (NetcdfFile nc = NetcdfFile.open(map("--with-geometry").toString())) {
      double[] zenith = layer(nc, "sensor_zenith_angle");
      double[] azimuth = layer(nc, "sensor_azimuth_angle");
      double[] sun = layer(nc, "solar_zenith_angle");
      double[] seconds = layer(nc, "time_offset");
      assertEquals(
          "sensor_azimuth_angle",
          nc.findVariable("sensor_azimuth_angle").findAttribute("standard_name").getStringValue());
      SolarPosition position = SolarPosition.at(SLOT);
      int timed = 0;
      for (int i = 0; i < zenith.length; i++) {
        double lat = 59.5 - i / 80;
        double lon = 70.5 + i % 80;
        double expected = NAVIGATION.viewZenithDeg(lat, lon);
        assertEquals(expected, zenith[i], 0.006, lat + " " + lon);
        if (!Double.isNaN(expected)) {
          double bearing = NAVIGATION.viewAzimuthDeg(lat, lon);
          assertEquals(0, Math.IEEEremainder(azimuth[i] - bearing, 360), 0.006, lat + " " + lon);
        }
        if (Double.isNaN(seconds[i])) {
          continue;
        }
        timed++;
        // segment 4 starts 191 s after the slot and ends with segment 5 at 305 s
        assertTrue(seconds[i] >= 190 && seconds[i] <= 306, "time " + seconds[i]);
        int line = (int) Math.rint(NAVIGATION.toPixel(lat, lon).line());
        assertEquals(191 + 57 * (line - 1651) / 550.0, seconds[i], 0.3, "line " + line);
        double later = Math.acos(position.cosZenith(lat, lon, seconds[i]));
        assertEquals(Math.toDegrees(later), sun[i], 0.01);
      }
      assertTrue(timed > 1000, timed + " pixels with a time");
    }
  }

  @Test
  void theDefaultMapHasNone() throws Exception {
    Path plain = map();
    try (NetcdfFile nc = NetcdfFile.open(plain.toString())) {
      for (String name : List.of("sensor_zenith_angle", "sensor_azimuth_angle", "time_offset")) {
        assertNull(nc.findVariable(name), name);
      }
    }
  }
}
