package org.kokyu.scheduler.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.UnavailableInputException;

/** A coarse hour through the measurement, and a folder of inputs that is spoiled. */
class FluxHourBenchTest {
  @TempDir private Path folder;

  @Test
  void measuresAnHourOnFilesThatAreMadeOnce() throws Exception {
    StringWriter text = new StringWriter();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      FluxHourBench bench = new FluxHourBench(new BenchTable(new PrintWriter(text)), folder, 1, 2);
      bench.run(5, pool);
      Path in = folder.resolve("asia-5");
      List<Path> files;
      try (Stream<Path> all = Files.list(in)) {
        files = all.sorted().toList();
      }
      assertEquals(18, files.size());
      assertTrue(
          Files.exists(
              folder.resolve("out-asia-5/KOKYU_L3_FLUX_HOURLY_20260821_0300_asia-5_r0.nc")));
      assertTrue(text.toString().contains("kokyu flux / floor"), text.toString());
      Files.write(files.get(17), new byte[10]);
      UnavailableInputException e =
          assertThrows(UnavailableInputException.class, () -> bench.run(5, pool));
      assertTrue(e.getMessage().contains("exit code 3"), e.getMessage());
    } finally {
      pool.shutdownNow();
    }
  }
}
