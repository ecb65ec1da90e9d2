package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.FireField;
import org.kokyu.land.fire.FireHistory;
import org.kokyu.land.io.FireHistoryFile;

/**
 * The fire history of a running daemon, read once and kept in its folder. A broken file is named
 * and the history starts again; what cannot be read or written is named and the work goes on.
 *
 * <p>Standing sources are told by their days. No detection is confirmed: whether the two slots
 * before have been judged already depends on the order of the work, and a product must not.
 * Thread-safe.
 */
public final class FireState {
  private final Path folder;
  private final Consumer<String> problems;
  private final Optional<FireAlerts> alerts;
  private FireHistory history;

  /**
   * @param problems told each problem in one line
   */
  public FireState(Path folder, Consumer<String> problems) {
    this(folder, Optional.empty(), problems);
  }

  /**
   * @param alerts what makes alerts of the fires
   * @param problems told each problem in one line
   */
  public FireState(Path folder, Optional<FireAlerts> alerts, Consumer<String> problems) {
    this.folder = folder;
    this.alerts = alerts;
    this.problems = problems;
  }

  /** What makes alerts of the fires. */
  public Optional<FireAlerts> alerts() {
    return alerts;
  }

  /** The detections with kind; remembers them. */
  public synchronized FireField judge(FireField field) {
    if (history == null) {
      history = read();
    }
    FireHistory.Judged judged = history.with(field);
    history = judged.next();
    try {
      FireHistoryFile.write(folder, history);
    } catch (IOException e) {
      problems.accept(
          "%s: cannot be written: %s".formatted(folder.resolve(FireHistoryFile.NAME), e));
    }
    FireField all = judged.field();
    return new FireField(
        all.slot(),
        all.grid(),
        all.detections().stream().map(d -> d.as(d.kind(), false)).toList(),
        all.testedPixels(),
        all.algorithm(),
        all.provenance());
  }

  private FireHistory read() {
    try {
      return FireHistoryFile.read(folder)
          .map(FireHistoryFile.Read::history)
          .orElseGet(FireHistory::empty);
    } catch (MalformedInputException | UnavailableInputException e) {
      problems.accept(e.getMessage() + "; the fire history starts again");
      return FireHistory.empty();
    }
  }
}
