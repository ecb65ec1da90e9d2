package org.kokyu.scheduler.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.land.ClearSkyDay;
import org.kokyu.land.io.ClearSkyFile;

class ClearSkyStateTest {
  private static final Instant NEXT_DAY = Instant.parse("2024-05-21T06:30:00Z");

  private final List<String> problems = new ArrayList<>();

  private static ClearSkyDay day(int hour) {
    byte[] values = new byte[2500];
    Arrays.fill(values, (byte) 100);
    return new ClearSkyDay(hour, LocalDate.of(2024, 5, 20), Map.of(77, values));
  }

  @Test
  void survivesARestart(@TempDir Path folder) {
    ClearSkyState state = new ClearSkyState(folder, problems::add);
    assertTrue(state.before(NEXT_DAY).isEmpty());
    state.learn(day(6));
    state.learn(day(7));
    String hash = state.before(NEXT_DAY).sha256();
    ClearSkyState restarted = new ClearSkyState(folder, problems::add);
    assertFalse(restarted.before(NEXT_DAY).isEmpty());
    assertEquals(hash, restarted.before(NEXT_DAY).sha256());
    assertEquals(List.of(), problems);
  }

  @Test
  void brokenFileIsNamedInOneLineAndLearningStartsAgain(@TempDir Path folder) throws IOException {
    new ClearSkyState(folder, problems::add).learn(day(6));
    Path file = folder.resolve(ClearSkyFile.name(6));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    ClearSkyState restarted = new ClearSkyState(folder, problems::add);
    assertTrue(restarted.before(NEXT_DAY).isEmpty());
    restarted.learn(day(6));
    assertFalse(restarted.before(NEXT_DAY).isEmpty());
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).contains("clear-sky-06.bin: sha256 "), problems.get(0));
    assertTrue(problems.get(0).endsWith("; learning of clear days starts again"));
    assertFalse(problems.get(0).contains("\n"));
    assertTrue(ClearSkyFile.read(folder, 6).isPresent(), "the file is sound again");
  }

  /** A folder in the file's place cannot be read; nothing is thrown, nothing overwritten. */
  @Test
  void unreadableFileIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve(ClearSkyFile.name(6));
    Files.createDirectory(file);
    ClearSkyState state = new ClearSkyState(folder, problems::add);
    assertTrue(state.before(NEXT_DAY).isEmpty());
    state.learn(day(6));
    assertTrue(Files.isDirectory(file));
    assertEquals(2, problems.size());
    assertTrue(problems.get(0).contains("cannot be read"), problems.get(0));
  }
}
