package org.kokyu.gosat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.Failure;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.Partial;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.core.sounding.Spectrum;

/**
 * Damaged granules of all layouts end as a named fault, or as a valid granule whose bad exposures
 * are named, never in anything else. Damage is dealt out by dataset, so that most of it lies behind
 * the checks of the header.
 */
class GranuleFuzzTest {
  @TempDir Path folder;

  @Test
  void fewHundredMutants() throws IOException {
    fuzz(480, 1);
  }

  @Test
  @Tag("campaign")
  void manyMutants() throws IOException {
    fuzz(80_000, 2);
  }

  private record Original(Path file, GranuleDamage damage) {}

  /** What became of the mutants of one kind. */
  private static final class Count {
    private final Map<String, Integer> refused = new TreeMap<>();
    private int whole;
    private int partial;

    int all() {
      return whole + partial + refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
      return "%d: %d whole, %d with exposures left out, refused %s"
          .formatted(all(), whole, partial, refused);
    }
  }

  private void fuzz(int mutants, long seed) throws IOException {
    Random random = new Random(seed);
    List<Original> originals = new ArrayList<>();
    originals.add(
        original(new Gosat2GranuleWriter().write(folder, SyntheticGranule.gosat2(2)), random));
    originals.add(original(NewLayoutFixture.write(folder), random));
    if (DevelopmentSet.isPresent()) {
      originals.add(original(DevelopmentSet.granules().get(0), random));
    }
    Path place = Files.createDirectory(folder.resolve("mutants"));
    Map<String, Count> strata = new TreeMap<>();
    Map<String, Count> layouts = new TreeMap<>();
    for (int i = 0; i < mutants; i++) {
      Original original = originals.get(i % originals.size());
      GranuleDamage.Mutant mutant = original.damage().next(i / originals.size());
      Path file = place.resolve(original.file().getFileName());
      Files.write(file, mutant.bytes());
      String label = "mutant " + i + " of " + file.getFileName() + ", " + mutant.stratum();
      String outcome =
          assertTimeoutPreemptively(Duration.ofSeconds(60), () -> outcome(file), label);
      count(strata.computeIfAbsent(mutant.stratum(), k -> new Count()), outcome);
      count(layouts.computeIfAbsent(file.getFileName().toString(), k -> new Count()), outcome);
    }
    strata.forEach((name, count) -> System.out.println(name + ": " + count));
    layouts.forEach((name, count) -> System.out.println(name + ": " + count));
    int past = layouts.values().stream().mapToInt(c -> c.whole + c.partial).sum();
    System.out.printf("%d mutants, %d past the header checks%n", mutants, past);
    assertEquals(mutants, layouts.values().stream().mapToInt(Count::all).sum());
    assertTrue(past > mutants / 3, past + " past the header checks");
    assertTrue(past < mutants, "mutants must be able to fail");
  }

  private static Original original(Path file, Random random) throws IOException {
    return new Original(file, new GranuleDamage(Files.readAllBytes(file), random));
  }

  private static void count(Count count, String outcome) {
    switch (outcome) {
      case "whole" -> count.whole++;
      case "partial" -> count.partial++;
      default -> count.refused.merge(outcome, 1, Integer::sum);
    }
  }

  private static String outcome(Path mutant) {
    try {
      Partial<Granule> read = new GranuleReader().read(mutant);
      read.value().soundings().forEach(GranuleFuzzTest::check);
      for (Failure failure : read.failures()) {
        assertTrue(failure.detail().contains("exposure"), failure.detail());
      }
      return read.failures().isEmpty() ? "whole" : "partial";
    } catch (MalformedInputException e) {
      assertTrue(e.getMessage().startsWith(mutant.getFileName().toString()), e.getMessage());
      return e.fault().toString();
    }
  }

  private static void check(Sounding s) {
    SoundingGeometry g = s.geometry();
    assertTrue(Math.abs(g.latitudeDeg()) <= 90, s.id());
    assertTrue(Math.abs(g.longitudeDeg()) <= 180, s.id());
    assertTrue(g.sensorZenithDeg() >= 0 && g.sensorZenithDeg() < 90, s.id());
    assertTrue(!Double.isInfinite(g.solarZenithDeg() + g.landFraction()), s.id());
    for (Spectrum spectrum : s.spectra()) {
      assertTrue(spectrum.axis().count() > 1, s.id());
      assertTrue(
          spectrum.axis().intervalPerCm() > 0 && Double.isFinite(spectrum.axis().beginPerCm()),
          s.id());
      int numbers = 0;
      for (int i = 0; i < spectrum.axis().count(); i++) {
        double r = spectrum.radiance(i);
        assertTrue(!Double.isInfinite(r), s.id() + ": infinite radiance");
        numbers += Double.isNaN(r) ? 0 : 1;
      }
      assertTrue(numbers > 0, s.id() + ": no radiance");
      assertTrue(
          spectrum.noise().isEmpty() || Double.isFinite(spectrum.noise().getAsDouble()), s.id());
    }
  }
}
