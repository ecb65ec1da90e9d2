package org.kokyu.core.flux;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.scene.SceneGrid;

/**
 * What is known of a flux map before its rows are made.
 *
 * @param grid equal-angle
 * @param begin of the hour or day, UTC
 * @param span one hour or one day
 * @param coverage share of the expected slots or hours that was there, 0 … 1
 * @param largestFire largest fire emission of a cell, by gas in the order of the fire variables of
 *     {@link FluxVariable}; 0 if there is none
 * @param notes methods and assumptions, one line each
 * @param provenance inputs and versions
 */
public record FluxMap(
    SceneGrid.LatLon grid,
    Instant begin,
    Duration span,
    double coverage,
    double[] largestFire,
    List<String> notes,
    Provenance provenance) {
  public FluxMap {
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(begin, "begin");
    Objects.requireNonNull(span, "span");
    notes = List.copyOf(notes);
    Objects.requireNonNull(provenance, "provenance");
  }

  /** Whether it is of a day and not of an hour. */
  public boolean isDaily() {
    return span.equals(Duration.ofDays(1));
  }
}
