package org.kokyu.core.scene;

import java.util.List;
import java.util.Objects;
import org.kokyu.core.provenance.Provenance;

/**
 * Land surface temperature of one slot. Arrays are row-major on {@code grid}; shared, treat as
 * constant.
 *
 * @param slot which slot
 * @param grid grid of all arrays
 * @param geometry position and view per pixel
 * @param lstK land surface temperature [K], NaN where not produced
 * @param uncertaintyK one standard deviation [K], NaN where not produced
 * @param cloudMask 0 clear, 1 probably clear, 2 probably cloudy, 3 cloudy, −1 unknown
 * @param cloudProbabilityPercent 0 … 100, −1 unknown
 * @param qualityFlag 0 good, 1 use with care, 2 not produced
 * @param qualityWord sixteen quality bits
 * @param brightnessTemperatures the bands, empty unless asked for
 * @param coverage share of the expected segments that was present, 0 … 1
 * @param algorithm name and source of the algorithm, for the product's metadata
 * @param baseline true while the algorithm is a published baseline rather than our own fit
 * @param provenance inputs and versions
 */
public record LstField(
    SlotKey slot,
    SceneGrid grid,
    SceneGeometry geometry,
    float[] lstK,
    float[] uncertaintyK,
    byte[] cloudMask,
    byte[] cloudProbabilityPercent,
    byte[] qualityFlag,
    short[] qualityWord,
    List<BandImage> brightnessTemperatures,
    double coverage,
    String algorithm,
    boolean baseline,
    Provenance provenance) {
  public LstField {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(geometry, "geometry");
    brightnessTemperatures = List.copyOf(brightnessTemperatures);
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(provenance, "provenance");
  }
}
