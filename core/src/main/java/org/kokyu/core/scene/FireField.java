package org.kokyu.core.scene;

import java.util.List;
import java.util.Objects;
import org.kokyu.core.provenance.Provenance;

/**
 * Active fires of one slot.
 *
 * @param detections ascending pixel index
 * @param testedPixels pixels that could have shown a fire
 * @param algorithm name and source
 */
public record FireField(
    SlotKey slot,
    SceneGrid grid,
    List<FireDetection> detections,
    int testedPixels,
    String algorithm,
    Provenance provenance) {
  public FireField {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(grid, "grid");
    detections = List.copyOf(detections);
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(provenance, "provenance");
  }
}
