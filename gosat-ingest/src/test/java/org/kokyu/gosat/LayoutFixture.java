package org.kokyu.gosat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.kokyu.gosat.l1b.Hdf5Writer;

/**
 * Small files in each of the three layouts, changed by a test before they are written. Times are
 * text in all of them: the writing library has no structures.
 */
final class LayoutFixture {
  static final double INTERVAL = 0.19949288631004874;
  static final int FIRST = 3509;
  static final String OLD_NAME = "GOSATTFTS2015070112000370240_1BOB1D161160.01";
  static final String NEW_NAME = "GOSATTFTS2020123123590370480_1BSPOD220221.01";
  static final String GOSAT2_NAME = "GOSAT2TFTS220200301123401234_1BT0000OB1D210210.h5";
  static final String POINT = "/exposureAttribute/pointAttribute";
  static final String OLD_RADIANCE = "/Spectrum/TIR/band4/obsWavelength";
  static final String OLD_AXIS =
      POINT + "/RadiometricCorrectionInfo/spectrumObsWavelengthRange_TIR";
  static final String NEW_RADIANCE = "/spectrum/TIR/band4/observedSpectrum";

  private LayoutFixture() {}

  /** Two exposures of {@code channels} channels, radiance of a black body of 280 K as given. */
  static Map<String, Object> old(int channels, float[][][] radiance) {
    Map<String, Object> content = gosat("/Global/metadata");
    content.put("/Global/metadata/satelliteName", codes("GOSAT"));
    content.put("/Global/metadata/sensorName", codes("TANSO-FTS"));
    content.put(POINT + "/Time", new String[] {"2015-07-01T12:00:10.5Z", "2015-07-01T12:00:15.1Z"});
    content.put(
        OLD_AXIS,
        new double[][] {{INTERVAL, FIRST * INTERVAL}, {INTERVAL, (FIRST + 1) * INTERVAL}});
    content.put(OLD_RADIANCE, radiance);
    if (radiance[0].length != channels) {
      throw new IllegalArgumentException(channels + " channels expected");
    }
    return content;
  }

  /** The same two exposures in the layout from version 200 on. */
  static Map<String, Object> later(int channels, float[][][] radiance) {
    Map<String, Object> content = gosat("/globalAttribute/extensionMetadata");
    content.put("/globalAttribute/extensionMetadata/satelliteName", new String[] {"GOSAT"});
    content.put("/globalAttribute/extensionMetadata/sensorName", new String[] {"TANSO-FTS"});
    content.put(
        POINT + "/Time", new String[] {"2020-12-31T23:59:58.250Z", "2021-01-01T00:00:02.920Z"});
    content.put("/spectrum/TIR/interval", new double[] {INTERVAL});
    content.put("/spectrum/TIR/band4/obsDataPointNum", new int[] {channels});
    content.put("/spectrum/TIR/band4/obsBeginningWavenumber", new double[] {FIRST * INTERVAL});
    content.put(NEW_RADIANCE, radiance);
    return content;
  }

  private static Map<String, Object> gosat(String metadata) {
    Map<String, Object> content = new TreeMap<>();
    content.put(metadata + "/algorithmName", new String[] {"L1"});
    content.put("/exposureAttribute/numPoints_TIR", new int[] {2});
    content.put(POINT + "/geometricInfo/centerLat", new float[] {35, 36});
    content.put(POINT + "/geometricInfo/centerLon", new float[] {135, 136});
    content.put(POINT + "/geometricInfo/AOI", new float[] {-80, -70});
    content.put(POINT + "/geometricInfo/AZ", new float[] {10, 20});
    return content;
  }

  /** Two exposures of GOSAT-2 with two bands of {@code channels} channels. */
  static Map<String, Object> gosat2(int channels) {
    Map<String, Object> content = new TreeMap<>();
    content.put("/Metadata/sensorName", codes("TANSO-FTS-2"));
    content.put(
        "/SoundingAttribute/observationTime",
        new String[] {"2020-03-01T12:34:05.125Z", "2020-03-01T12:34:09.795Z"});
    content.put("/SoundingGeometry/latitude", new float[] {10, 11});
    content.put("/SoundingGeometry/longitude", new float[] {100, 101});
    content.put("/SoundingGeometry/viewZenith", new float[] {0, 25});
    for (String band : new String[] {"band4", "band5"}) {
      double begin = band.equals("band5") ? 700.0 : 1188.0;
      float[] planck = planck(begin, 0.2, channels, 280);
      content.put("/SpectraTIR/" + band + "/beginWavenumber", begin);
      content.put("/SpectraTIR/" + band + "/interval", 0.2);
      content.put("/SpectraTIR/" + band + "/radiance", new float[][] {planck, planck});
      content.put("/SpectraTIR/" + band + "/noise", new float[] {4e-8f, 4e-8f});
    }
    return content;
  }

  /** A black body in W cm-2 sr-1 (cm-1)-1. */
  static float[] planck(double begin, double interval, int channels, double temperatureK) {
    float[] values = new float[channels];
    for (int i = 0; i < channels; i++) {
      values[i] =
          (float)
              (1e-4 * org.kokyu.core.physics.Planck.radiance(begin + i * interval, temperatureK));
    }
    return values;
  }

  /** Two exposures of complex spectra with a black body of 280 K as real part. */
  static float[][][] complex(int channels) {
    float[][][] all = new float[2][channels][2];
    for (int s = 0; s < 2; s++) {
      float[] real = planck((FIRST + s) * INTERVAL, INTERVAL, channels, 280);
      for (int c = 0; c < channels; c++) {
        all[s][c][0] = real[c];
        all[s][c][1] = 1e-5f;
      }
    }
    return all;
  }

  /** Character codes with two NUL behind. */
  static byte[] codes(String text) {
    return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), text.length() + 2);
  }

  /** Writes a file; the attributes are those of one dataset. */
  static Path write(
      Path folder,
      String name,
      Map<String, Object> content,
      String attributesOf,
      Map<String, Object> attributes) {
    Path file = folder.resolve(name);
    try (Hdf5Writer hdf = new Hdf5Writer(file)) {
      content.forEach(
          (path, data) -> hdf.put(path, data, path.equals(attributesOf) ? attributes : Map.of()));
    }
    return file;
  }

  static Path write(Path folder, String name, Map<String, Object> content) {
    return write(folder, name, content, "", Map.of());
  }
}
