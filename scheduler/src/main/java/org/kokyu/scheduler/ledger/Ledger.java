package org.kokyu.scheduler.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.stream.Stream;
import org.kokyu.core.result.ConfigurationException;

/** The ledger, opened. Thread-safe. */
public final class Ledger implements AutoCloseable {
  private final LedgerDatabase database;
  private final Path scratch;
  private final FileLedger files;
  private final WorkLedger work;
  private final LedgerReports reports;
  private final DaemonRuns runs;

  private Ledger(LedgerDatabase database, Clock clock, Path scratch) {
    this.database = database;
    this.scratch = scratch;
    this.files = new FileLedger(database, clock);
    this.work = new WorkLedger(database, clock);
    this.reports = new LedgerReports(database);
    this.runs = new DaemonRuns(database, clock);
  }

  /**
   * Opens the ledger for a daemon; creates it if there is none.
   *
   * @throws ConfigurationException if another process has it open, or it cannot be opened
   */
  public static Ledger open(String url, Clock clock) {
    return new Ledger(LedgerDatabase.open(url), clock, null);
  }

  /**
   * Opens a copy of the ledger as it is now, also while a daemon is using it. The database writes
   * new states beside old ones and keeps the old for at least 45 s, so a copy taken within that
   * time opens as after a power cut: with the last complete state.
   *
   * @throws ConfigurationException if there is no ledger, or it cannot be read
   */
  public static Ledger snapshot(String url, Clock clock) {
    Path file = Path.of(url.substring(LedgerDatabase.EMBEDDED.length()) + ".mv.db");
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          "ledger " + file + ": no such file; has a daemon ever run here?");
    }
    try {
      Path scratch = Files.createTempDirectory("kokyu-ledger");
      Files.copy(file, scratch.resolve("copy.mv.db"), StandardCopyOption.REPLACE_EXISTING);
      return new Ledger(
          LedgerDatabase.open(LedgerDatabase.EMBEDDED + scratch.resolve("copy")), clock, scratch);
    } catch (IOException e) {
      throw new ConfigurationException("ledger " + file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  public FileLedger files() {
    return files;
  }

  public WorkLedger work() {
    return work;
  }

  public LedgerReports reports() {
    return reports;
  }

  public DaemonRuns runs() {
    return runs;
  }

  @Override
  public void close() {
    database.close();
    if (scratch != null) {
      try (Stream<Path> all = Files.list(scratch)) {
        for (Path p : all.toList()) {
          Files.deleteIfExists(p);
        }
        Files.deleteIfExists(scratch);
      } catch (IOException e) {
        // a left-over copy in the system's temporary folder does no harm
        scratch.toFile().deleteOnExit();
      }
    }
  }
}
