package org.kokyu.scheduler.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The ledger's account of units of work and products. Thread-safe; a unit is claimed by one worker
 * at a time.
 *
 * <p>Exactly once: the intent of a product (revision and inputs) is recorded before its file is
 * written, so that a restart makes the same file of the same name, finds it already there, and only
 * completes the row.
 */
public final class WorkLedger {
  private static final String NOTHING_NEW = "adds nothing to the product";

  private final LedgerDatabase database;
  private final Clock clock;

  WorkLedger(LedgerDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public Optional<UnitRow> unit(long id) {
    return database.read(c -> unit(c, id));
  }

  private static Optional<UnitRow> unit(Connection c, long id) throws SQLException {
    Optional<UnitRow> row =
        Sql.first(c, "select * from work_unit where id = ?", r -> row(c, r), id);
    return row;
  }

  private static UnitRow row(Connection c, ResultSet r) throws SQLException {
    long id = r.getLong("id");
    Set<String> parts =
        new HashSet<>(
            Sql.list(
                c,
                "select part from granule where unit_id = ? and state in ('SEEN', 'RUNNING', 'PROCESSED')",
                p -> p.getString(1),
                id));
    boolean revised =
        Sql.first(
                c,
                "select 1 from product where unit_id = ? and state = 'PUBLISHED'",
                p -> p.getInt(1),
                id)
            .isPresent();
    return new UnitRow(
        id,
        r.getString("feed"),
        r.getString("unit_key"),
        Sql.instant(r, "observed"),
        UnitState.valueOf(r.getString("state")),
        Sql.instant(r, "since"),
        r.getInt("attempts"),
        r.getInt("crashes"),
        revised,
        parts);
  }

  /** Units of a feed that wait for more files. */
  public List<UnitRow> open(String feed) {
    return database.read(
        c ->
            Sql.list(
                c,
                "select * from work_unit where feed = ? and state = 'OPEN' order by observed, id",
                r -> row(c, r),
                feed));
  }

  /** Units that may be worked on, newest observation first. */
  public List<UnitRow> ready(int limit) {
    return database.read(
        c ->
            Sql.list(
                c,
                "select * from work_unit where state = 'READY' order by observed desc, id limit ?",
                r -> row(c, r),
                limit));
  }

  /** Units that are neither done nor waiting for files. */
  public long unfinished() {
    return database.read(
        c ->
            Sql.first(c, "select count(*) from work_unit where state <> 'DONE'", r -> r.getLong(1))
                .orElse(0L));
  }

  /** An open unit may be worked on from now on. */
  public boolean markReady(long unitId) {
    return database.transact(
            c ->
                Sql.update(
                    c,
                    "update work_unit set state = 'READY' where id = ? and state = 'OPEN'",
                    unitId))
        > 0;
  }

  /**
   * Takes a ready unit. Empty when it is not ready any more, or when its inputs are those of the
   * work that was finished last; then it is done.
   *
   * @param product kind of product that will be made
   */
  public Optional<Claim> claim(long unitId, String product) {
    return claim(unitId, product, InputChoice.ALL).claim();
  }

  /**
   * As {@link #claim(long, String)}, with a choice among the unit's files.
   *
   * @param choice which files the product is made from
   */
  public Claimed claim(long unitId, String product, InputChoice choice) {
    return database.transactDurably(
        c -> {
          Optional<UnitRow> unit = unit(c, unitId).filter(u -> u.state() == UnitState.READY);
          if (unit.isEmpty()) {
            return Claimed.nothing();
          }
          Optional<Claim> resumed = resume(c, unit.get(), product);
          Claimed claimed =
              resumed.isPresent()
                  ? new Claimed(resumed, 0, 0)
                  : intend(c, unit.get(), product, choice);
          if (claimed.claim().isPresent()) {
            Sql.update(c, "update work_unit set state = 'RUNNING' where id = ?", unitId);
            for (InputFile input : claimed.claim().get().inputs()) {
              Sql.update(
                  c,
                  "update granule set state = 'RUNNING' where id = ? and state = 'SEEN'",
                  input.granuleId());
            }
          }
          return claimed;
        });
  }

  private static Optional<Claim> resume(Connection c, UnitRow unit, String product)
      throws SQLException {
    return Sql.first(
        c,
        "select id, revision, input_set from product where unit_id = ? and kind = ? and state = 'PUBLISHING'",
        r -> {
          long id = r.getLong("id");
          List<InputFile> inputs =
              Sql.list(
                  c,
                  """
                  select g.* from granule g join product_input i on i.granule_id = g.id
                  where i.product_id = ? order by g.name""",
                  GranuleRows::input,
                  id);
          return new Claim(
              unit, id, r.getInt("revision"), inputs, r.getString("input_set"), true, Set.of(), "");
        },
        unit.id(),
        product);
  }

  private Claimed intend(Connection c, UnitRow unit, String product, InputChoice choice)
      throws SQLException {
    InputChoice.Chosen chosen = choice.of(GranuleRows.inputs(c, unit.id()));
    List<InputFile> inputs = chosen.inputs();
    Set<Long> aside = new HashSet<>(GranuleRows.idsInState(c, unit.id(), GranuleState.SEEN));
    inputs.forEach(i -> aside.remove(i.granuleId()));
    String set = InputSet.hash(inputs);
    Instant now = clock.instant();
    Optional<String> done =
        Sql.first(c, "select done_set from work_unit where id = ?", r -> r.getString(1), unit.id());
    if (inputs.isEmpty() || done.filter(set::equals).isPresent()) {
      String why = chosen.why().isEmpty() ? NOTHING_NEW : chosen.why();
      GranuleRows.moveAll(c, aside, GranuleState.PROCESSED, why, now);
      List<Long> others = GranuleRows.idsInState(c, unit.id(), GranuleState.SEEN);
      GranuleRows.moveAll(c, others, GranuleState.PROCESSED, NOTHING_NEW, now);
      Sql.update(c, "update work_unit set state = 'DONE' where id = ?", unit.id());
      return new Claimed(
          Optional.empty(),
          aside.size() + others.size(),
          chosen.why().isEmpty() ? 0 : aside.size());
    }
    int revision =
        Sql.first(
                c,
                "select coalesce(max(revision), -1) + 1 from product where unit_id = ? and kind = ?",
                r -> r.getInt(1),
                unit.id(),
                product)
            .orElseThrow();
    long id =
        Sql.insert(
            c,
            """
            insert into product (kind, unit_id, revision, state, input_set, observed, intended)
            values (?, ?, ?, 'PUBLISHING', ?, ?, ?)""",
            product,
            unit.id(),
            revision,
            set,
            unit.observed(),
            now);
    for (InputFile input : inputs) {
      Sql.update(
          c,
          "insert into product_input (product_id, granule_id) values (?, ?)",
          id,
          input.granuleId());
    }
    Claim claim = new Claim(unit, id, revision, inputs, set, false, aside, chosen.why());
    return new Claimed(Optional.of(claim), 0, 0);
  }

  /**
   * Records where the files of the intended product will be.
   *
   * @param companions path by kind; they have the product's revision and inputs
   */
  public void willPublish(Claim claim, String relativePath, Map<String, String> companions) {
    database.transactDurably(
        c -> {
          place(c, claim.productId(), relativePath);
          Companions.dropIntended(c, claim);
          for (Map.Entry<String, String> e : companions.entrySet()) {
            place(c, Companions.intend(c, claim, e.getKey(), clock.instant()), e.getValue());
          }
          return null;
        });
  }

  private static void place(Connection c, long product, String relativePath) throws SQLException {
    Sql.update(
        c,
        "update product set relative_path = ?, file_name = ? where id = ?",
        relativePath,
        relativePath.substring(relativePath.lastIndexOf('/') + 1),
        product);
  }

  /**
   * The files are in place: completes the product with its companions, its inputs and the unit, all
   * at once.
   *
   * @param companions by kind, those of {@link #willPublish}
   * @return number of files that came to their end with it
   */
  public int published(Claim claim, PublishedFile file, Map<String, PublishedFile> companions) {
    return database.transactDurably(
        c -> {
          publish(c, claim.productId(), file);
          for (Map.Entry<String, PublishedFile> e : companions.entrySet()) {
            publish(c, Companions.intended(c, claim, e.getKey()), e.getValue());
          }
          return finish(c, claim, file.fileName());
        });
  }

  private static void publish(Connection c, long product, PublishedFile file) throws SQLException {
    Sql.update(
        c,
        """
        update product set state = 'PUBLISHED', relative_path = ?, file_name = ?, maturity = ?, bytes = ?,
          sha256 = ?, observed = ?, published = ?, summary = ? where id = ?""",
        file.relativePath(),
        file.fileName(),
        file.maturity(),
        file.bytes(),
        file.sha256(),
        file.observed(),
        file.published(),
        Sql.cut(file.summary(), 1000),
        product);
  }

  /**
   * A file of that name but with other content was there before: it counts as this revision, and
   * the unit is ready for the next.
   */
  public void publishedOtherwise(
      Claim claim, PublishedFile file, Map<String, PublishedFile> companions) {
    published(claim, file, companions);
    database.transactDurably(
        c ->
            Sql.update(
                c,
                "update work_unit set state = 'READY', done_set = null where id = ?",
                claim.unit().id()));
  }

  /**
   * The inputs make no product, for a reason that is no fault of theirs.
   *
   * @return number of files that came to their end with it
   */
  public int finishedWithoutProduct(Claim claim, String reason) {
    return database.transactDurably(
        c -> {
          Companions.dropIntended(c, claim);
          Sql.update(c, "delete from product where id = ?", claim.productId());
          return finish(c, claim, reason);
        });
  }

  private int finish(Connection c, Claim claim, String detail) throws SQLException {
    Instant now = clock.instant();
    int ended = 0;
    for (InputFile input : claim.inputs()) {
      if (inState(c, input.granuleId(), GranuleState.RUNNING)) {
        GranuleRows.move(c, input.granuleId(), GranuleState.PROCESSED, detail, now);
        ended++;
      }
    }
    for (long aside : claim.leftAside()) {
      if (inState(c, aside, GranuleState.SEEN)) {
        GranuleRows.move(
            c,
            aside,
            GranuleState.PROCESSED,
            claim.whyAside().isEmpty() ? NOTHING_NEW : claim.whyAside(),
            now);
        ended++;
      }
    }
    Sql.update(
        c,
        "update work_unit set state = 'DONE', done_set = ?, attempts = 0, crashes = 0 where id = ?",
        claim.inputSet(),
        claim.unit().id());
    reopenIfFilesWait(c, claim.unit().id(), now);
    return ended;
  }

  private static boolean inState(Connection c, long granule, GranuleState state)
      throws SQLException {
    return Sql.first(
            c,
            "select 1 from granule where id = ? and state = ?",
            r -> r.getInt(1),
            granule,
            state.name())
        .isPresent();
  }

  private static void reopenIfFilesWait(Connection c, long unit, Instant now) throws SQLException {
    if (!GranuleRows.idsInState(c, unit, GranuleState.SEEN).isEmpty()) {
      Sql.update(c, "update work_unit set state = 'OPEN', since = ? where id = ?", now, unit);
    }
  }

  /**
   * Some inputs turned out to be unusable: they end in the given state, and the unit is open again
   * with the rest.
   *
   * @param reasons by granule
   */
  public void dropInputs(Claim claim, Map<Long, String> reasons, GranuleState state) {
    database.transact(
        c -> {
          Instant now = clock.instant();
          for (Map.Entry<Long, String> e : reasons.entrySet()) {
            GranuleRows.move(c, e.getKey(), state, e.getValue(), now);
          }
          giveBack(c, claim, "");
          Companions.dropIntended(c, claim);
          Sql.update(c, "delete from product where id = ?", claim.productId());
          Sql.update(c, "update work_unit set state = 'DONE' where id = ?", claim.unit().id());
          reopenIfFilesWait(c, claim.unit().id(), claim.unit().since());
          return null;
        });
  }

  /** A try failed; the unit stays ready. Returns how many tries have failed now. */
  public int attemptFailed(Claim claim, String reason) {
    return database.transact(
        c -> {
          giveBack(c, claim, reason);
          Sql.update(
              c,
              "update work_unit set state = 'READY', attempts = attempts + 1 where id = ?",
              claim.unit().id());
          return Sql.first(
                  c,
                  "select attempts from work_unit where id = ?",
                  r -> r.getInt(1),
                  claim.unit().id())
              .orElse(0);
        });
  }

  /** The work was interrupted through no fault of its own; the unit stays ready. */
  public void release(Claim claim) {
    database.transact(
        c -> {
          giveBack(c, claim, "");
          return Sql.update(
              c, "update work_unit set state = 'READY' where id = ?", claim.unit().id());
        });
  }

  private void giveBack(Connection c, Claim claim, String detail) throws SQLException {
    for (InputFile input : claim.inputs()) {
      if (inState(c, input.granuleId(), GranuleState.RUNNING)) {
        if (detail.isEmpty()) {
          Sql.update(c, "update granule set state = 'SEEN' where id = ?", input.granuleId());
        } else {
          GranuleRows.move(c, input.granuleId(), GranuleState.SEEN, detail, clock.instant());
        }
      }
    }
  }

  /**
   * Gives up on files that wait: they go to quarantine and the unit is done, unless an earlier
   * delivery takes a broken one's place.
   */
  public void quarantine(long unitId, Collection<Long> granules, String reason) {
    database.transact(
        c -> {
          GranuleRows.moveAll(c, granules, GranuleState.QUARANTINED, reason, clock.instant());
          for (long broken : granules) {
            GranuleRows.restoreReplaced(c, broken, clock.instant());
          }
          Sql.update(c, "delete from product where unit_id = ? and state = 'PUBLISHING'", unitId);
          Sql.update(
              c,
              "update work_unit set state = 'DONE', attempts = 0, crashes = 0 where id = ?",
              unitId);
          reopenIfFilesWait(c, unitId, clock.instant());
          return null;
        });
  }

  /** Files of a unit that have no end state. */
  public List<InputFile> waitingFiles(long unitId) {
    return database.read(
        c ->
            Sql.list(
                c,
                "select * from granule where unit_id = ? and state in ('SEEN', 'RUNNING') order by name",
                GranuleRows::input,
                unitId));
  }

  /**
   * After the process died: every unit that was being worked on is ready again, and its crash is
   * counted.
   *
   * @return those units, with the new count
   */
  public List<UnitRow> recoverRunning() {
    return database.transactDurably(
        c -> {
          List<Long> ids =
              Sql.list(
                  c,
                  "select id from work_unit where state = 'RUNNING' order by id",
                  r -> r.getLong(1));
          List<UnitRow> units = new ArrayList<>();
          for (long id : ids) {
            Sql.update(
                c, "update work_unit set state = 'READY', crashes = crashes + 1 where id = ?", id);
            for (long granule : GranuleRows.idsInState(c, id, GranuleState.RUNNING)) {
              GranuleRows.move(
                  c,
                  granule,
                  GranuleState.SEEN,
                  "the process ended while this was being worked on",
                  clock.instant());
            }
            unit(c, id).ifPresent(units::add);
          }
          return units;
        });
  }

  /** Units marked as running that no worker has are ready again; it was not their fault. */
  public int reclaimLost(Supplier<Set<Long>> unitsInHand) {
    return database.transact(
        c -> {
          // asked inside the transaction: no claim can come between
          Set<Long> inHand = unitsInHand.get();
          int lost = 0;
          for (long id :
              Sql.list(c, "select id from work_unit where state = 'RUNNING'", r -> r.getLong(1))) {
            if (!inHand.contains(id)) {
              Sql.update(c, "update work_unit set state = 'READY' where id = ?", id);
              Sql.update(
                  c,
                  "update granule set state = 'SEEN' where unit_id = ? and state = 'RUNNING'",
                  id);
              lost++;
            }
          }
          return lost;
        });
  }

  /** Where the files of unfinished products will be, for those that got so far. */
  public Set<String> intendedPaths() {
    return database.read(
        c ->
            Sql.list(
                    c,
                    "select relative_path from product where state = 'PUBLISHING' and relative_path is not null",
                    r -> r.getString(1))
                .stream()
                .collect(Collectors.toSet()));
  }
}
