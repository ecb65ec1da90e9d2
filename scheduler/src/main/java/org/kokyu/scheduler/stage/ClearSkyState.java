package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.land.ClearSkyComposite;
import org.kokyu.land.ClearSkyDay;
import org.kokyu.land.ClearSkyReference;
import org.kokyu.land.io.ClearSkyFile;

/**
 * The composite of clear days in its folder. A broken file is named and learning starts again; a
 * folder that cannot be read or written is named and the slot goes on without. Thread-safe; one
 * process at a time.
 */
public final class ClearSkyState {
  private final Path folder;
  private final Consumer<String> problems;
  private ClearSkyComposite latest;

  /**
   * @param problems told each problem in one line
   */
  public ClearSkyState(Path folder, Consumer<String> problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** What is known of the days before a slot, at its hour. */
  public synchronized ClearSkyReference before(Instant slot) {
    OffsetDateTime time = slot.atOffset(ZoneOffset.UTC);
    return read(time.getHour())
        .orElseGet(() -> ClearSkyComposite.empty(time.getHour()))
        .before(time.toLocalDate());
  }

  /** Remembers a scene; the same one again changes nothing. */
  public synchronized void learn(ClearSkyDay scene) {
    Optional<ClearSkyComposite> before = read(scene.hourUtc());
    if (before.isEmpty()) {
      return; // what cannot be read now is not overwritten
    }
    ClearSkyComposite next = before.get().with(scene);
    if (next == before.get()) {
      return;
    }
    try {
      ClearSkyFile.write(folder, next);
      latest = next;
    } catch (IOException e) {
      problems.accept(
          "%s: cannot be written, this slot is not learned: %s"
              .formatted(folder.resolve(ClearSkyFile.name(scene.hourUtc())), e));
    }
  }

  /** Empty if the file is there but cannot be read. */
  private Optional<ClearSkyComposite> read(int hour) {
    if (latest != null && latest.hourUtc() == hour) {
      return Optional.of(latest);
    }
    try {
      latest = ClearSkyFile.read(folder, hour).orElseGet(() -> ClearSkyComposite.empty(hour));
    } catch (MalformedInputException e) {
      problems.accept(e.getMessage() + "; learning of clear days starts again");
      latest = ClearSkyComposite.empty(hour);
    } catch (UnavailableInputException e) {
      problems.accept(e.getMessage() + "; this slot goes without the composite of clear days");
      return Optional.empty();
    }
    return Optional.of(latest);
  }
}
