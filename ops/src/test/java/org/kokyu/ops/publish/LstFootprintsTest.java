package org.kokyu.ops.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.CollocatedImager;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;

/** Circles in land maps against a plain search through all cells. */
class LstFootprintsTest {
  private static final double RADIUS_M = 5_250;
  private static final double METRES_PER_DEG = Math.toRadians(1) * 6_371_000;

  @TempDir Path folder;

  /** A field with a cloudy east, texture in the north and no mask in the south. */
  private static LstField field(SceneGrid grid, boolean withBands) {
    int n = grid.size();
    float[] latitude = new float[n];
    float[] longitude = new float[n];
    float[] lst = new float[n];
    float[] uncertainty = new float[n];
    float[] bt = new float[n];
    byte[] cloud = new byte[n];
    for (int i = 0; i < n; i++) {
      int row = i / grid.columns();
      int column = i % grid.columns();
      if (grid instanceof SceneGrid.LatLon g) {
        latitude[i] = (float) g.latitudeDeg(row);
        longitude[i] = (float) g.longitudeDeg(column);
      } else {
        latitude[i] = 45 - 0.018f * row - 0.002f * column;
        longitude[i] = 139 + 0.024f * column + 0.003f * row;
      }
      cloud[i] = (byte) (row > 0.9 * grid.rows() ? -1 : column > 0.7 * grid.columns() ? 3 : i % 2);
      lst[i] = cloud[i] < 0 || cloud[i] > 1 ? Float.NaN : 290 + 0.05f * column;
      uncertainty[i] = 0.6f + 0.01f * (row % 10);
      bt[i] = 288 + (row < 0.3 * grid.rows() ? 4f * (i % 2) : 0.1f * (i % 2));
    }
    return new LstField(
        new SlotKey(ImagerSatellite.H09, "FLDK", Instant.parse("2024-05-14T03:20:00Z")),
        grid,
        new SceneGeometry(latitude, longitude, new float[n]),
        lst,
        uncertainty,
        cloud,
        new byte[n],
        new byte[n],
        new short[n],
        withBands ? List.of(new BandImage(13, 10.4, bt)) : List.of(),
        1,
        "test",
        true,
        new Provenance(List.of(), List.of("lst 0.1.0"), Instant.parse("2024-05-14T03:29:00Z")));
  }

  private LstFootprints written(LstField field) throws IOException {
    Path file = folder.resolve(ProductNames.lst(field.slot(), field.grid(), 0));
    Files.deleteIfExists(file);
    LstProduct.write(field, new Revision(0, Revision.Maturity.NRT), file);
    return LstFootprints.open(file);
  }

  private static void assertAsSearched(LstField f, LstFootprints map, double lat, double lon) {
    double lst = 0;
    double sigma = 0;
    int clear = 0;
    int known = 0;
    double bt = 0;
    double square = 0;
    int cells = 0;
    for (int i = 0; i < f.grid().size(); i++) {
      double y = (f.geometry().latitudeDeg(i) - lat) * METRES_PER_DEG;
      double x =
          Math.IEEEremainder(f.geometry().longitudeDeg(i) - lon, 360)
              * METRES_PER_DEG
              * Math.cos(Math.toRadians(0.5 * (f.geometry().latitudeDeg(i) + lat)));
      if (Math.hypot(x, y) > RADIUS_M) {
        continue;
      }
      cells++;
      known += f.cloudMask()[i] >= 0 ? 1 : 0;
      if (f.cloudMask()[i] == 0 || f.cloudMask()[i] == 1) {
        clear++;
        lst += f.lstK()[i];
        sigma += f.uncertaintyK()[i];
      }
      double b = f.brightnessTemperatures().get(0).brightnessTemperatureK()[i];
      bt += b;
      square += b * b;
    }
    CollocatedImager seen = map.circle(lat, lon, RADIUS_M).orElseThrow();
    assertEquals((double) clear / known, seen.clearFraction(), 1e-12);
    if (clear > 0) {
      assertEquals(lst / clear, seen.lstK(), 0.003);
      assertEquals(sigma / clear, seen.lstUncertaintyK(), 0.001);
    } else {
      assertTrue(Double.isNaN(seen.lstK()));
    }
    assertEquals(Math.sqrt((square - bt * bt / cells) / (cells - 1)), seen.btSdK(), 0.02);
    assertEquals(f.slot().nominalTime(), seen.time());
  }

  @Test
  void circlesAreThoseOfAPlainSearch() throws IOException {
    LstField regular = field(new SceneGrid.LatLon("asia-0.02", 50, 130, 0.02, 120, 150), true);
    LstFootprints map = written(regular);
    for (double lat = 48.1; lat < 49.9; lat += 0.37) {
      for (double lon = 130.1; lon < 132.9; lon += 0.41) {
        assertAsSearched(regular, map, lat, lon);
      }
    }
    LstField pixels = field(new SceneGrid.Native(800, 2500, 130, 140), true);
    LstFootprints window = written(pixels);
    for (int row = 10; row < 110; row += 13) {
      for (int column = 10; column < 130; column += 17) {
        int i = row * 140 + column;
        assertAsSearched(
            pixels,
            window,
            pixels.geometry().latitudeDeg(i) + 0.004,
            pixels.geometry().longitudeDeg(i) - 0.003);
      }
    }
  }

  @Test
  void clearSmoothAndCloudyAreToldApart() throws IOException {
    LstFootprints map = written(field(new SceneGrid.LatLon("a", 50, 130, 0.02, 100, 100), true));
    CollocatedImager smooth = map.circle(49, 130.5, RADIUS_M).orElseThrow();
    assertTrue(smooth.isClear(false) && smooth.isClear(true) && smooth.hasSkin());
    assertEquals(Math.hypot(1.5, smooth.lstUncertaintyK()), smooth.skinSigmaK(), 1e-12);
    CollocatedImager rough = map.circle(49.8, 130.5, RADIUS_M).orElseThrow();
    assertTrue(rough.clearFraction() == 1 && !rough.isClear(false) && !rough.isClear(true));
    CollocatedImager cloudy = map.circle(49, 131.8, RADIUS_M).orElseThrow();
    assertTrue(!cloudy.isClear(false) && !cloudy.hasSkin());
    LstFootprints bare = written(field(new SceneGrid.LatLon("a", 50, 130, 0.02, 100, 100), false));
    CollocatedImager untold = bare.circle(49.8, 130.5, RADIUS_M).orElseThrow();
    assertTrue(Double.isNaN(untold.btSdK()) && untold.isClear(true));
  }

  @Test
  void nothingIsSaidOfCirclesThatAreNotCovered() throws IOException {
    LstFootprints map = written(field(new SceneGrid.LatLon("a", 50, 130, 0.02, 100, 100), true));
    for (double[] place :
        new double[][] {
          {49.97, 131}, {51, 131}, {49, 130.03}, {49, 131.97}, {49, -50}, {48.05, 131}
        }) {
      assertEquals(Optional.empty(), map.circle(place[0], place[1], RADIUS_M));
    }
    LstFootprints coarse = written(field(new SceneGrid.LatLon("b", 50, 130, 0.1, 60, 60), true));
    assertEquals(Optional.empty(), coarse.circle(48, 132, RADIUS_M));
    LstField pixels = field(new SceneGrid.Native(800, 2500, 100, 100), true);
    LstFootprints window = written(pixels);
    float north = pixels.geometry().latitudeDeg(50);
    float east = pixels.geometry().longitudeDeg(50);
    assertEquals(Optional.empty(), window.circle(north - 0.01, east, RADIUS_M));
    assertEquals(Optional.empty(), window.circle(10, 100, RADIUS_M));
  }

  /** A map that reaches over 180 degrees, and a sounding on either side. */
  @Test
  void circlesCrossTheDateline() throws IOException {
    LstField f = field(new SceneGrid.LatLon("pacific", 50, 179, 0.02, 100, 150), true);
    LstFootprints map = written(f);
    for (double lon : new double[] {179.99, -179.99, 180, -180, -179.5}) {
      assertAsSearched(f, map, 49, lon);
    }
  }

  @Test
  void namesAndFilesOfOthersAreRefused() throws IOException {
    assertEquals(
        Optional.of(
            new ProductNames.LstName(
                "H09", Instant.parse("2024-05-14T03:20:00Z"), "asia-0.02", 12)),
        ProductNames.parseLst("KOKYU_L2_LST_H09_20240514_0320_asia-0.02_r12.nc"));
    for (String name :
        List.of("", "KOKYU_L2_LST_H09_20241314_0320_native_r1.nc", "KOKYU_L2_FIRE_x.nc")) {
      assertEquals(Optional.empty(), ProductNames.parseLst(name));
    }
    Path profile = folder.resolve("profile.nc");
    ProfileProduct.write(
        ProfileFixture.granule(2), new Revision(0, Revision.Maturity.NRT), profile);
    assertThrows(MalformedInputException.class, () -> LstFootprints.open(profile));
  }
}
