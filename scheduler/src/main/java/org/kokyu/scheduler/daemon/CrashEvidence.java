package org.kokyu.scheduler.daemon;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kokyu.scheduler.ledger.DaemonRuns;

/**
 * Whether a process that ended without saying so died of its own work or was killed from outside.
 *
 * <p>A work item that makes the process die (native library, memory) leaves a crash report of the
 * virtual machine or a count of the kernel's out-of-memory killer; a kill, a reboot or a power cut
 * leaves neither. Only the first speaks against the files that were being worked on.
 */
final class CrashEvidence {
  /** Deaths by itself after which a file is not tried again. */
  static final int LIMIT_BY_ITSELF = 2;

  /** Deaths of unknown cause after which a file is not tried again, the later ones alone. */
  static final int LIMIT_UNKNOWN = 5;

  private static final Path VMSTAT = Path.of("/proc/vmstat");

  private CrashEvidence() {}

  /** Where this virtual machine would write its crash report. */
  static String crashFile() {
    String pid = String.valueOf(ProcessHandle.current().pid());
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("-XX:ErrorFile="))
        .map(a -> a.substring("-XX:ErrorFile=".length()).replace("%p", pid))
        .findFirst()
        .orElseGet(() -> Path.of("hs_err_pid" + pid + ".log").toAbsolutePath().toString());
  }

  /** Processes ended by the kernel's out-of-memory killer since boot; −1 where unknown. */
  static long oomKills() {
    try {
      return Files.readAllLines(VMSTAT).stream()
          .filter(l -> l.startsWith("oom_kill "))
          .mapToLong(l -> Long.parseLong(l.substring("oom_kill ".length()).strip()))
          .findFirst()
          .orElse(-1);
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
  }

  /** How many deaths a file may see, after this run. */
  static int limitAfter(DaemonRuns.Run run) {
    boolean report = Files.exists(Path.of(run.crashFile()));
    boolean outOfMemory = run.oomKills() >= 0 && oomKills() > run.oomKills();
    return report || outOfMemory ? LIMIT_BY_ITSELF : LIMIT_UNKNOWN;
  }
}
