package org.kokyu.gosat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.Partial;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Sounding;

/** Damaged bytes end as a named fault or as a valid granule, never in anything else. */
class GranuleFuzzTest {
  @TempDir Path folder;

  @Test
  void fewHundredMutants() throws IOException {
    fuzz(300, 1);
  }

  @Test
  @Tag("campaign")
  void manyMutants() throws IOException {
    fuzz(5000, 2);
  }

  private void fuzz(int mutants, long seed) throws IOException {
    List<Path> originals = new ArrayList<>();
    originals.add(new Gosat2GranuleWriter().write(folder, SyntheticGranule.gosat2(2)));
    if (DevelopmentSet.isPresent()) {
      originals.addAll(DevelopmentSet.granules());
    }
    Files.createDirectory(folder.resolve("mutants"));
    Random random = new Random(seed);
    Map<InputFault, Integer> faults = new EnumMap<>(InputFault.class);
    int valid = 0;
    for (int i = 0; i < mutants; i++) {
      Path original = originals.get(i % originals.size());
      byte[] bytes = Files.readAllBytes(original);
      damage(bytes, random);
      Path mutant = folder.resolve("mutants").resolve(original.getFileName());
      Files.write(mutant, bytes);
      String label = "mutant " + i + " of " + original.getFileName();
      InputFault fault =
          assertTimeoutPreemptively(Duration.ofSeconds(60), () -> faultOf(mutant), label);
      if (fault == null) {
        valid++;
      } else {
        faults.merge(fault, 1, Integer::sum);
      }
    }
    System.out.printf("%d mutants: %d readable, refused %s%n", mutants, valid, faults);
    assertTrue(valid > 0 && valid < mutants, "mutants must be able to fail and to survive");
    assertEquals(mutants, valid + faults.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** Flips one to eight bits, half of the time among the structures at the start of the file. */
  private static void damage(byte[] bytes, Random random) {
    int flips = 1 + random.nextInt(8);
    for (int f = 0; f < flips; f++) {
      int range = random.nextBoolean() ? Math.min(bytes.length, 20_000) : bytes.length;
      bytes[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  private static InputFault faultOf(Path mutant) {
    try {
      check(new GranuleReader().read(mutant));
      return null;
    } catch (MalformedInputException e) {
      assertTrue(e.getMessage().startsWith(mutant.getFileName().toString()), e.getMessage());
      return e.fault();
    }
  }

  private static void check(Partial<Granule> read) {
    for (Sounding s : read.value().soundings()) {
      assertTrue(Math.abs(s.geometry().latitudeDeg()) <= 90);
      assertTrue(Math.abs(s.geometry().longitudeDeg()) <= 180);
      assertTrue(s.geometry().sensorZenithDeg() >= 0 && s.geometry().sensorZenithDeg() < 90);
      s.spectra().forEach(spectrum -> assertTrue(spectrum.axis().count() > 1));
    }
  }
}
