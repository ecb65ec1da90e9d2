package org.kokyu.core.scene;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.core.provenance.InputRef;

/**
 * One assembled slot: calibrated, navigated bands on one grid.
 *
 * @param slot which slot
 * @param grid grid of all arrays
 * @param geometry position and view per pixel
 * @param bands ascending band number
 * @param timeOffsetSeconds observation time per pixel after the nominal slot time [s], NaN where
 *     unknown
 * @param expectedSegments segments (band × part) that a complete scene has
 * @param presentSegments segments that are in it
 * @param inputs the files, sorted by name
 * @param reflectances visible bands, ascending band number; empty where none was asked for
 */
public record ImagerScene(
    SlotKey slot,
    SceneGrid grid,
    SceneGeometry geometry,
    List<BandImage> bands,
    float[] timeOffsetSeconds,
    int expectedSegments,
    int presentSegments,
    List<InputRef> inputs,
    List<ReflectanceImage> reflectances) {
  /** A scene without visible bands. */
  public ImagerScene(
      SlotKey slot,
      SceneGrid grid,
      SceneGeometry geometry,
      List<BandImage> bands,
      float[] timeOffsetSeconds,
      int expectedSegments,
      int presentSegments,
      List<InputRef> inputs) {
    this(
        slot,
        grid,
        geometry,
        bands,
        timeOffsetSeconds,
        expectedSegments,
        presentSegments,
        inputs,
        List.of());
  }

  public ImagerScene {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(geometry, "geometry");
    bands = List.copyOf(bands);
    inputs = List.copyOf(inputs);
    reflectances = List.copyOf(reflectances);
  }

  public Optional<BandImage> band(int number) {
    return bands.stream().filter(b -> b.band() == number).findFirst();
  }

  /** A visible band. */
  public Optional<ReflectanceImage> reflectance(int number) {
    return reflectances.stream().filter(r -> r.band() == number).findFirst();
  }

  public boolean isComplete() {
    return presentSegments == expectedSegments;
  }

  /** Share of the expected segments that is present, 0 … 1. */
  public double coverage() {
    return (double) presentSegments / expectedSegments;
  }
}
