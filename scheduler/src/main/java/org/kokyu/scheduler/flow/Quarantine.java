package org.kokyu.scheduler.flow;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a copy of every broken file with the reason beside it, because providers purge and replace
 * their files. The original in the feed is left alone. The ledger is the account; a copy that
 * cannot be made is only logged.
 */
public final class Quarantine {
  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);
  private static final long MAX_BYTES = 1L << 30;

  private final Path folder;

  /**
   * @param folder root of the quarantine
   */
  public Quarantine(Path folder) {
    this.folder = folder;
  }

  /**
   * @param id row of the granule
   * @param cause what was thrown, for the reason file
   */
  public void keep(String feed, long id, Path file, String reason, Optional<Throwable> cause) {
    log.warn("quarantined {} ({}): {}", file.getFileName(), feed, reason);
    String name = "%08d_%s".formatted(id, file.getFileName());
    try {
      Path place = Files.createDirectories(folder.resolve(feed));
      StringWriter text = new StringWriter();
      text.append("file: ").append(file.toString()).append("\nreason: ").append(reason);
      text.append('\n');
      cause.ifPresent(c -> c.printStackTrace(new PrintWriter(text, true)));
      Files.writeString(place.resolve(name + ".reason.txt"), text.toString());
      if (Files.isReadable(file) && Files.size(file) <= MAX_BYTES) {
        Path part = place.resolve("." + name + ".tmp");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
        Files.move(
            part,
            place.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      log.warn("no copy of {} in quarantine: {}", file.getFileName(), e.toString());
    }
  }
}
