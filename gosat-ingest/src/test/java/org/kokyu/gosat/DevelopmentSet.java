package org.kokyu.gosat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The simulated GOSAT granules outside the project; tests that need them skip without them. */
final class DevelopmentSet {
  private DevelopmentSet() {}

  private static final Path FOLDER =
      Path.of(System.getProperty("kokyu.shared", "absent"), "data", "tir");

  static boolean isPresent() {
    return Files.isDirectory(FOLDER);
  }

  static Path folder() {
    Assumptions.assumeTrue(isPresent(), "SKIPPED: development granules not found in " + FOLDER);
    return FOLDER;
  }

  static List<Path> granules() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(f -> f.toString().endsWith(".01")).sorted().toList();
    }
  }
}
