package org.kokyu.core.flux;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.scene.SceneGrid;

/**
 * Sums of a day's fluxes over coarse cells and over regions; arrays by {@link FluxVariable},
 * shared, treat as constant.
 *
 * @param grid of the coarse cells
 * @param day its begin, UTC
 * @param grams sum over each cell [g]
 * @param gramsSd standard uncertainty [g]
 * @param areaM2 area of each cell that has fluxes
 * @param regions sums over regions
 */
public record CoarseFluxes(
    SceneGrid.LatLon grid,
    Instant day,
    double[][] grams,
    double[][] gramsSd,
    double[] areaM2,
    List<Region> regions,
    List<String> notes,
    Provenance provenance) {
  /**
   * Sums over a region; arrays by {@link FluxVariable}.
   *
   * @param code ISO 3166-1 numeric, 0 for all land and for land of no country
   * @param areaM2 that has fluxes
   */
  public record Region(int code, String name, double areaM2, double[] grams, double[] gramsSd) {}

  public CoarseFluxes {
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(day, "day");
    regions = List.copyOf(regions);
    notes = List.copyOf(notes);
    Objects.requireNonNull(provenance, "provenance");
  }
}
