package org.kokyu.flux.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.kokyu.flux.anomaly.io.SeriesFile;

class DropBenchmarkTest {
  /** A quick run on one real record; all of them: {@code ./kokyu bench events}. */
  @Test
  void dropsAreFoundInARealRecord() {
    Path file =
        Path.of(System.getProperty("kokyu.shared", "none"), "data/flux/tower/BE-Vie_2014_HH.csv");
    Assumptions.assumeTrue(Files.exists(file), "tower record absent: " + file);
    List<DropBenchmark.Season> seasons =
        DropBenchmark.run(
            "BE-Vie",
            SeriesFile.read(file),
            new double[] {1},
            new DropBenchmark.Injection(.4, 6, 3));
    assertEquals(1, seasons.size());
    DropBenchmark.Season s = seasons.get(0);
    assertEquals(2014, s.year());
    assertTrue(s.days() > 150 && s.limit() > 1.2 && s.limit() < 3, s.toString());
    assertTrue(s.found() >= 5, s.toString());
  }
}
