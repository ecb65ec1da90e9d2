package org.kokyu.flux.tower;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tower's record on a regular time axis, in the units of {@link TowerVariable}; a value that is
 * not a number is missing.
 *
 * @param name of the file
 * @param start begin of the first interval, local standard time of the record
 * @param stepMinutes length of an interval, 30 or 60
 * @param timestampColumns names of the file's own time columns
 * @param timestamps own time fields of each interval, comma separated; null where the file has no
 *     row
 * @param values one array per variable; shared, not copied
 * @param columns the file's column behind each variable
 * @param neeMeasured whether the net exchange of an interval was measured, not filled
 * @param gppUsable whether the production of an interval rests on good data
 * @param notes what was found and done, for a person
 */
public record TowerRecord(
    String name,
    LocalDateTime start,
    int stepMinutes,
    List<String> timestampColumns,
    String[] timestamps,
    Map<TowerVariable, double[]> values,
    Map<TowerVariable, String> columns,
    boolean[] neeMeasured,
    boolean[] gppUsable,
    List<String> notes) {

  /** Number of intervals. */
  public int size() {
    return timestamps.length;
  }

  public boolean has(TowerVariable variable) {
    return values.containsKey(variable);
  }

  public Optional<double[]> find(TowerVariable variable) {
    return Optional.ofNullable(values.get(variable));
  }

  /** Intervals per day. */
  public int perDay() {
    return 24 * 60 / stepMinutes;
  }

  /** Begin of an interval. */
  public LocalDateTime timeOf(int i) {
    return start.plusMinutes((long) i * stepMinutes);
  }
}
