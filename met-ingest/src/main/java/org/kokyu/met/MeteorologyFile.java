package org.kokyu.met;

import java.nio.file.Path;
import org.kokyu.core.result.MalformedInputException;

/** A file with weather: rows of soundings, or fields on a grid. */
public sealed interface MeteorologyFile permits CollocatedMeteorology, GriddedFile {

  /**
   * Opens a file of either kind, told apart by its content.
   *
   * @throws MalformedInputException if it is neither, or broken
   */
  static MeteorologyFile open(Path path) {
    return GriddedFile.isGridded(path) ? GriddedFile.open(path) : CollocatedMeteorology.open(path);
  }
}
