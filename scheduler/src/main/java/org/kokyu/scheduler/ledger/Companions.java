package org.kokyu.scheduler.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Rows of the further files that belong to a claimed product: same unit, revision and inputs. */
final class Companions {
  private Companions() {}

  /** A new intent; returns its row. */
  static long intend(Connection c, Claim claim, String kind, Instant now) throws SQLException {
    long id =
        Sql.insert(
            c,
            """
            insert into product (kind, unit_id, revision, state, input_set, observed, intended)
            values (?, ?, ?, 'PUBLISHING', ?, ?, ?)""",
            kind,
            claim.unit().id(),
            claim.revision(),
            claim.inputSet(),
            claim.unit().observed(),
            now);
    for (InputFile input : claim.inputs()) {
      Sql.update(
          c,
          "insert into product_input (product_id, granule_id) values (?, ?)",
          id,
          input.granuleId());
    }
    return id;
  }

  /** The intent of a kind. */
  static long intended(Connection c, Claim claim, String kind) throws SQLException {
    return Sql.first(
            c,
            "select id from product where unit_id = ? and kind = ? and revision = ? and state = 'PUBLISHING'",
            r -> r.getLong(1),
            claim.unit().id(),
            kind,
            claim.revision())
        .orElseThrow(() -> new IllegalStateException("companion without intent: " + kind));
  }

  /** Forgets what an earlier try of the same claim intended. */
  static void dropIntended(Connection c, Claim claim) throws SQLException {
    Sql.update(
        c,
        "delete from product where unit_id = ? and state = 'PUBLISHING' and id <> ?",
        claim.unit().id(),
        claim.productId());
  }
}
