package org.kokyu.met;

import java.nio.file.Path;
import org.kokyu.core.result.MalformedInputException;

/** A file with prior gas profiles: rows of soundings, or fields on a grid. */
public sealed interface PriorFile permits CollocatedPrior, GriddedFile {

  /**
   * Opens a file of either kind, told apart by its content.
   *
   * @throws MalformedInputException if it is neither, or broken
   */
  static PriorFile open(Path path) {
    return GriddedFile.isGridded(path) ? GriddedFile.open(path) : CollocatedPrior.open(path);
  }
}
