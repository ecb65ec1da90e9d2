package org.kokyu.simulation.sounding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.result.Partial;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.gosat.GranuleReader;
import org.kokyu.retrieval.ProfileRetriever;
import org.kokyu.retrieval.RetrievalSettings;
import org.kokyu.retrieval.table.io.TableFile;
import org.kokyu.simulation.imager.SyntheticEarth;
import org.kokyu.simulation.sounding.truth.SoundingScene;

class SoundingSimulatorTest {
  private static final long SEED = 5;
  private static final Instant START = Instant.parse("2026-06-01T05:10:00Z");

  private final SyntheticEarth earth = new SyntheticEarth(SEED);

  private SoundingSimulator.GranuleFiles write(Path dir) {
    return new SoundingSimulator(SEED, earth, TableFile.bundledForSimulation())
        .write(dir.resolve("feed"), dir.resolve("met"), dir.resolve("truth"), START, 17, 8);
  }

  @Test
  void sameSeedSameBytes(@TempDir Path a, @TempDir Path b) throws IOException {
    SoundingSimulator.GranuleFiles one = write(a);
    SoundingSimulator.GranuleFiles two = write(b);
    assertArrayEquals(Files.readAllBytes(one.granule()), Files.readAllBytes(two.granule()));
    assertArrayEquals(Files.readAllBytes(one.meteorology()), Files.readAllBytes(two.meteorology()));
    assertArrayEquals(Files.readAllBytes(one.truth()), Files.readAllBytes(two.truth()));
  }

  /**
   * Simulated with finer layers and other spectral points, written, read and retrieved: the fit
   * must be as good as the noise.
   */
  @Test
  void granuleIsReadAndRetrieved(@TempDir Path dir) {
    Partial<Granule> read = new GranuleReader().read(write(dir).granule());
    assertTrue(read.failures().isEmpty(), read.failures().toString());
    assertEquals(8, read.value().soundings().size());
    ProfileRetriever.Worker worker =
        new ProfileRetriever(TableFile.bundled(Instrument.GOSAT2), RetrievalSettings.DEFAULT)
            .newWorker();
    AtmosphereGenerator generator = new AtmosphereGenerator(earth);
    Random random = new Random(1);
    int clear = 0;
    double chi2 = 0;
    for (Sounding s : read.value().soundings()) {
      double lat = s.geometry().latitudeDeg();
      double lon = s.geometry().longitudeDeg();
      SoundingScene known = generator.draw(s.time(), lat, lon, 0, 0, random);
      Meteorology met =
          new Meteorology(
              known.temperatureK(),
              known.water(),
              Optional.of(known.gases().get(Gas.O3)),
              101000,
              known.skinK(),
              Optional.empty(),
              Optional.empty(),
              "another draw of the same weather",
              false);
      Outcome<GasProfile> outcome = worker.retrieve(s, met, prior());
      GasProfile profile = outcome.toOptional().orElseThrow();
      if ((profile.qualityReasons() & QualityReason.CLOUD.mask()) == 0) {
        clear++;
        chi2 += profile.fit().chi2();
        assertTrue(profile.fit().converged());
      } else {
        assertTrue(
            earth.cloudTopPa(lat, lon, s.time()) > 0,
            "clear sounding called cloudy at " + lat + ", " + lon);
        assertEquals(2, profile.qualityFlag());
      }
    }
    assertTrue(clear >= 1, "no clear sounding among eight");
    assertEquals(1, chi2 / clear, 0.3);
  }

  private static PriorProfiles prior() {
    double[] p = {110000, 15000, 1000, 10};
    return new PriorProfiles(
        Profile.of(p, new double[] {424e-6, 424e-6, 418e-6, 418e-6}),
        Profile.of(p, new double[] {1.92e-6, 1.9e-6, 1.1e-6, 0.5e-6}),
        Profile.of(p, new double[] {338e-9, 335e-9, 140e-9, 40e-9}),
        "test",
        false);
  }

  @Test
  void truthLiesBesideTheGranule(@TempDir Path dir) {
    SoundingSimulator.GranuleFiles files = write(dir);
    for (Path p : List.of(files.granule(), files.meteorology(), files.truth())) {
      assertTrue(Files.isRegularFile(p), p.toString());
    }
    assertTrue(
        files
            .truth()
            .getFileName()
            .toString()
            .startsWith(files.granule().getFileName().toString()));
  }
}
