package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.port.StageObserver;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.FireField;
import org.kokyu.flux.event.FireTracker;
import org.kokyu.ops.alert.AlertBoard;
import org.kokyu.ops.alert.AlertDesk;
import org.kokyu.ops.alert.AlertSettings;
import org.kokyu.ops.alert.CapMessage;
import org.kokyu.ops.alert.CapXml;
import org.kokyu.ops.publish.AtomicPublisher;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.Revision;
import org.kokyu.scheduler.flow.StageResult;

/**
 * Fires of a slot to alerts. The messages of a slot are a companion of its map: they are published
 * right after it and accounted for together with it.
 *
 * <p>Exactly once: the state with the slot's finished messages is on disk before any of them is
 * published; a slot that is worked on again gives the messages that are remembered, and a message
 * whose file is there is not published again. So a kill at any point leads to the same files after
 * the restart. A message of an earlier slot whose unit never came to its end is published with the
 * next. Thread-safe; one process at a time.
 */
public final class FireAlerts {
  /** Kind of the companion. */
  public static final String PRODUCT = "alert";

  private static final double SUB_LONGITUDE_DEG = 140.7;
  private static final int REMEMBERED = 36;

  private final Path folder;
  private final Path archive;
  private final AlertSettings settings;
  private final AlertBoard board;
  private final StageObserver observer;
  private final Consumer<String> problems;
  private FireAlertFile.State state;

  /**
   * @param folder of the state
   * @param archive root of the published files
   * @param problems told each problem in one line
   */
  public FireAlerts(
      Path folder,
      Path archive,
      AlertSettings settings,
      AlertBoard board,
      StageObserver observer,
      Consumer<String> problems) {
    this.folder = folder;
    this.archive = archive;
    this.settings = settings;
    this.board = board;
    this.observer = observer;
    this.problems = problems;
  }

  /**
   * Judges a slot; the companion with its messages, if there are any.
   *
   * @param field its fires with their kinds
   * @param clear whether a pixel was free of cloud
   */
  public synchronized Optional<StageResult.Companion> of(
      FireField field, IntPredicate clear, int revisionNumber) {
    if (!settings.on()) {
      return Optional.empty();
    }
    if (state == null) {
      state = read();
    }
    String slot =
        "%s %s %s"
            .formatted(field.slot().satellite(), field.slot().area(), field.slot().nominalTime());
    String digest = FireAlertFile.sha256(field.detections().toString());
    List<byte[]> messages =
        state.slots().stream()
            .filter(j -> j.slot().equals(slot) && j.digest().equals(digest))
            .findFirst()
            .map(FireAlertFile.Judged::messages)
            .orElseGet(() -> judge(field, clear, revisionNumber, slot, digest));
    return messages.isEmpty() && outstanding().isEmpty()
        ? Optional.empty()
        : Optional.of(companion(field, revisionNumber, messages));
  }

  private List<byte[]> judge(
      FireField field, IntPredicate clear, int revisionNumber, String slot, String digest) {
    FireTracker.Step step = state.tracker().next(field, clear, SUB_LONGITUDE_DEG);
    AlertDesk.Verdict verdict =
        state
            .desk()
            .judge(
                step.events(),
                field.provenance().newestInput(),
                ProductNames.fire(field.slot(), field.grid(), revisionNumber, "csv"),
                settings);
    List<byte[]> messages = verdict.messages().stream().map(CapXml::of).toList();
    List<FireAlertFile.Judged> slots = new ArrayList<>(state.slots());
    slots.add(new FireAlertFile.Judged(slot, digest, messages));
    int from = Math.max(0, slots.size() - REMEMBERED);
    FireAlertFile.State next =
        new FireAlertFile.State(
            step.tracker(), verdict.desk(), List.copyOf(slots.subList(from, slots.size())));
    try {
      FireAlertFile.write(folder, next);
    } catch (IOException e) {
      // untold rather than told twice: the slot is tried again with the next revision or restart
      problems.accept(
          "%s: cannot be written, this slot raises no alert: %s"
              .formatted(folder.resolve(FireAlertFile.NAME), e));
      return List.of();
    }
    state = next;
    return messages;
  }

  /** Remembered messages that are not in the archive. */
  private List<byte[]> outstanding() {
    return state.slots().stream()
        .flatMap(j -> j.messages().stream())
        .filter(m -> !Files.exists(archive.resolve(path(m))))
        .toList();
  }

  private static String path(byte[] xml) {
    return CapMessage.relativePath(between(xml, "identifier"));
  }

  private static String between(byte[] xml, String element) {
    String text = new String(xml, StandardCharsets.UTF_8);
    int from = text.indexOf("<" + element + ">") + element.length() + 2;
    return text.substring(from, text.indexOf("</" + element + ">", from));
  }

  private StageResult.Companion companion(
      FireField field, int revisionNumber, List<byte[]> messages) {
    Revision revision = new Revision(revisionNumber, Revision.Maturity.NRT);
    String name = ProductNames.alerts(field.slot(), field.grid(), revisionNumber);
    return new StageResult.Companion(
        PRODUCT,
        new StageResult.Product(
            ProductNames.archivePath(PRODUCT, field.slot().nominalTime(), name),
            revision.maturity().label(),
            field.slot().nominalTime(),
            "%d messages".formatted(messages.size()),
            target -> {
              publish(messages);
              Files.write(target, bundle(messages));
            }));
  }

  private synchronized void publish(List<byte[]> messages) throws IOException {
    List<byte[]> all = new ArrayList<>(outstanding());
    all.addAll(messages);
    for (byte[] xml : all) {
      CapXml.validate(xml);
      boolean existed =
          AtomicPublisher.publish(archive, path(xml), file -> Files.write(file, xml)).existed();
      if (!existed) {
        board.put(xml);
        observer.alertPublished(
            EventKind.FIRE, between(xml, "msgType").toLowerCase(java.util.Locale.ROOT));
      }
    }
  }

  /** The slot's messages in one file. */
  private static byte[] bundle(List<byte[]> messages) {
    StringBuilder text =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alerts>\n");
    for (byte[] xml : messages) {
      String message = new String(xml, StandardCharsets.UTF_8);
      text.append(message.substring(message.indexOf("<alert ")));
    }
    return text.append("</alerts>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private FireAlertFile.State read() {
    try {
      return FireAlertFile.read(folder).orElseGet(FireAlertFile.State::empty);
    } catch (MalformedInputException | UnavailableInputException e) {
      problems.accept(e.getMessage() + "; the account of fires that were told starts again");
      return FireAlertFile.State.empty();
    }
  }
}
