package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.HsdSegment;
import org.kokyu.himawari.SceneGrids;

/**
 * On which grid the scenes are put together.
 *
 * @param fixed the grid of every scene; empty for the smallest native window that holds all scanned
 *     pixels, which only the segments themselves can tell
 * @param indexFolder where the index of an equal-angle grid is kept from run to run
 */
public record SceneGridChoice(Optional<SceneGrid> fixed, Optional<Path> indexFolder) {
  public static SceneGridChoice of(SceneGrid grid, Optional<Path> indexFolder) {
    return new SceneGridChoice(Optional.of(grid), indexFolder);
  }

  public static SceneGridChoice scannedWindow() {
    return new SceneGridChoice(Optional.empty(), Optional.empty());
  }

  SceneGrid of(List<HsdSegment> segments) {
    return fixed.orElseGet(() -> SceneGrids.nativeWindow(segments));
  }
}
