package org.kokyu.scheduler.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Files beside the feeds; each may be absent, and the product says what was used instead.
 *
 * @param meteorology file or folder of files
 * @param prior file or folder of files
 * @param tablesGosat absorption tables for GOSAT
 * @param tablesGosat2 absorption tables for GOSAT-2
 * @param truth folder of truth files of a simulated feed, drawn on the status page
 */
public record AncillarySettings(
    Optional<Path> meteorology,
    Optional<Path> prior,
    Optional<Path> tablesGosat,
    Optional<Path> tablesGosat2,
    Optional<Path> truth) {
  public static final AncillarySettings NONE =
      new AncillarySettings(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public AncillarySettings {
    Objects.requireNonNull(meteorology, "meteorology");
    Objects.requireNonNull(prior, "prior");
    Objects.requireNonNull(tablesGosat, "tablesGosat");
    Objects.requireNonNull(tablesGosat2, "tablesGosat2");
    Objects.requireNonNull(truth, "truth");
  }
}
