package org.kokyu.scheduler.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ledger's account of feeds and of the files they brought. Thread-safe. */
public final class FileLedger {
  private final LedgerDatabase database;
  private final Clock clock;

  FileLedger(LedgerDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Adds a feed, or keeps the one of that name. */
  public void registerFeed(String feed, String kind) {
    database.transact(
        c -> {
          int changed = Sql.update(c, "update feed set kind = ? where name = ?", kind, feed);
          return changed > 0
              ? changed
              : Sql.update(c, "insert into feed (name, kind) values (?, ?)", feed, kind);
        });
  }

  public void feedListed(String feed) {
    database.transact(
        c ->
            Sql.update(
                c,
                "update feed set last_success = ?, last_error = null where name = ?",
                clock.instant(),
                feed));
  }

  public void feedFailed(String feed, String error) {
    database.transact(
        c ->
            Sql.update(
                c, "update feed set last_error = ? where name = ?", Sql.cut(error, 1000), feed));
  }

  /** By file name: size and time of the newest delivery. */
  public Map<String, KnownFile> knownFiles(String feed) {
    return database.read(
        c -> {
          Map<String, KnownFile> known = new HashMap<>();
          Sql.list(
              c,
              "select name, bytes, modified_ns from granule where feed = ? order by id",
              r -> known.put(r.getString(1), new KnownFile(r.getLong(2), r.getLong(3))),
              feed);
          return known;
        });
  }

  /** Takes a sound file: new work, a duplicate, or a file that is known already. */
  public Registration register(ArrivedFile file) {
    return database.transact(
        c -> {
          Optional<Registration> known = touchKnown(c, file);
          if (known.isPresent()) {
            return known.get();
          }
          Optional<String> twin = twin(c, file);
          long unit = unit(c, file, twin.isEmpty());
          GranuleState state = twin.isPresent() ? GranuleState.DUPLICATE : GranuleState.SEEN;
          String detail = twin.orElse("");
          if (state == GranuleState.SEEN) {
            expireReplaced(c, unit, file);
          }
          long id = insert(c, file, unit, state, detail);
          return new Registration(state, true, id, unit, detail);
        });
  }

  /** Takes a file that is broken; it is never tried again unless its content changes. */
  public Registration registerBroken(ArrivedFile file, String reason) {
    return database.transact(
        c -> {
          Optional<Registration> known = touchKnown(c, file);
          if (known.isPresent()) {
            return known.get();
          }
          long unit = unit(c, file, false);
          long id = insert(c, file, unit, GranuleState.QUARANTINED, reason);
          return new Registration(GranuleState.QUARANTINED, true, id, unit, reason);
        });
  }

  private static Optional<Registration> touchKnown(Connection c, ArrivedFile file)
      throws SQLException {
    Optional<Registration> known =
        Sql.first(
            c,
            "select id, unit_id, state, detail from granule where feed = ? and name = ? and sha256 = ?",
            r ->
                new Registration(
                    GranuleState.valueOf(r.getString("state")),
                    false,
                    r.getLong("id"),
                    r.getLong("unit_id"),
                    r.getString("detail")),
            file.feed(),
            file.name(),
            file.sha256());
    if (known.isPresent()) {
      Sql.update(
          c,
          "update granule set bytes = ?, modified_ns = ?, path = ? where id = ?",
          file.bytes(),
          file.modifiedNs(),
          file.path().toString(),
          known.get().granuleId());
    }
    return known;
  }

  /** Why the file adds nothing, if it does not. */
  private static Optional<String> twin(Connection c, ArrivedFile file) throws SQLException {
    Optional<String> content =
        Sql.first(
            c,
            """
            select name from granule where feed = ? and sha256 = ? and name <> ?
              and state in ('SEEN', 'RUNNING', 'PROCESSED') order by id""",
            r -> "same content as " + r.getString(1),
            file.feed(),
            file.sha256(),
            file.name());
    if (content.isPresent()) {
      return content;
    }
    return Sql.first(
        c,
        """
        select g.name from granule g join work_unit u on u.id = g.unit_id
        where u.feed = ? and u.unit_key = ? and g.part = ? and g.name <> ?
          and g.state in ('SEEN', 'RUNNING', 'PROCESSED') order by g.id""",
        r -> "its place is taken by " + r.getString(1),
        file.feed(),
        file.unitKey(),
        file.part(),
        file.name());
  }

  private static long unit(Connection c, ArrivedFile file, boolean addsWork) throws SQLException {
    Optional<Long> known =
        Sql.first(
            c,
            "select id from work_unit where feed = ? and unit_key = ?",
            r -> r.getLong(1),
            file.feed(),
            file.unitKey());
    if (known.isEmpty()) {
      return Sql.insert(
          c,
          """
          insert into work_unit (feed, unit_key, observed, state, since, attempts, crashes)
          values (?, ?, ?, ?, ?, 0, 0)""",
          file.feed(),
          file.unitKey(),
          file.observed(),
          (addsWork ? UnitState.OPEN : UnitState.DONE).name(),
          file.arrived());
    }
    if (addsWork) {
      Sql.update(
          c,
          """
          update work_unit set state = 'OPEN', since = ?, attempts = 0, crashes = 0
          where id = ? and state = 'DONE'""",
          file.arrived(),
          known.get());
    }
    return known.get();
  }

  private static void expireReplaced(Connection c, long unit, ArrivedFile file)
      throws SQLException {
    for (long older :
        Sql.list(
            c,
            "select id from granule where unit_id = ? and part = ? and state = 'SEEN'",
            r -> r.getLong(1),
            unit,
            file.part())) {
      GranuleRows.move(c, older, GranuleState.EXPIRED, GranuleRows.REPLACED, file.arrived());
    }
  }

  private static long insert(
      Connection c, ArrivedFile file, long unit, GranuleState state, String detail)
      throws SQLException {
    Instant finished = state == GranuleState.SEEN ? null : file.arrived();
    long id =
        Sql.insert(
            c,
            """
            insert into granule (feed, name, path, bytes, modified_ns, sha256, unit_id, part, observed,
              state, detail, arrived, finished)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            file.feed(),
            file.name(),
            file.path().toString(),
            file.bytes(),
            file.modifiedNs(),
            file.sha256(),
            unit,
            file.part(),
            file.observed(),
            state.name(),
            Sql.cut(detail, 2000),
            file.arrived(),
            finished);
    GranuleRows.note(c, id, state, detail, file.arrived());
    return id;
  }
}
