package org.kokyu.scheduler.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.gosat.BuiltInLayouts;
import org.kokyu.gosat.LayoutProfile;

/**
 * Files beside the feeds; each may be absent, and the product says what was used instead.
 *
 * @param meteorology file or folder of files
 * @param prior file or folder of files
 * @param tablesGosat absorption tables for GOSAT
 * @param tablesGosat2 absorption tables for GOSAT-2
 * @param truth folder of truth files of a simulated feed, drawn on the status page
 * @param gosat2Layout where a GOSAT-2 granule has its datasets
 */
public record AncillarySettings(
    Optional<Path> meteorology,
    Optional<Path> prior,
    Optional<Path> tablesGosat,
    Optional<Path> tablesGosat2,
    Optional<Path> truth,
    LayoutProfile gosat2Layout) {
  public static final AncillarySettings NONE =
      new AncillarySettings(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public AncillarySettings {
    Objects.requireNonNull(meteorology, "meteorology");
    Objects.requireNonNull(prior, "prior");
    Objects.requireNonNull(tablesGosat, "tablesGosat");
    Objects.requireNonNull(tablesGosat2, "tablesGosat2");
    Objects.requireNonNull(truth, "truth");
    Objects.requireNonNull(gosat2Layout, "gosat2Layout");
  }

  /** With the built-in layout of GOSAT-2. */
  public AncillarySettings(
      Optional<Path> meteorology,
      Optional<Path> prior,
      Optional<Path> tablesGosat,
      Optional<Path> tablesGosat2,
      Optional<Path> truth) {
    this(meteorology, prior, tablesGosat, tablesGosat2, truth, BuiltInLayouts.GOSAT2_PLACEHOLDER);
  }

  /** All layouts that granules may have. */
  public List<LayoutProfile> layouts() {
    return List.of(BuiltInLayouts.GOSAT_UNTIL_V161, BuiltInLayouts.GOSAT_FROM_V200, gosat2Layout);
  }
}
