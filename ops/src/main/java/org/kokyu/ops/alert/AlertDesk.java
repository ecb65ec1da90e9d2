package org.kokyu.ops.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kokyu.core.event.LandEvent;

/**
 * Which events are told. Immutable: {@link #judge} gives the messages and the following state.
 *
 * <ul>
 *   <li>Alert: an event that lasts, was seen in at least two of the last three observations or once
 *       with the trusted confidence, never below the least confidence, reaches the thresholds of
 *       its kind, lies in an area, and is not shown by a late observation.
 *   <li>Update: of a told event, if area or strength changed by the factor since the last message,
 *       or that message expires within a quarter of its validity; never sooner than the least time
 *       after the last message.
 *   <li>Cancel: of a told event that is over, at once.
 * </ul>
 *
 * <p>Each message after the first names all messages before it that it replaces. Identifiers count
 * up from the event's name: the same events in the same order make the same messages.
 */
public final class AlertDesk {
  private static final int MOST_REFERENCES = 50;

  /**
   * What was told of an event.
   *
   * @param next number of the next message
   * @param references of all messages so far, the last {@value #MOST_REFERENCES}
   */
  public record Told(
      int next,
      Instant sent,
      Instant expires,
      double areaKm2,
      double strength,
      List<String> references) {
    public Told {
      references = List.copyOf(references);
    }
  }

  /**
   * One observation's messages.
   *
   * @param desk the following state
   */
  public record Verdict(AlertDesk desk, List<CapMessage> messages) {}

  private final TreeMap<String, Told> told;

  public AlertDesk(Map<String, Told> told) {
    this.told = new TreeMap<>(told);
  }

  /** Nothing told yet. */
  public static AlertDesk empty() {
    return new AlertDesk(Map.of());
  }

  /** What was told of events that last, by event. */
  public Map<String, Told> told() {
    return java.util.Collections.unmodifiableSortedMap(told);
  }

  /**
   * Judges the events of one observation.
   *
   * @param newestInput time of the newest input of the product that shows them
   * @param source file name of that product
   */
  public Verdict judge(
      List<LandEvent> events, Instant newestInput, String source, AlertSettings settings) {
    if (!settings.on()) {
      return new Verdict(this, List.of());
    }
    Instant sent = newestInput.truncatedTo(ChronoUnit.SECONDS);
    TreeMap<String, Told> next = new TreeMap<>(told);
    List<CapMessage> messages = new ArrayList<>();
    for (LandEvent event : events) {
      Optional<CapMessage.Type> type = type(event, next.get(event.id()), sent, settings);
      if (type.isEmpty()) {
        continue;
      }
      Told before = next.get(event.id());
      CapMessage message =
          new CapMessage(
              "kokyu-%s-r%d".formatted(event.id(), before == null ? 0 : before.next()),
              settings.sender(),
              sent,
              sent.plus(settings.validity()),
              settings.status(),
              type.get(),
              before == null ? List.of() : before.references(),
              event,
              source);
      messages.add(message);
      if (type.get() == CapMessage.Type.CANCEL) {
        next.remove(event.id());
      } else {
        next.put(event.id(), told(before, message));
      }
    }
    return new Verdict(new AlertDesk(next), messages);
  }

  private static Told told(Told before, CapMessage message) {
    List<String> references = new ArrayList<>(before == null ? List.of() : before.references());
    references.add(message.reference());
    int from = Math.max(0, references.size() - MOST_REFERENCES);
    return new Told(
        before == null ? 1 : before.next() + 1,
        message.sent(),
        message.expires(),
        message.event().place().areaKm2(),
        message.event().strength().now(),
        references.subList(from, references.size()));
  }

  private static Optional<CapMessage.Type> type(
      LandEvent e, Told before, Instant sent, AlertSettings settings) {
    if (before == null) {
      return passes(e, settings) ? Optional.of(CapMessage.Type.ALERT) : Optional.empty();
    }
    if (e.end().isPresent()) {
      return Optional.of(CapMessage.Type.CANCEL);
    }
    if (e.late() || sent.isBefore(before.sent().plus(settings.updateEvery()))) {
      return Optional.empty();
    }
    boolean changed =
        changed(e.place().areaKm2(), before.areaKm2(), settings.updateFactor())
            || changed(e.strength().now(), before.strength(), settings.updateFactor());
    boolean expiring = !sent.isBefore(before.expires().minus(settings.validity().dividedBy(4)));
    return changed || expiring ? Optional.of(CapMessage.Type.UPDATE) : Optional.empty();
  }

  private static boolean changed(double now, double before, double factor) {
    return now >= before * factor || now <= before / factor;
  }

  private static boolean passes(LandEvent e, AlertSettings settings) {
    AlertSettings.Thresholds t = settings.kinds().get(e.kind());
    if (t == null || e.end().isPresent() || e.late()) {
      return false;
    }
    boolean sure =
        e.evidence().confidence() >= t.minConfidence()
            && (e.evidence().seen() >= 2 || e.evidence().confidence() >= t.trustedConfidence());
    boolean large =
        e.strength().now() >= t.minStrength()
            && e.place().areaKm2() >= t.minAreaKm2()
            && e.strength().impactTgC().map(i -> Math.abs(i) >= t.minImpactTgC()).orElse(true);
    boolean inside =
        settings.areas().isEmpty()
            || settings.areas().stream()
                .anyMatch(a -> a.contains(e.place().latitudeDeg(), e.place().longitudeDeg()));
    return sure && large && inside;
  }
}
