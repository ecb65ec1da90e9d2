package org.kokyu.himawari;

/**
 * One file of a slot.
 *
 * @param band 1 … 16
 * @param segment 1-based
 */
public record SegmentId(int band, int segment) implements Comparable<SegmentId> {
  @Override
  public int compareTo(SegmentId o) {
    int c = Integer.compare(band, o.band);
    return c != 0 ? c : Integer.compare(segment, o.segment);
  }

  @Override
  public String toString() {
    return "B%02d segment %d".formatted(band, segment);
  }
}
