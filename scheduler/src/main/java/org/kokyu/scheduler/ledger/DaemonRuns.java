package org.kokyu.scheduler.ledger;

import java.time.Clock;
import java.util.Optional;

/** The account of the daemon's own starts and stops. */
public final class DaemonRuns {
  private final LedgerDatabase database;
  private final Clock clock;

  DaemonRuns(LedgerDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One start of the daemon.
   *
   * @param pid of the process
   * @param crashFile where the virtual machine would have written its crash report
   * @param oomKills the machine's count of processes ended by its out-of-memory killer, at the
   *     start; −1 where unknown
   * @param stopped whether it ended in order
   */
  public record Run(long pid, String crashFile, long oomKills, boolean stopped) {}

  /** The run before this one. */
  public Optional<Run> latest() {
    return database.read(
        c ->
            Sql.first(
                c,
                "select * from daemon_run order by id desc limit 1",
                r ->
                    new Run(
                        r.getLong("pid"),
                        r.getString("crash_file"),
                        r.getLong("oom_kills"),
                        r.getObject("stopped") != null)));
  }

  public long begin(long pid, String crashFile, long oomKills) {
    return database.transact(
        c ->
            Sql.insert(
                c,
                "insert into daemon_run (pid, started, crash_file, oom_kills) values (?, ?, ?, ?)",
                pid,
                clock.instant(),
                crashFile,
                oomKills));
  }

  public void end(long run) {
    database.transactDurably(
        c -> Sql.update(c, "update daemon_run set stopped = ? where id = ?", clock.instant(), run));
  }
}
