package org.kokyu.himawari;

import java.util.Objects;
import org.kokyu.core.provenance.InputRef;

/**
 * One segment as read: header and counts. The array of counts is shared, treat as constant.
 *
 * <p>Counts are unsigned 16-bit, row-major, north to south and west to east; lines and columns are
 * 1-based numbers of the area's grid (for the full disk, full-disk numbers).
 */
public final class HsdSegment {
  private final HsdFileName name;
  private final HsdHeader header;
  private final short[] counts;
  private final InputRef input;

  HsdSegment(HsdFileName name, HsdHeader header, short[] counts, InputRef input) {
    this.name = Objects.requireNonNull(name, "name");
    this.header = Objects.requireNonNull(header, "header");
    this.counts = Objects.requireNonNull(counts, "counts");
    this.input = Objects.requireNonNull(input, "input");
  }

  /**
   * How the pixels are distributed.
   *
   * @param valid counts within the valid bits
   * @param outside pixels outside the scan
   * @param error pixels in error
   * @param other counts that are none of these
   * @param sumOfValidCounts checksum of the valid counts
   */
  public record CountStatistics(
      int valid, int outside, int error, int other, long sumOfValidCounts) {}

  public HsdFileName name() {
    return name;
  }

  public HsdHeader header() {
    return header;
  }

  public InputRef input() {
    return input;
  }

  public int lines() {
    return header.data().lines();
  }

  public int columns() {
    return header.data().columns();
  }

  public int firstLine() {
    return header.segment().firstLine();
  }

  public int lastLine() {
    return firstLine() + lines() - 1;
  }

  /** The counts themselves, row-major from {@link #firstLine()}; not to be changed. */
  short[] counts() {
    return counts;
  }

  /** Count of a pixel, 0 … 65535. */
  public int count(int line, int column) {
    Objects.checkIndex(line - firstLine(), lines());
    Objects.checkIndex(column - 1, columns());
    return counts[(line - firstLine()) * columns() + column - 1] & 0xffff;
  }

  /** Projection of the 2 km pixels that the segment's pixels make up. */
  GeosProjection projection2km() {
    GeosProjection own = header.projection().geos();
    int factor = 20 / name.resolutionCode();
    if (factor == 1) {
      return own;
    }
    GeosProjection nominal = GeosProjection.FULL_DISK_2KM;
    return new GeosProjection(
        own.subLongitudeDeg(),
        nominal.columnFactor(),
        nominal.lineFactor(),
        (own.columnOffset() - 0.5) / factor + 0.5,
        (own.lineOffset() - 0.5) / factor + 0.5,
        own.satelliteDistanceKm(),
        own.equatorialRadiusKm(),
        own.polarRadiusKm());
  }

  /** Observation times of the lines. */
  public LineTimes lineTimes() {
    return LineTimes.of(header);
  }

  public CountStatistics statistics() {
    HsdHeader.Calibration c = header.calibration();
    int limit = 1 << c.validBits();
    int valid = 0;
    int outside = 0;
    int error = 0;
    long sum = 0;
    for (short s : counts) {
      int n = s & 0xffff;
      if (n < limit) {
        valid++;
        sum += n;
      } else if (n == c.outsideCount()) {
        outside++;
      } else if (n == c.errorCount()) {
        error++;
      }
    }
    return new CountStatistics(valid, outside, error, counts.length - valid - outside - error, sum);
  }
}
