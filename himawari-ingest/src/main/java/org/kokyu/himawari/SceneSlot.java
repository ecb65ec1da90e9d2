package org.kokyu.himawari;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kokyu.core.scene.SlotKey;

/**
 * What has arrived of one slot, and what is to be done about it.
 *
 * <p>A state machine without clock, files or threads: arrivals, time and publications are told to
 * it. COLLECTING until all files are there (COMPLETE) or the deadline has passed: then DUE if at
 * least one segment has all required bands, else EXPIRED. After publication PUBLISHED, or
 * REVISION_DUE once files that the publication did not hold have arrived and either the slot is
 * complete or nothing more came for the settling time. A late arrival can turn EXPIRED into DUE.
 * Not thread-safe: the owner guards it.
 */
public final class SceneSlot {

  /** Where the slot stands. */
  public enum Status {
    COLLECTING,
    COMPLETE,
    DUE,
    EXPIRED,
    PUBLISHED,
    REVISION_DUE;

    /** True if a scene should be assembled and published now. */
    public boolean isReady() {
      return this == COMPLETE || this == DUE || this == REVISION_DUE;
    }
  }

  /** What an arriving file means. */
  public enum Arrival {
    /** Part of the scene, before any publication. */
    ACCEPTED,
    /** Part of the scene, after a publication without it. */
    LATE,
    /** The same segment was there already. */
    DUPLICATE,
    /** The scene does not use this band or segment. */
    NOT_NEEDED,
    /** A file of another slot, satellite or area. */
    OTHER_SLOT
  }

  private final SlotKey key;
  private final SegmentSelection selection;
  private final Instant deadline;
  private final Duration settling;
  private final SortedSet<SegmentId> expected;
  private final SortedSet<SegmentId> present = new TreeSet<>();
  private SortedSet<SegmentId> published;
  private Instant lastArrival;

  /**
   * @param deadline when to publish what is there
   * @param settling how long to wait after a late file for more late files
   */
  public SceneSlot(SlotKey key, SegmentSelection selection, Instant deadline, Duration settling) {
    this.key = Objects.requireNonNull(key, "key");
    this.selection = Objects.requireNonNull(selection, "selection");
    this.deadline = Objects.requireNonNull(deadline, "deadline");
    this.settling = Objects.requireNonNull(settling, "settling");
    this.expected = selection.expected();
  }

  public SlotKey key() {
    return key;
  }

  public Instant deadline() {
    return deadline;
  }

  /** A sound file of the feed was seen. */
  public Arrival arrive(HsdFileName name, Instant at) {
    if (!name.slot().equals(key)) {
      return Arrival.OTHER_SLOT;
    }
    if (!selection.needs(name)) {
      return Arrival.NOT_NEEDED;
    }
    if (!present.add(name.segmentId())) {
      return Arrival.DUPLICATE;
    }
    lastArrival = lastArrival == null || at.isAfter(lastArrival) ? at : lastArrival;
    return published == null ? Arrival.ACCEPTED : Arrival.LATE;
  }

  /** A file that had arrived turned out to be unusable; a later copy counts as new. */
  public void withdraw(SegmentId id) {
    present.remove(id);
  }

  /** A scene of exactly these files was published. */
  public void published(Set<SegmentId> included) {
    published = new TreeSet<>(included);
  }

  public Status status(Instant now) {
    boolean complete = present.containsAll(expected);
    if (published != null) {
      boolean more = !published.containsAll(present);
      boolean settled = lastArrival != null && !now.isBefore(lastArrival.plus(settling));
      return more && isPublishable() && (complete || settled)
          ? Status.REVISION_DUE
          : Status.PUBLISHED;
    }
    if (complete) {
      return Status.COMPLETE;
    }
    if (now.isBefore(deadline)) {
      return Status.COLLECTING;
    }
    return isPublishable() ? Status.DUE : Status.EXPIRED;
  }

  /** True if some segment is there with every required band. */
  private boolean isPublishable() {
    List<Integer> required = selection.bands().required();
    return selection.segments().stream()
        .anyMatch(
            s -> required.stream().allMatch(band -> present.contains(new SegmentId(band, s))));
  }

  /** True once everything expected is in a publication: nothing more can happen. */
  public boolean isFinal() {
    return published != null && published.containsAll(expected);
  }

  /** The files that are there, ascending; a copy. */
  public SortedSet<SegmentId> present() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(present));
  }

  /** The files that are not there, ascending. */
  public SortedSet<SegmentId> missing() {
    SortedSet<SegmentId> missing = new TreeSet<>(expected);
    missing.removeAll(present);
    return Collections.unmodifiableSortedSet(missing);
  }

  public int expectedCount() {
    return expected.size();
  }

  public Optional<Instant> lastArrival() {
    return Optional.ofNullable(lastArrival);
  }
}
