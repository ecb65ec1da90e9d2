package org.kokyu.ops.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kokyu.core.event.EventKind;

/**
 * Which events are told, and how.
 *
 * @param on whether messages are made at all
 * @param status of every message
 * @param sender as CAP wants it: unique and without blanks, commas, &lt; and &amp;
 * @param kinds thresholds; a kind that is not in it is not told
 * @param areas only events whose centre lies in one of them are told; empty: everywhere
 * @param updateFactor area or strength must have changed by it, up or down, for an update
 * @param updateEvery least time between two messages about an event, the last one excepted
 * @param validity how long a message holds; an event that lasts is told again before
 */
public record AlertSettings(
    boolean on,
    Status status,
    String sender,
    Map<EventKind, Thresholds> kinds,
    List<AlertArea> areas,
    double updateFactor,
    Duration updateEvery,
    Duration validity) {
  /** Fires, as tests, everywhere. */
  public static final AlertSettings DEFAULT =
      new AlertSettings(
          true,
          Status.TEST,
          "kokyu@localhost",
          Map.of(EventKind.FIRE, Thresholds.FIRE),
          List.of(),
          2,
          Duration.ofMinutes(30),
          Duration.ofHours(6));

  /** What a receiver may do with a message. */
  public enum Status {
    ACTUAL("Actual"),
    EXERCISE("Exercise"),
    SYSTEM("System"),
    TEST("Test"),
    DRAFT("Draft");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    /** The word of the protocol. */
    public String label() {
      return label;
    }
  }

  /**
   * What an event must reach to be told.
   *
   * @param minStrength in its unit: MW of a fire
   * @param minAreaKm2 of its cells
   * @param minConfidence largest of its cells, also of one seen several times
   * @param trustedConfidence an event seen once only is told from this confidence on; more than 1:
   *     never
   * @param minImpactTgC carbon lost, of events that have an impact
   */
  public record Thresholds(
      double minStrength,
      double minAreaKm2,
      double minConfidence,
      double trustedConfidence,
      double minImpactTgC) {
    /**
     * Any vegetation fire of some confidence that is confirmed, or of which one slot is sure
     * enough. What is no fire but warm or bright ground stays where it is and is seen again; only
     * its low confidence tells.
     */
    public static final Thresholds FIRE = new Thresholds(0, 0, 0.5, 0.9, 0);
  }

  public AlertSettings {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(sender, "sender");
    kinds = Map.copyOf(kinds);
    areas = List.copyOf(areas);
    Objects.requireNonNull(updateEvery, "updateEvery");
    Objects.requireNonNull(validity, "validity");
  }

  /** No messages. */
  public AlertSettings off() {
    return new AlertSettings(
        false, status, sender, kinds, areas, updateFactor, updateEvery, validity);
  }
}
