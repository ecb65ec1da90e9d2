package org.kokyu.himawari;

import java.time.Instant;
import java.util.List;

/**
 * Observation time of every line, linear between the sparse entries of block 9.
 *
 * <p>Before the first and after the last entry the nearest interval is continued; a header without
 * entries gives times spread evenly between start and end of observation (block 1), with a single
 * entry that one time. Immutable, thread-safe.
 */
public final class LineTimes {
  private final double[] lines;
  private final double[] mjds;

  private LineTimes(double[] lines, double[] mjds) {
    this.lines = lines;
    this.mjds = mjds;
  }

  public static LineTimes of(HsdHeader header) {
    List<HsdHeader.LineTime> entries = header.observationTimes();
    if (entries.isEmpty()) {
      int first = header.segment().firstLine();
      return new LineTimes(
          new double[] {first, first + Math.max(1, header.data().lines() - 1)},
          new double[] {header.basic().observationStartMjd(), header.basic().observationEndMjd()});
    }
    return new LineTimes(
        entries.stream().mapToDouble(HsdHeader.LineTime::line).toArray(),
        entries.stream().mapToDouble(HsdHeader.LineTime::mjd).toArray());
  }

  /** Modified Julian Date of a line. */
  public double mjd(int line) {
    int last = lines.length - 1;
    if (last == 0) {
      return mjds[0];
    }
    int i = 0;
    while (i < last - 1 && line > lines[i + 1]) {
      i++;
    }
    return mjds[i] + (line - lines[i]) / (lines[i + 1] - lines[i]) * (mjds[i + 1] - mjds[i]);
  }

  public Instant instant(int line) {
    return ModifiedJulianDate.toInstant(mjd(line));
  }
}
