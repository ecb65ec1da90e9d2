package org.kokyu.scheduler.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.kokyu.core.port.LedgerView;
import org.kokyu.core.port.ProductCatalogue;

/** What the status page, the API and the ledger command read. Thread-safe. */
public final class LedgerReports implements LedgerView, ProductCatalogue {
  private static final String PRODUCT_COLUMNS =
      "p.id, p.kind, p.file_name, p.relative_path, p.revision, p.maturity, p.observed, p.published, p.bytes, p.sha256, p.summary, "
          + "(select max(a.arrived) from granule a join product_input ai on ai.granule_id = a.id"
          + " where ai.product_id = p.id) as inputs_arrived";

  /** Published, and no higher revision of the same unit is. */
  private static final String NEWEST_REVISION =
      """
      p.state = 'PUBLISHED' and not exists (select 1 from product n
        where n.unit_id = p.unit_id and n.kind = p.kind and n.revision > p.revision and n.state = 'PUBLISHED')""";

  private final LedgerDatabase database;
  private volatile Supplier<Set<Long>> unitsInHand = Set::of;

  LedgerReports(LedgerDatabase database) {
    this.database = database;
  }

  /** Tells which units the daemon's workers have in hand; a running unit that is not is lost. */
  public void accountFor(Supplier<Set<Long>> units) {
    unitsInHand = units;
  }

  @Override
  public List<FeedAccount> feeds() {
    return database.read(c -> Sql.list(c, "select * from feed order by name", r -> account(c, r)));
  }

  private static FeedAccount account(Connection c, ResultSet r) throws SQLException {
    String feed = r.getString("name");
    long[] counts = new long[GranuleState.values().length];
    Sql.list(
        c,
        "select state, count(*) from granule where feed = ? group by state",
        s -> counts[GranuleState.valueOf(s.getString(1)).ordinal()] = s.getLong(2),
        feed);
    long seen = 0;
    for (long n : counts) {
      seen += n;
    }
    Optional<Instant> newest =
        Sql.first(
            c,
            "select observed from granule where feed = ? order by observed desc limit 1",
            s -> Sql.instant(s, "observed"),
            feed);
    return new FeedAccount(
        feed,
        r.getString("kind"),
        Sql.optionalInstant(r, "last_success"),
        Optional.ofNullable(r.getString("last_error")),
        newest,
        seen,
        counts[GranuleState.PROCESSED.ordinal()],
        counts[GranuleState.QUARANTINED.ordinal()],
        counts[GranuleState.SEEN.ordinal()] + counts[GranuleState.RUNNING.ordinal()]);
  }

  @Override
  public Observations observations(String feed, Instant from, Instant to) {
    return database.read(
        c ->
            new Observations(
                Sql.first(
                    c,
                    "select observed from work_unit where feed = ? order by observed limit 1",
                    r -> Sql.instant(r, "observed"),
                    feed),
                Sql.list(
                    c,
                    "select distinct observed from work_unit where feed = ? and observed >= ? and observed < ?",
                    r -> Sql.instant(r, "observed"),
                    feed,
                    from,
                    to)));
  }

  @Override
  public List<GranuleRow> granules(
      Optional<String> feed, Optional<String> state, int limit, long beforeId) {
    List<Object> arguments = new ArrayList<>(List.of(beforeId));
    StringBuilder where = new StringBuilder("id < ?");
    feed.ifPresent(
        f -> {
          where.append(" and feed = ?");
          arguments.add(f);
        });
    state.ifPresent(
        s -> {
          where.append(" and state = ?");
          arguments.add(s);
        });
    arguments.add(limit);
    return database.read(
        c ->
            Sql.list(
                c,
                "select * from granule where " + where + " order by id desc limit ?",
                LedgerReports::granule,
                arguments.toArray()));
  }

  private static GranuleRow granule(ResultSet r) throws SQLException {
    return new GranuleRow(
        r.getLong("id"),
        r.getString("feed"),
        r.getString("name"),
        r.getString("sha256"),
        r.getString("state"),
        Sql.instant(r, "arrived"),
        Optional.of(Sql.instant(r, "observed")),
        Sql.optionalInstant(r, "finished"),
        r.getString("detail"));
  }

  @Override
  public long unaccountedGranules() {
    return database.read(
        c -> {
          long orphans =
              Sql.first(
                      c,
                      """
                      select count(*) from granule g join work_unit u on u.id = g.unit_id
                      where g.state in ('SEEN', 'RUNNING') and u.state = 'DONE'""",
                      r -> r.getLong(1))
                  .orElse(0L);
          Set<Long> inHand = unitsInHand.get();
          for (long unit :
              Sql.list(c, "select id from work_unit where state = 'RUNNING'", r -> r.getLong(1))) {
            if (!inHand.contains(unit)) {
              orphans += GranuleRows.idsInState(c, unit, GranuleState.RUNNING).size();
            }
          }
          return orphans;
        });
  }

  @Override
  public List<ProductRow> products(Optional<String> product, int limit, long beforeId) {
    List<Object> arguments = new ArrayList<>();
    StringBuilder where = new StringBuilder(NEWEST_REVISION);
    product.ifPresent(
        k -> {
          where.append(" and p.kind = ?");
          arguments.add(k);
        });
    if (beforeId != Long.MAX_VALUE) {
      where.append(
          """
           and exists (select 1 from product b where b.id = ?
             and (p.observed < b.observed or (p.observed = b.observed and p.id < b.id)))""");
      arguments.add(beforeId);
    }
    arguments.add(limit);
    return database.read(
        c ->
            Sql.list(
                c,
                "select %s from product p where %s order by p.observed desc, p.id desc limit ?"
                    .formatted(PRODUCT_COLUMNS, where),
                LedgerReports::product,
                arguments.toArray()));
  }

  private static ProductRow product(ResultSet r) throws SQLException {
    return new ProductRow(
        r.getLong("id"),
        r.getString("kind"),
        r.getString("file_name"),
        r.getString("relative_path"),
        r.getInt("revision"),
        r.getString("maturity"),
        Sql.instant(r, "observed"),
        Sql.instant(r, "published"),
        Sql.optionalInstant(r, "inputs_arrived"),
        r.getLong("bytes"),
        r.getString("sha256"),
        r.getString("summary"));
  }

  @Override
  public Optional<ProductRow> latest(String product) {
    return products(Optional.of(product), 1, Long.MAX_VALUE).stream().findFirst();
  }

  @Override
  public Optional<ProductRow> byFileName(String fileName) {
    return database.read(
        c ->
            Sql.first(
                c,
                "select %s from product p where p.file_name = ? and p.state = 'PUBLISHED'"
                    .formatted(PRODUCT_COLUMNS),
                LedgerReports::product,
                fileName));
  }

  @Override
  public List<String> kinds() {
    return database.read(
        c ->
            Sql.list(
                c,
                "select distinct kind from product where state = 'PUBLISHED' order by kind",
                r -> r.getString(1)));
  }

  /** Every published file, all revisions, oldest row first. */
  public List<ProductRow> allRevisions() {
    return database.read(
        c ->
            Sql.list(
                c,
                "select %s from product p where p.state = 'PUBLISHED' order by p.id"
                    .formatted(PRODUCT_COLUMNS),
                LedgerReports::product));
  }

  /** A granule by its row number or by its file name. */
  public Optional<GranuleRow> granule(String idOrName) {
    String column = idOrName.matches("\\d{1,18}") ? "id" : "name";
    Object key = column.equals("id") ? (Object) Long.parseLong(idOrName) : idOrName;
    return database.read(
        c ->
            Sql.first(
                c,
                "select * from granule where " + column + " = ? order by id desc",
                LedgerReports::granule,
                key));
  }

  /** One step in the life of a granule. */
  public record Step(Instant at, GranuleState state, String detail) {}

  /** All steps of a granule, oldest first. */
  public List<Step> history(long granuleId) {
    return database.read(
        c ->
            Sql.list(
                c,
                "select * from granule_history where granule_id = ? order by id",
                r ->
                    new Step(
                        Sql.instant(r, "at"),
                        GranuleState.valueOf(r.getString("state")),
                        r.getString("detail")),
                granuleId));
  }

  /** Published products that a granule is an input of, oldest first. */
  public List<ProductRow> productsOf(long granuleId) {
    return database.read(
        c ->
            Sql.list(
                c,
                """
                select %s from product p join product_input i on i.product_id = p.id
                where i.granule_id = ? and p.state = 'PUBLISHED' order by p.id"""
                    .formatted(PRODUCT_COLUMNS),
                LedgerReports::product,
                granuleId));
  }

  /** Inputs of a product, sorted by name. */
  public List<GranuleRow> inputsOf(long productId) {
    return database.read(
        c ->
            Sql.list(
                c,
                """
                select g.* from granule g join product_input i on i.granule_id = g.id
                where i.product_id = ? order by g.name""",
                LedgerReports::granule,
                productId));
  }

  /** Products whose intent is recorded and whose file is not accounted for yet. */
  public long unfinishedProducts() {
    return database.read(
        c ->
            Sql.first(
                    c, "select count(*) from product where state = 'PUBLISHING'", r -> r.getLong(1))
                .orElse(0L));
  }
}
