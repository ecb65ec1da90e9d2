package org.kokyu.scheduler.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Statements on granule rows that several transactions share. */
final class GranuleRows {
  private GranuleRows() {}

  /** Moves a granule to a state and keeps the step in its history. */
  static void move(Connection c, long id, GranuleState to, String detail, Instant at)
      throws SQLException {
    boolean ends = to != GranuleState.SEEN && to != GranuleState.RUNNING;
    String text = Sql.cut(detail, 2000);
    Sql.update(
        c,
        "update granule set state = ?, detail = ?, finished = ? where id = ?",
        to.name(),
        text,
        ends ? at : null,
        id);
    note(c, id, to, text, at);
  }

  static void moveAll(
      Connection c, Collection<Long> ids, GranuleState to, String detail, Instant at)
      throws SQLException {
    for (long id : ids) {
      move(c, id, to, detail, at);
    }
  }

  static void note(Connection c, long id, GranuleState state, String detail, Instant at)
      throws SQLException {
    Sql.insert(
        c,
        "insert into granule_history (granule_id, at, state, detail) values (?, ?, ?, ?)",
        id,
        at,
        state.name(),
        Sql.cut(detail, 2000));
  }

  /** What a delivery says that a newer one has replaced. */
  static final String REPLACED = "replaced by a newer delivery";

  /**
   * A broken delivery must not have driven out a sound one: the last that it replaced waits again.
   */
  static void restoreReplaced(Connection c, long brokenId, Instant at) throws SQLException {
    List<Long> replaced =
        Sql.list(
            c,
            """
            select o.id from granule o join granule b on b.unit_id = o.unit_id and b.part = o.part
            where b.id = ? and o.id < b.id and o.state = 'EXPIRED' and o.detail = ? order by o.id desc""",
            r -> r.getLong(1),
            brokenId,
            REPLACED);
    if (!replaced.isEmpty()) {
      move(c, replaced.get(0), GranuleState.SEEN, "the newer delivery was broken", at);
    }
  }

  static List<Long> idsInState(Connection c, long unitId, GranuleState state) throws SQLException {
    return Sql.list(
        c,
        "select id from granule where unit_id = ? and state = ? order by id",
        r -> r.getLong(1),
        unitId,
        state.name());
  }

  /** The newest usable delivery of each part of a unit, sorted by name. */
  static List<InputFile> inputs(Connection c, long unitId) throws SQLException {
    return Sql.list(
        c,
        """
        select g.* from granule g
        where g.unit_id = ? and g.state in ('SEEN', 'RUNNING', 'PROCESSED')
          and not exists (select 1 from granule n
            where n.unit_id = g.unit_id and n.part = g.part and n.id > g.id
              and n.state in ('SEEN', 'RUNNING', 'PROCESSED'))
        order by g.name""",
        GranuleRows::input,
        unitId);
  }

  static InputFile input(ResultSet r) throws SQLException {
    return new InputFile(
        r.getLong("id"),
        Path.of(r.getString("path")),
        r.getString("sha256"),
        r.getString("part"),
        Sql.instant(r, "observed"),
        Sql.instant(r, "arrived"));
  }
}
