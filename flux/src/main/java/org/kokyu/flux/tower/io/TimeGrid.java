package org.kokyu.flux.tower.io;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;

/**
 * The regular time axis of a record: rows in order of time, none twice, gaps as intervals without a
 * row.
 *
 * @param start begin of the first interval
 * @param stepMinutes 30 or 60
 * @param rowOf row of each interval, −1 in a gap
 * @param notes what was found
 */
record TimeGrid(LocalDateTime start, int stepMinutes, int[] rowOf, List<String> notes) {
  private static final int MOST_INTERVALS = 2_000_000;

  static TimeGrid of(DelimitedText text, RecordClock clock) {
    int rows = text.rows().size();
    LocalDateTime[] times = new LocalDateTime[rows];
    for (int r = 0; r < rows; r++) {
      times[r] = clock.read(text, r);
    }
    int step = step(text, times);
    List<String> notes = new ArrayList<>();
    LocalDateTime first = times[0];
    LocalDateTime last = times[0];
    int backward = 0;
    for (int r = 1; r < rows; r++) {
      backward += times[r].isBefore(times[r - 1]) ? 1 : 0;
      first = times[r].isBefore(first) ? times[r] : first;
      last = times[r].isAfter(last) ? times[r] : last;
    }
    long intervals = Duration.between(first, last).toMinutes() / step + 1;
    if (intervals > MOST_INTERVALS || intervals > 20L * rows) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: rows close in time expected, found %d rows between %s and %s"
              .formatted(text.file(), rows, first, last));
    }
    int[] rowOf = new int[(int) intervals];
    Arrays.fill(rowOf, -1);
    int twice = 0;
    for (int r = 0; r < rows; r++) {
      long minutes = Duration.between(first, times[r]).toMinutes();
      if (minutes % step != 0) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            "%s line %d: times every %d minutes from %s expected, found %s"
                .formatted(text.file(), text.lines().get(r), step, first, times[r]));
      }
      int i = (int) (minutes / step);
      if (rowOf[i] >= 0) {
        twice++;
      } else {
        rowOf[i] = r;
      }
    }
    report(notes, rowOf, backward, twice);
    return new TimeGrid(begin(clock, first, last, step, notes), step, rowOf, notes);
  }

  private static void report(List<String> notes, int[] rowOf, int backward, int twice) {
    if (backward > 0) {
      notes.add("rows out of order: %d, sorted by time".formatted(backward));
    }
    if (twice > 0) {
      notes.add(
          "rows with a time that occurred before: %d, the first of each kept".formatted(twice));
    }
    int gaps = 0;
    int missing = 0;
    for (int i = 0; i < rowOf.length; i++) {
      if (rowOf[i] < 0) {
        missing++;
        gaps += rowOf[i - 1] >= 0 ? 1 : 0;
      }
    }
    if (missing > 0) {
      notes.add("gaps in time: %d with %d intervals, kept as missing".formatted(gaps, missing));
    }
  }

  /** The most frequent distance of neighbours. */
  private static int step(DelimitedText text, LocalDateTime[] times) {
    Map<Long, Integer> counts = new HashMap<>();
    for (int r = 1; r < times.length; r++) {
      counts.merge(Math.abs(Duration.between(times[r - 1], times[r]).toMinutes()), 1, Integer::sum);
    }
    long step =
        counts.entrySet().stream()
            .max(
                Map.Entry.<Long, Integer>comparingByValue()
                    .thenComparing(Map.Entry.<Long, Integer>comparingByKey().reversed()))
            .map(Map.Entry::getKey)
            .orElse(0L);
    if (step != 30 && step != 60) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED,
          "%s: rows every 30 or 60 minutes expected, found mostly %d minutes between rows"
              .formatted(text.file(), step));
    }
    return (int) step;
  }

  private static LocalDateTime begin(
      RecordClock clock, LocalDateTime first, LocalDateTime last, int step, List<String> notes) {
    int offset = first.getMinute() % step;
    RecordClock.Mark mark = clock.mark();
    if (mark == RecordClock.Mark.UNKNOWN) {
      int minuteOfDay = first.getHour() * 60 + first.getMinute();
      boolean lastAtMidnight = last.getHour() * 60 + last.getMinute() == 0;
      if (offset != 0) {
        mark = RecordClock.Mark.MIDDLE;
      } else if (minuteOfDay == step || minuteOfDay != 0 && lastAtMidnight) {
        mark = RecordClock.Mark.END;
      } else {
        mark = RecordClock.Mark.START;
      }
      notes.add(
          "times taken as the %s of the intervals (first %s, last %s)"
              .formatted(mark.name().toLowerCase(Locale.ROOT), first, last));
    }
    return switch (mark) {
      case MIDDLE -> first.minusMinutes(offset);
      case END -> first.minusMinutes(step);
      default -> first;
    };
  }
}
