package org.kokyu.simulation.imager;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kokyu.himawari.SegmentId;

/**
 * Which files of a slot are written and how.
 *
 * @param bands of 7, 13, 14, 15
 * @param firstSegment 1 … 10
 * @param lastSegment 1 … 10
 * @param compressed segments written as bzip2
 * @param withheld segments left out, to be written later
 * @param truncated segments that end after 60 % of their bytes, as a broken transfer leaves them
 */
public record SlotOptions(
    List<Integer> bands,
    int firstSegment,
    int lastSegment,
    Set<SegmentId> compressed,
    Set<SegmentId> withheld,
    Set<SegmentId> truncated) {
  public SlotOptions {
    bands = List.copyOf(bands);
    compressed = Set.copyOf(compressed);
    withheld = Set.copyOf(withheld);
    truncated = Set.copyOf(truncated);
    if (bands.isEmpty() || firstSegment < 1 || lastSegment > 10 || firstSegment > lastSegment) {
      throw new IllegalArgumentException(
          "at least one band and segments within 1 to 10 expected, found %s, %d to %d"
              .formatted(bands, firstSegment, lastSegment));
    }
  }

  /** What the Asia grid needs for land surface temperature: 24 raw files. */
  public static SlotOptions asia() {
    return new SlotOptions(List.of(7, 13, 14, 15), 1, 6, Set.of(), Set.of(), Set.of());
  }

  public SlotOptions withCompressed(SegmentId... ids) {
    return new SlotOptions(bands, firstSegment, lastSegment, Set.of(ids), withheld, truncated);
  }

  public SlotOptions withWithheld(SegmentId... ids) {
    return new SlotOptions(bands, firstSegment, lastSegment, compressed, Set.of(ids), truncated);
  }

  public SlotOptions withTruncated(SegmentId... ids) {
    return new SlotOptions(bands, firstSegment, lastSegment, compressed, withheld, Set.of(ids));
  }

  /** All files of the slot, withheld ones included. */
  public SortedSet<SegmentId> all() {
    SortedSet<SegmentId> ids = new TreeSet<>();
    for (int band : bands) {
      for (int s = firstSegment; s <= lastSegment; s++) {
        ids.add(new SegmentId(band, s));
      }
    }
    return ids;
  }

  /**
   * Checks that the simulator has the bands.
   *
   * @throws IllegalArgumentException naming the one that it has not
   */
  public void requireSimulatedBands() {
    bands.forEach(BoxcarBand::of);
  }
}
