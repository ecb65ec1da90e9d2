package org.kokyu.scheduler.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.kokyu.core.scene.ImagerSatellite;

/**
 * Which segments make a slot, and how long to wait for them.
 *
 * @param bands AHI band numbers, ascending
 * @param segments segment numbers 1 … 10, ascending
 * @param deadline after the first file of a slot, publish what is there
 * @param prefer satellite that wins when both deliver the same
 * @param cloudMask whose cloud mask is used
 */
public record SlotSettings(
    List<Integer> bands,
    List<Integer> segments,
    Duration deadline,
    ImagerSatellite prefer,
    CloudMask cloudMask) {
  /** Whose cloud mask is used. */
  public enum CloudMask {
    OWN("own"),
    /** NOAA's, where its file is among those of the slot; until then our own. */
    NOAA("noaa");

    private final String label;

    CloudMask(String label) {
      this.label = label;
    }

    /** The word in the configuration file. */
    public String label() {
      return label;
    }
  }

  /** Our own cloud mask. */
  public SlotSettings(
      List<Integer> bands, List<Integer> segments, Duration deadline, ImagerSatellite prefer) {
    this(bands, segments, deadline, prefer, CloudMask.OWN);
  }

  /** Himawari-9 before Himawari-8. */
  public SlotSettings(List<Integer> bands, List<Integer> segments, Duration deadline) {
    this(bands, segments, deadline, ImagerSatellite.H09);
  }

  public SlotSettings {
    bands = List.copyOf(bands);
    segments = List.copyOf(segments);
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(prefer, "prefer");
    Objects.requireNonNull(cloudMask, "cloudMask");
  }
}
