package org.kokyu.land.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.land.SurfaceMaps;
import ucar.ma2.DataType;

/** Files as the formats are documented; no original file was at hand. */
class EmissivityFileTest {
  private static final double[] CAMEL = {
    3.6, 4.3, 5.0, 5.8, 7.6, 8.3, 8.6, 9.1, 10.6, 10.8, 11.3, 12.1, 14.3
  };
  private static final double[] ASTER = {8.3, 8.65, 9.1, 10.6, 11.3};
  private static final float[] LATITUDE = {30, 29.2f, 40};
  private static final float[] LONGITUDE = {101.3f, 102, 101};

  @TempDir private Path folder;

  /** A straight line over wavelength, a little different in each cell. */
  private static double line(double micrometre, int cell) {
    return 0.90 + 0.005 * (micrometre - 8) + 0.001 * cell;
  }

  private Path camel(String name, int points, double factor, Map<String, Object> attributes)
      throws IOException {
    short[] packed = new short[2 * 3 * points];
    for (int i = 0; i < packed.length; i++) {
      packed[i] =
          (short) Math.round(1000 * factor * line(CAMEL[Math.min(12, i % points)], i / points));
    }
    // the last cell is sea
    Arrays.fill(packed, 5 * points, 6 * points, (short) -999);
    Map<String, Object> all = new HashMap<>(Map.of("scale_factor", 0.001));
    all.putAll(attributes);
    return new TestGrids(folder.resolve(name))
        .write("camel_emis", DataType.SHORT, new int[] {2, 3, points}, packed, all);
  }

  @Test
  void camelHingePointsAreAveragedOverTheBands() throws IOException {
    SurfaceMaps maps =
        EmissivityFile.open(camel("c.nc", 13, 1, Map.of()), "00")
            .addTo(SurfaceMaps.NONE, LATITUDE, LONGITUDE);
    double[][] bands = {
      {7, 3.8853}, {11, 8.5926}, {13, 10.4073}, {14, 11.2395}, {15, 12.3806}, {16, 13.2807}
    };
    for (double[] b : bands) {
      // the mean of a straight line over a boxcar is its value at the centre; packed to 0.001
      assertEquals(line(b[1], 1), maps.emissivity().get((int) b[0])[0], 6e-4, "band " + b[0]);
      assertEquals(0.01, maps.emissivitySigma().get((int) b[0])[0], 1e-6);
      assertTrue(Float.isNaN(maps.emissivity().get((int) b[0])[1]), "sea");
      assertTrue(Float.isNaN(maps.emissivity().get((int) b[0])[2]), "outside");
    }
    assertTrue(EmissivityFile.open(folder.resolve("c.nc"), "00").description().contains("CAMEL"));
  }

  @Test
  void camelOfAnotherShapeUnitOrRangeIsRefused() throws IOException {
    assertEquals(InputFault.WRONG_FORMAT, refused(camel("few.nc", 12, 1, Map.of())).fault());
    assertEquals(
        InputFault.HEADER_MISMATCH,
        refused(camel("unit.nc", 13, 1, Map.of("units", "percent"))).fault());
    MalformedInputException range = refused(camel("range.nc", 13, 1.3, Map.of()));
    assertEquals(InputFault.CORRUPT, range.fault());
    assertTrue(range.getMessage().contains("emissivity 0.4 to 1.1 expected"), range.getMessage());
    Path other =
        new TestGrids(folder.resolve("other.nc"))
            .write("lst", DataType.BYTE, new int[] {2, 3}, new byte[6], Map.of());
    assertEquals(InputFault.WRONG_FORMAT, refused(other).fault());
  }

  private static MalformedInputException refused(Path file) {
    return assertThrows(
        MalformedInputException.class,
        () -> EmissivityFile.open(file, "00").addTo(SurfaceMaps.NONE, LATITUDE, LONGITUDE));
  }

  private Path aster(String name, boolean skewed) {
    int[][][] mean = new int[5][2][3];
    int[][][] spread = new int[5][2][3];
    double[][] latitude = new double[2][3];
    double[][] longitude = new double[2][3];
    for (int r = 0; r < 2; r++) {
      for (int c = 0; c < 3; c++) {
        latitude[r][c] = 30 - r + (skewed ? 0.7 * c : 0);
        longitude[r][c] = 100 + c;
        for (int b = 0; b < 5; b++) {
          mean[b][r][c] =
              r == 1 && c == 2 ? -9999 : (int) Math.round(1000 * line(ASTER[b], r * 3 + c));
          spread[b][r][c] = 40 + 10 * b;
        }
      }
    }
    Path file = folder.resolve(name);
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      WritableGroup emissivity = hdf.putGroup("Emissivity");
      emissivity.putDataset("Mean", mean);
      emissivity.putDataset("SDev", spread);
      WritableGroup place = hdf.putGroup("Geolocation");
      place.putDataset("Latitude", latitude);
      place.putDataset("Longitude", longitude);
    }
    return file;
  }

  @Test
  void asterHasItsOwnStandardDeviationAndEndsAt11() {
    SurfaceMaps maps =
        EmissivityFile.open(aster("AG1km.h5", false), "00")
            .addTo(SurfaceMaps.NONE, LATITUDE, LONGITUDE);
    assertEquals(line(10.4073, 1), maps.emissivity().get(13)[0], 6e-4);
    assertEquals(line(11.2395, 1), maps.emissivity().get(14)[0], 8e-4);
    // 9.1 to 10.6 um: 0.0060 and 0.0070
    assertEquals(0.006871, maps.emissivitySigma().get(13)[0], 2e-5);
    // constant beyond 11.3 um, and said to be less certain
    assertEquals(line(11.3, 1), maps.emissivity().get(15)[0], 6e-4);
    assertEquals(Math.hypot(0.008, 0.008), maps.emissivitySigma().get(15)[0], 1e-5);
    assertEquals(Math.hypot(0.008, 0.014), maps.emissivitySigma().get(16)[0], 1e-5);
    assertTrue(maps.emissivity().get(7) == null, "the file begins at 8.3 um");
    assertTrue(Float.isNaN(maps.emissivity().get(14)[1]));
  }

  @Test
  void asterOnAnotherGridIsRefused() {
    assertEquals(InputFault.UNSUPPORTED, refused(aster("skewed.h5", true)).fault());
  }
}
