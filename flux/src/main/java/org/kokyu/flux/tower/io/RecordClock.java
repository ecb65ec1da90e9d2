package org.kokyu.flux.tower.io;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.result.Excerpt;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;

/**
 * Time columns of a record: which they are and how a row is read.
 *
 * <p>Known: {@code TIMESTAMP_START} or {@code _END} as yyyyMMddHHmm, one column of date and time,
 * year with day of year and decimal hour, year with month, day, hour and minute.
 */
final class RecordClock {
  /** What the time of a row marks. */
  enum Mark {
    START,
    MIDDLE,
    END,
    UNKNOWN
  }

  private enum Kind {
    COMPACT,
    TEXT,
    DAY_OF_YEAR,
    CALENDAR
  }

  private static final List<String> TEXT_NAMES =
      List.of("DateTime", "time", "datetime", "date_time", "timestamp", "date");
  private static final DateTimeFormatter SPACED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm[:ss]");
  private static final DateTimeFormatter SLASHED =
      DateTimeFormatter.ofPattern("yyyy/M/d H:mm[:ss]");
  private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("d.M.yyyy H:mm[:ss]");

  private final Kind kind;
  private final Mark mark;
  private final List<Integer> columns;

  private RecordClock(Kind kind, Mark mark, List<Integer> columns) {
    this.kind = kind;
    this.mark = mark;
    this.columns = columns;
  }

  /** The time columns of a header. */
  static Optional<RecordClock> find(List<String> header) {
    for (Mark mark : new Mark[] {Mark.START, Mark.END}) {
      Optional<Integer> c = ColumnNames.place("TIMESTAMP_" + mark, header);
      if (c.isPresent()) {
        return Optional.of(new RecordClock(Kind.COMPACT, mark, List.of(c.get())));
      }
    }
    for (String name : TEXT_NAMES) {
      Optional<Integer> c = ColumnNames.place(name, header);
      if (c.isPresent()) {
        return Optional.of(new RecordClock(Kind.TEXT, Mark.UNKNOWN, List.of(c.get())));
      }
    }
    return places(header, "Year", "DoY", "Hour")
        .map(c -> new RecordClock(Kind.DAY_OF_YEAR, Mark.UNKNOWN, c))
        .or(
            () ->
                places(header, "Year", "Month", "Day", "Hour", "Minute")
                    .map(c -> new RecordClock(Kind.CALENDAR, Mark.UNKNOWN, c)));
  }

  private static Optional<List<Integer>> places(List<String> header, String... names) {
    List<Integer> all = new ArrayList<>();
    for (String name : names) {
      Optional<Integer> c = ColumnNames.place(name, header);
      if (c.isEmpty()) {
        return Optional.empty();
      }
      all.add(c.get());
    }
    return Optional.of(all);
  }

  boolean ofFluxnet() {
    return kind == Kind.COMPACT;
  }

  boolean ofReddyProc() {
    return kind == Kind.DAY_OF_YEAR;
  }

  Mark mark() {
    return mark;
  }

  /** The time columns in the order of the file. */
  List<Integer> columns() {
    return columns.stream().sorted().toList();
  }

  /** The time that a row states. */
  LocalDateTime read(DelimitedText text, int row) {
    String[] f = text.rows().get(row);
    try {
      return switch (kind) {
        case COMPACT -> compact(f[columns.get(0)]);
        case TEXT -> text(f[columns.get(0)]);
        case DAY_OF_YEAR -> {
          double hour = Double.parseDouble(f[columns.get(2)]);
          yield LocalDate.ofYearDay(whole(f[columns.get(0)]), 1)
              .plusDays(whole(f[columns.get(1)]) - 1L)
              .atStartOfDay()
              .plusMinutes(Math.round(hour * 60));
        }
        case CALENDAR ->
            LocalDate.of(
                    whole(f[columns.get(0)]), whole(f[columns.get(1)]), whole(f[columns.get(2)]))
                .atStartOfDay()
                .plusHours(whole(f[columns.get(3)]))
                .plusMinutes(whole(f[columns.get(4)]));
      };
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      List<String> found = columns().stream().map(c -> f[c]).toList();
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s line %d: a time expected in %s, found %s"
              .formatted(
                  text.file(),
                  text.lines().get(row),
                  String.join(", ", columns().stream().map(text.header()::get).toList()),
                  Excerpt.of(String.join(" ", found))),
          e);
    }
  }

  private static int whole(String field) {
    return new BigDecimal(field).intValueExact();
  }

  private static LocalDateTime compact(String field) {
    String digits = new BigDecimal(field).toBigIntegerExact().toString();
    if (digits.length() != 12) {
      throw new DateTimeException("yyyyMMddHHmm expected");
    }
    return LocalDate.parse(digits.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE)
        .atStartOfDay()
        .plusHours(Integer.parseInt(digits.substring(8, 10)))
        .plusMinutes(Integer.parseInt(digits.substring(10)));
  }

  private static LocalDateTime text(String field) {
    if (field.matches("\\d{12}(\\.0*)?")) {
      return compact(field);
    }
    String plain = field.replace('T', ' ').replaceFirst("(Z|\\+00:00)$", "");
    DateTimeFormatter format =
        plain.indexOf('/') > 0 ? SLASHED : plain.indexOf('.') == 2 ? DOTTED : SPACED;
    try {
      return LocalDateTime.parse(plain, format);
    } catch (DateTimeParseException e) {
      if (plain.length() == 10 && format.equals(SPACED)) {
        return LocalDate.parse(plain).atStartOfDay();
      }
      throw e;
    }
  }
}
