package org.kokyu.gosat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.kokyu.gosat.l1b.Hdf5Writer;

/** A small granule of the layout from version 200 on (times as text). */
final class NewLayoutFixture {
  private static final String NAME = "GOSATTFTS2020123123590370480_1BSPOD220221.01";
  private static final String POINT = "/exposureAttribute/pointAttribute";
  private static final double INTERVAL = 0.19949288631004874;

  private NewLayoutFixture() {}

  /** Two exposures, the second after midnight of the new year. */
  static Map<String, Object> content() {
    Map<String, Object> content = new TreeMap<>();
    content.put("/globalAttribute/extensionMetadata/satelliteName", new String[] {"GOSAT"});
    content.put("/globalAttribute/extensionMetadata/sensorName", new String[] {"TANSO-FTS"});
    content.put("/exposureAttribute/numPoints_TIR", new int[] {2});
    content.put(
        POINT + "/Time", new String[] {"2020-12-31T23:59:58.250Z", "2021-01-01T00:00:02.920Z"});
    content.put(POINT + "/geometricInfo/centerLat", new float[] {-12.5f, 35.25f});
    content.put(POINT + "/geometricInfo/centerLon", new float[] {179.99f, -179.98f});
    content.put(
        POINT + "/geometricInfo/AOI",
        new float[][] {
          {-90f, -70f}, {-90f, -70f}, {-90f, -70f}, {-90f, -70f}, {-90f, -70f}, {-90f, -70f}
        });
    content.put(POINT + "/geometricInfo/AZ", new float[] {200f, -30f});
    content.put(POINT + "/sun/EL", new float[] {40f, -9999f});
    content.put("/spectrum/TIR/interval", new double[] {INTERVAL});
    content.put("/spectrum/TIR/band4/obsDataPointNum", new int[] {4});
    content.put("/spectrum/TIR/band4/obsBeginningWavenumber", new double[] {3258 * INTERVAL});
    content.put(
        "/spectrum/TIR/band4/observedSpectrum",
        new float[][][] {
          {{1.2e-5f, 9f}, {-1e-8f, 9f}, {-1e30f, 9f}, {4e-6f, 9f}},
          {{1e-5f, 0f}, {2e-5f, 0f}, {3e-5f, 0f}, {4e-5f, 0f}}
        });
    return content;
  }

  static Path write(Path folder) {
    return write(folder, content());
  }

  static Path write(Path folder, Map<String, Object> content) {
    Path file = folder.resolve(NAME);
    try (Hdf5Writer hdf = new Hdf5Writer(file)) {
      content.forEach(hdf::put);
    }
    return file;
  }
}
