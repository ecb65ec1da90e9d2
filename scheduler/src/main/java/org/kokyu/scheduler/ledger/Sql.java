package org.kokyu.scheduler.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements with positional arguments; instants are stored in UTC. */
final class Sql {

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet r) throws SQLException;
  }

  private Sql() {}

  static int update(Connection c, String sql, Object... arguments) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(sql)) {
      bind(s, arguments);
      return s.executeUpdate();
    }
  }

  /** Inserts one row and returns its generated id. */
  static long insert(Connection c, String sql, Object... arguments) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      bind(s, arguments);
      s.executeUpdate();
      try (ResultSet keys = s.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  static <T> List<T> list(Connection c, String sql, Row<T> row, Object... arguments)
      throws SQLException {
    try (PreparedStatement s = c.prepareStatement(sql)) {
      bind(s, arguments);
      List<T> all = new ArrayList<>();
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          all.add(row.read(r));
        }
      }
      return all;
    }
  }

  /** The first row; empty when there is none or its value is null. */
  static <T> Optional<T> first(Connection c, String sql, Row<T> row, Object... arguments)
      throws SQLException {
    List<T> all = list(c, sql, row, arguments);
    return all.isEmpty() ? Optional.empty() : Optional.ofNullable(all.get(0));
  }

  private static void bind(PreparedStatement s, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      Object a = arguments[i];
      s.setObject(i + 1, a instanceof Instant t ? t.atOffset(ZoneOffset.UTC) : a);
    }
  }

  static Instant instant(ResultSet r, String column) throws SQLException {
    return r.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> optionalInstant(ResultSet r, String column) throws SQLException {
    return Optional.ofNullable(r.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** Shortens a text to what a column holds. */
  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
