package org.kokyu.scheduler.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.kokyu.core.result.ConfigurationException;

/**
 * The connection to the ledger's database. Writing transactions run one after the other, so that
 * none ever waits for, or fails because of, another one's row lock; they are short.
 */
final class LedgerDatabase implements AutoCloseable {

  /** Start of the address of an embedded database; the path without suffix follows. */
  static final String EMBEDDED = "jdbc:h2:file:";

  /** Statements of one transaction. */
  interface Work<T> {
    T run(Connection c) throws SQLException;
  }

  private final HikariDataSource source;
  private final ReentrantLock writing = new ReentrantLock();
  private final LedgerLock fileLock;

  private LedgerDatabase(HikariDataSource source, LedgerLock fileLock) {
    this.source = source;
    this.fileLock = fileLock;
  }

  /**
   * Opens (and creates or migrates) the database.
   *
   * @throws ConfigurationException if another process has it open, or it cannot be opened
   */
  static LedgerDatabase open(String url) {
    HikariConfig config = new HikariConfig();
    // WRITE_DELAY=0: a committed transaction has left the process when commit returns
    config.setJdbcUrl(url + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    config.setUsername("kokyu");
    config.setPassword("");
    config.setPoolName("ledger");
    config.setMaximumPoolSize(6);
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    LedgerLock fileLock = LedgerLock.take(Path.of(url.substring(EMBEDDED.length())));
    HikariDataSource source = null;
    try {
      source = new HikariDataSource(config);
      Flyway.configure(LedgerDatabase.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:org/kokyu/scheduler/ledger/migration")
          .load()
          .migrate();
      return new LedgerDatabase(source, fileLock);
    } catch (FlywayException e) {
      source.close();
      fileLock.close();
      throw new ConfigurationException(
          "ledger %s: cannot be brought to this version: %s".formatted(url, oneLine(e)), e);
    } catch (RuntimeException e) {
      fileLock.close();
      throw new ConfigurationException(explain(url, e), e);
    }
  }

  private static String explain(String url, RuntimeException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException s && s.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
        return "ledger %s is in use by another program: stop it first, or configure another database file"
            .formatted(url);
      }
    }
    return "ledger %s cannot be opened: %s".formatted(url, oneLine(e));
  }

  private static String oneLine(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
  }

  /** One writing transaction: all of it or nothing. */
  <T> T transact(Work<T> work) {
    writing.lock();
    try {
      return run(work);
    } finally {
      writing.unlock();
    }
  }

  /** As {@link #transact}, and on the disk when it returns. */
  <T> T transactDurably(Work<T> work) {
    writing.lock();
    try {
      T result = run(work);
      run(c -> Sql.update(c, "checkpoint sync"));
      return result;
    } finally {
      writing.unlock();
    }
  }

  /** A consistent view for reading. */
  <T> T read(Work<T> work) {
    return run(work);
  }

  private <T> T run(Work<T> work) {
    try (Connection c = source.getConnection()) {
      try {
        T result = work.run(c);
        c.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        c.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new LedgerException("ledger: " + oneLine(e), e);
    }
  }

  @Override
  public void close() {
    source.close();
    fileLock.close();
  }
}
