package org.kokyu.gosat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.Partial;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;

/** The layout from version 200 on, in files written by the test (times as text). */
class NewLayoutTest {
  private static final String POINT = "/exposureAttribute/pointAttribute";
  private static final double INTERVAL = 0.19949288631004874;

  @TempDir Path folder;

  private Path write(Map<String, Object> content) {
    return NewLayoutFixture.write(folder, content);
  }

  private Path written(String path, Object value) {
    Map<String, Object> content = NewLayoutFixture.content();
    if (value == null) {
      content.remove(path);
    } else {
      content.put(path, value);
    }
    return write(content);
  }

  @Test
  void readsRealPartAxisAnglesAndFill() {
    Partial<Granule> read = new GranuleReader().read(write(NewLayoutFixture.content()));
    assertEquals(List.of(), read.failures());
    Granule granule = read.value();
    assertEquals("220221", granule.l1bVersion());
    Sounding first = granule.soundings().get(0);
    assertEquals(Instant.parse("2020-12-31T23:59:58.250Z"), first.time());
    assertEquals("GOSAT-20201231T235958250", first.id());
    assertEquals(0, first.geometry().sensorZenithDeg(), 1e-6);
    assertEquals(340, first.geometry().sensorAzimuthDeg(), 1e-4);
    assertEquals(50, first.geometry().solarZenithDeg(), 1e-4);
    Spectrum spectrum = first.spectra().get(0);
    assertEquals(3258 * INTERVAL, spectrum.axis().wavenumberPerCm(0), 1e-12);
    assertEquals(0.12, spectrum.radiance(0), 1e-8);
    assertEquals(-1e-4, spectrum.radiance(1), 1e-10);
    assertTrue(Double.isNaN(spectrum.radiance(2)));
    Sounding second = granule.soundings().get(1);
    assertEquals(Instant.parse("2021-01-01T00:00:02.920Z"), second.time());
    assertEquals(20, second.geometry().sensorZenithDeg(), 1e-5);
    assertEquals(210, second.geometry().sensorAzimuthDeg(), 1e-4);
    assertTrue(Double.isNaN(second.geometry().solarZenithDeg()));
    assertTrue(Double.isNaN(second.geometry().solarAzimuthDeg()));
    assertEquals(-179.98f, second.geometry().longitudeDeg(), 1e-6);
  }

  @Test
  void characterCodesAndSingleCharactersAreText() {
    String path = "/globalAttribute/extensionMetadata/satelliteName";
    Object[] forms = {
      new byte[] {'G', 'O', 'S', 'A', 'T', 0, 0},
      new String[] {"G", "O", "S", "A", "T"},
      "GOSAT",
      new int[] {'G', 'O', 'S', 'A', 'T'}
    };
    for (Object form : forms) {
      assertEquals(2, new GranuleReader().read(written(path, form)).value().soundings().size());
    }
    assertEquals(InputFault.HEADER_MISMATCH, fault(path, new String[] {"GOSAT-2"}));
  }

  @Test
  void realSpectraNeedNoThirdDimension() {
    Path file =
        written(
            "/spectrum/TIR/band4/observedSpectrum",
            new float[][] {{1e-5f, 2e-5f, 3e-5f, 4e-5f}, {5e-5f, 6e-5f, 7e-5f, 8e-5f}});
    Granule granule = new GranuleReader().read(file).value();
    assertEquals(0.8, granule.soundings().get(1).spectra().get(0).radiance(3), 1e-7);
  }

  @Test
  void noThermalExposuresAreAnEmptyGranule() {
    Path file = written("/exposureAttribute/numPoints_TIR", new int[] {0});
    Partial<Granule> read = new GranuleReader().read(file);
    assertEquals(List.of(), read.value().soundings());
    assertEquals(List.of(), read.failures());
  }

  @Test
  void shapesThatDisagreeAreRefused() {
    assertEquals(
        InputFault.HEADER_MISMATCH, fault("/spectrum/TIR/band4/obsDataPointNum", new int[] {7575}));
    assertEquals(
        InputFault.HEADER_MISMATCH, fault("/exposureAttribute/numPoints_TIR", new int[] {3}));
    assertEquals(
        InputFault.HEADER_MISMATCH, fault(POINT + "/geometricInfo/centerLat", new float[] {1f}));
    assertEquals(
        InputFault.HEADER_MISMATCH,
        fault("/spectrum/TIR/band4/observedSpectrum", new float[2][4][3]));
    assertEquals(InputFault.HEADER_MISMATCH, fault("/spectrum/TIR/interval", new double[] {0}));
    assertEquals(InputFault.UNSUPPORTED, fault("/spectrum/TIR/interval", null));
  }

  @Test
  void brokenExposuresDoNotLoseTheGranule() {
    Object[][] defects = {
      {POINT + "/geometricInfo/centerLat", new float[] {-9999f, 35f}, "latitude"},
      {POINT + "/geometricInfo/AOI", new float[] {-90f, 30f}, "view zenith"},
      {POINT + "/Time", new String[] {"2020-12-31T23:59:58Z", "soon"}, "no valid time"},
      {
        POINT + "/Time",
        new String[] {"2020-12-31T23:59:58Z", "2020-12-31T23:59:58Z"},
        "second exposure"
      },
      {
        "/spectrum/TIR/band4/observedSpectrum",
        new float[][] {{-1e30f, -1e30f, -1e30f, -1e30f}, {1f, 1f, 1f, 1f}},
        "no valid radiance"
      }
    };
    for (Object[] defect : defects) {
      Partial<Granule> read = new GranuleReader().read(written((String) defect[0], defect[1]));
      assertEquals(1, read.value().soundings().size(), (String) defect[2]);
      assertEquals(1, read.failures().size());
      assertTrue(
          read.failures().get(0).detail().contains((String) defect[2]),
          read.failures().get(0).detail());
    }
  }

  private InputFault fault(String path, Object value) {
    Path file = written(path, value);
    return assertThrows(MalformedInputException.class, () -> new GranuleReader().read(file))
        .fault();
  }
}
