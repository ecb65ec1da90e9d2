package org.kokyu.met;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The fields of one quantity in time, from one file or several.
 *
 * <p>Between two fields a quantity is linear in time. Before the first and after the last the
 * nearest field holds, up to the step of the series (24 h for a single field), never longer.
 * Immutable; thread-safe.
 */
final class FieldSeries {
  private static final long LONE_STEP_MICROS = 86_400_000_000L;
  private static final double MICROS_PER_HOUR = 3.6e9;

  /** One field of one time. */
  private record Slice(long micros, GridField field, int time) {}

  /**
   * The fields about a time.
   *
   * @param weight of {@code second}
   * @param hoursToNearest from the nearest of the two
   * @param hoursOutside from the nearest where the time lies outside the series, else 0
   */
  record About(
      FieldSeries series,
      int first,
      int second,
      double weight,
      double hoursToNearest,
      double hoursOutside) {}

  private final List<Slice> slices = new ArrayList<>();
  private final long stepMicros;

  private FieldSeries(List<Slice> sorted) {
    for (Slice s : sorted) {
      // of two fields of one time the one of the later file counts
      if (!slices.isEmpty() && slices.get(slices.size() - 1).micros() == s.micros()) {
        slices.remove(slices.size() - 1);
      }
      slices.add(s);
    }
    long span = slices.get(slices.size() - 1).micros() - slices.get(0).micros();
    stepMicros = slices.size() > 1 ? span / (slices.size() - 1) : LONE_STEP_MICROS;
  }

  /** The series of a role; empty where no file has it. */
  static Optional<FieldSeries> of(List<GriddedFile> files, GridRole role) {
    List<Slice> all = new ArrayList<>();
    for (GriddedFile file : files) {
      Optional<GridField> field = file.field(role);
      long[] times = file.timesMicros();
      for (int i = 0; field.isPresent() && i < times.length; i++) {
        all.add(new Slice(times[i], field.get(), i));
      }
    }
    all.sort(Comparator.comparingLong(Slice::micros));
    return all.isEmpty() ? Optional.empty() : Optional.of(new FieldSeries(all));
  }

  /** The fields to be used for a time; empty where the series is too far. */
  Optional<About> about(Instant time) {
    long t = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    int next = 0;
    while (next < slices.size() && slices.get(next).micros() < t) {
      next++;
    }
    if (next == 0 || next == slices.size()) {
      int end = next == 0 ? 0 : next - 1;
      long off = Math.abs(slices.get(end).micros() - t);
      double hours = off / MICROS_PER_HOUR;
      return off > stepMicros
          ? Optional.empty()
          : Optional.of(new About(this, end, end, 0, hours, hours));
    }
    long before = t - slices.get(next - 1).micros();
    long after = slices.get(next).micros() - t;
    return Optional.of(
        new About(
            this,
            next - 1,
            next,
            (double) before / (before + after),
            Math.min(before, after) / MICROS_PER_HOUR,
            0));
  }

  GridField field(int slice) {
    return slices.get(slice).field();
  }

  /** Values at a place in one of the fields; empty outside the grid. */
  Optional<double[]> column(int slice, double latitudeDeg, double longitudeDeg) {
    Slice s = slices.get(slice);
    return s.field().column(s.time(), latitudeDeg, longitudeDeg);
  }

  /** Instant of a field. */
  Instant time(int slice) {
    return Instant.EPOCH.plus(slices.get(slice).micros(), ChronoUnit.MICROS);
  }
}
