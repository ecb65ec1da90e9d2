package org.kokyu.gosat.l2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.Matrix;
import org.kokyu.core.profile.ProfileGranule;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.core.profile.SurfaceType;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.gosat.l1b.Hdf5File;

/** Day files read back by our own reader and by h5py. */
class GosatTirL2Test {
  private static final int N = 28;
  private static final float FILL = -1.0e30f;
  private static final Instant NIGHT = Instant.parse("2021-05-03T23:59:50Z");

  @TempDir Path folder;

  /** Three soundings: one bad, one before and one after midnight, the last on high ground. */
  private static ProfileGranule granule(Instrument instrument) {
    Random random = new Random(4);
    Granule granule =
        new Granule(
            "GOSATTFTS2021050323590080200_1BOB1N220221.01",
            instrument,
            "0080200OB1N",
            NIGHT,
            "220221",
            true,
            List.of());
    List<GasProfile> profiles = new ArrayList<>();
    profiles.add(profile("A", instrument, 1, 0, 0, random));
    profiles.add(profile("BAD", instrument, 3, 0, QualityReason.CLOUD.mask(), random));
    profiles.add(
        profile("B", instrument, 14.5, 3, QualityReason.CLIMATOLOGICAL_PRIOR.mask(), random));
    return new ProfileGranule(
        granule,
        profiles,
        List.of(),
        new Provenance(
            List.of(new InputRef(granule.name(), "ab".repeat(32))),
            List.of("0.1.0"),
            Instant.parse("2021-05-04T01:00:00Z")));
  }

  private static GasProfile profile(
      String id, Instrument instrument, double seconds, int below, int quality, Random random) {
    double[] bounds = new double[N + 1];
    double[] column = new double[N];
    for (int i = 0; i <= N; i++) {
      bounds[i] = 101_000 * Math.pow(1e-4, i / (double) N);
    }
    Arrays.fill(column, 1000);
    double[] temperature = vector(below, 200, 90, random);
    double[] water = vector(below, 1e-3, 1e-2, random);
    return new GasProfile(
        new Sounding(
            id,
            instrument,
            NIGHT.plusMillis(Math.round(seconds * 1000)),
            new SoundingGeometry(35, 135, 20, 200, Double.NaN, Double.NaN, 1),
            List.of(),
            0),
        bounds,
        column,
        List.of(
            gas(Gas.CO2, 415e-6, below, random),
            gas(Gas.CH4, 1.9e-6, below, random),
            gas(Gas.N2O, 333e-9, below, random)),
        new GasProfile.Thermal(
            temperature, temperature, temperature, water, water, water, water, water),
        new GasProfile.Surface(
            bounds[below],
            290,
            288,
            0.4,
            new GasProfile.Cover(SurfaceType.SAND, SurfaceType.SAND, 0),
            new double[] {0.98},
            new double[] {0.97},
            new double[0],
            1,
            List.of(),
            0,
            0),
        null,
        null,
        quality,
        new GasProfile.Sources("met", "prior"));
  }

  private static double[] vector(int below, double least, double span, Random random) {
    double[] v = new double[N];
    for (int i = 0; i < N; i++) {
      v[i] = i < below ? Double.NaN : least + span * random.nextDouble();
    }
    return v;
  }

  private static Matrix matrix(int below, double scale, Random random) {
    double[] m = new double[N * N];
    for (int i = 0; i < m.length; i++) {
      boolean buried = i / N < below || i % N < below;
      m[i] = buried ? Double.NaN : scale * (random.nextDouble() + (i / N == i % N ? 1 : 0));
    }
    return Matrix.ofUnsafe(N, N, m);
  }

  private static GasResult gas(Gas gas, double level, int below, Random random) {
    Matrix any = matrix(below, 1, random);
    return new GasResult(
        gas,
        vector(below, level, 0.1 * level, random),
        vector(below, level, 0, random),
        matrix(below, 1e-4, random),
        any,
        any,
        matrix(below, 0.2, random),
        any,
        any,
        any,
        any,
        any,
        any,
        new double[N],
        any,
        List.of(),
        1.7,
        new double[] {2.5, 2.1, 1.7});
  }

  private static GosatTirL2Days days(ProfileGranule... granules) {
    GosatTirL2Days days = new GosatTirL2Days();
    for (ProfileGranule g : granules) {
      days.add(g);
    }
    return days;
  }

  private Path written(GosatTirL2File file) {
    Path path = folder.resolve(file.name());
    file.write(path);
    return path;
  }

  @Test
  void oneFilePerDayAndGasWithoutBadProfiles() {
    List<GosatTirL2File> files = days(granule(Instrument.GOSAT)).files();
    assertEquals(4, files.size());
    assertEquals(
        List.of(1, 1, 1, 1),
        files.stream().map(GosatTirL2File::size).toList(),
        "the bad one is out");
    assertTrue(
        files.get(0).name().matches("GOSATTFTS20210503_02P01TV0001R210504[0-9a-f]{5}\\.h5"),
        files.get(0).name());
    assertTrue(files.get(1).name().startsWith("GOSATTFTS20210503_02P02T"));
    assertTrue(files.get(2).name().startsWith("GOSATTFTS20210504_02P01T"));
    assertEquals(0, days(granule(Instrument.GOSAT2)).files().size());
  }

  @Test
  void valuesComeBackInTheUnitsOfTheLayout() {
    ProfileGranule granule = granule(Instrument.GOSAT);
    for (int[] which : new int[][] {{0, 0, 0}, {1, 0, 1}, {2, 2, 0}, {3, 2, 1}}) {
      GasProfile p = granule.profiles().get(which[1]);
      GasResult r = p.gases().get(which[2]);
      Hdf5File hdf = Hdf5File.open(written(days(granule).files().get(which[0])));
      String base = "/Data/originalProfile/";
      double[] x = hdf.doubles(base + r.gas() + "Profile");
      double[] error = hdf.doubles(base + r.gas() + "ProfileError");
      double[] kernel = hdf.doubles(base + r.gas() + "AveragingKernelMatrix");
      double[] pressure = hdf.doubles(base + "pressure");
      assertArrayEquals(new int[] {1, N, N}, hdf.shape(base + r.gas() + "AveragingKernelMatrix"));
      for (int i = 0; i < N; i++) {
        if (Double.isNaN(r.moleFraction()[i])) {
          assertEquals(FILL, (float) x[i]);
          assertEquals(FILL, (float) error[i]);
          assertEquals(FILL, (float) pressure[i]);
          assertEquals(FILL, (float) kernel[i * N + N - 1]);
          continue;
        }
        // ppm for every gas, methane included
        assertEquals(1e6 * r.moleFraction()[i], x[i], 1e-6 * x[i]);
        assertEquals(
            1e6 * r.moleFraction()[i] * Math.sqrt(r.covariance().get(i, i)), error[i], 1e-6 * x[i]);
        assertEquals(0.005 * (p.layerBoundsPa()[i] + p.layerBoundsPa()[i + 1]), pressure[i], 1e-4);
      }
      // a small change of the truth moves mole fractions as the kernel of their logarithm says
      int layer = 9;
      double sum = 0;
      for (int j = 0; j < N; j++) {
        double change = Double.isNaN(r.moleFraction()[j]) ? 0 : 1e-4 * j * r.moleFraction()[j];
        sum += change == 0 ? 0 : kernel[layer * N + j] * 1e6 * change;
      }
      double ln = 0;
      for (int j = 0; j < N; j++) {
        double a = r.kernel().get(layer, j);
        ln += Double.isNaN(a) ? 0 : a * 1e-4 * j;
      }
      assertEquals(1e6 * r.moleFraction()[layer] * ln, sum, 1e-5 * Math.abs(sum));
      assertEquals("L2", hdf.text("/Global/metadata/operationLevel"));
      assertEquals("GOSAT", hdf.text("/Global/metadata/satelliteName"));
      assertEquals(which[2] == 0 ? "P01T" : "P02T", hdf.text("/Global/metadata/productCode"));
      assertEquals(FILL, (float) hdf.attribute(base + "pressure", "invalidValue").getAsDouble());
      assertEquals(
          -9999, hdf.attribute("/Data/geolocation/latitude", "invalidValue").getAsDouble());
      assertEquals(-9999, hdf.doubles("/Data/geolocation/height")[0]);
      assertEquals(-9999, hdf.doubles("/Data/geolocation/solarZenith")[0]);
      assertArrayEquals(
          new int[] {1, 21}, hdf.shape("/scanAttribute/referenceData/temperatureProfile"));
      assertEquals(p.qualityReasons(), (int) hdf.doubles("/kokyu/qualityReasons")[0]);
      assertEquals("220221", hdf.texts("/kokyu/l1bVersion")[0]);
      assertEquals(r.dofs(), hdf.doubles("/kokyu/degreesOfFreedom")[0], 1e-6);
      double[] s = hdf.doubles("/kokyu/covariance");
      assertEquals(r.covariance().get(9, 12), s[9 * N + 12], 1e-6 * s[9 * N + 12]);
    }
  }

  @Test
  void timeIsTextWithMilliseconds() {
    Hdf5File hdf = Hdf5File.open(written(days(granule(Instrument.GOSAT)).files().get(2)));
    assertEquals("2021-05-04 00:00:04.500", hdf.texts("/scanAttribute/time")[0]);
    assertEquals("B", hdf.texts("/scanAttribute/scanID")[0]);
    // on high ground the lowest of the 21 levels have no weather
    double[] t = hdf.doubles("/scanAttribute/referenceData/temperatureProfile");
    assertEquals(FILL, (float) t[0]);
    assertTrue(t[20] > 150 && t[20] < 320);
    double surface = hdf.doubles("/scanAttribute/referenceData/surfacePressure")[0];
    for (int k = 0; k < 21; k++) {
      assertEquals(ProfileRow.REFERENCE_HPA[k] > surface, (float) t[k] == FILL);
    }
  }

  @Test
  void sameProfilesSameBytes() throws IOException {
    Path a = written(days(granule(Instrument.GOSAT)).files().get(0));
    byte[] first = Files.readAllBytes(a);
    assertArrayEquals(
        first, Files.readAllBytes(written(days(granule(Instrument.GOSAT)).files().get(0))));
  }

  @Test
  void otherReadersOpenIt() throws IOException, InterruptedException {
    Path python = Path.of("/usr/bin/python3");
    Assumptions.assumeTrue(
        Files.isExecutable(python) && run("import h5py").isEmpty(), "SKIPPED: no python3-h5py");
    Path file = written(days(granule(Instrument.GOSAT)).files().get(1));
    String out =
        run(
            """
            import h5py, numpy as np
            f = h5py.File(r'%s', 'r')
            p = f['Data/originalProfile']
            x = p['CH4Profile'][0]; a = p['CH4AveragingKernelMatrix'][0]
            assert x.dtype == np.float32 and a.shape == (28, 28)
            assert p['CH4Profile'].attrs['unit'] in ('ppm', b'ppm'), p['CH4Profile'].attrs['unit']
            assert 1.5 < x.mean() < 2.5, x
            t = f['scanAttribute/time'][0]
            t = t.decode() if isinstance(t, bytes) else t
            assert t == '2021-05-03 23:59:51.000' and len(t) == 23, t
            assert f['Data/geolocation/height'][0] == np.float32(-9999)
            """
                .formatted(file));
    assertEquals("", out);
  }

  private static String run(String script) throws IOException, InterruptedException {
    Process p =
        new ProcessBuilder("/usr/bin/python3", "-c", script).redirectErrorStream(true).start();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return p.waitFor() == 0 ? "" : out;
  }
}
