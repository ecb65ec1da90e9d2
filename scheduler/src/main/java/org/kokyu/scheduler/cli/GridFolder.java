package org.kokyu.scheduler.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where one-shot commands keep the indices of grids: in the program's own folder. */
final class GridFolder {
  private GridFolder() {}

  static Optional<Path> ofProgram() {
    return Optional.ofNullable(System.getProperty("kokyu.home"))
        .map(home -> Path.of(home, ".kokyu", "grids"));
  }
}
