package org.kokyu.scheduler.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kokyu.scheduler.config.FeedSettings.Completeness;
import org.kokyu.scheduler.config.FeedSettings.Kind;

/**
 * Reads the section {@code flux}: two feeds whose folder is the archive, slots to hours and hours
 * to days.
 */
public final class FluxSection {
  private static final Duration DAY = Duration.ofDays(1);

  /** Switch of the section. */
  private enum Switch {
    ON,
    OFF;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private FluxSection() {}

  static List<FeedSettings> read(Section s, Path archive) {
    boolean on = s.choice("maps", Switch.class, Switch::label, Optional.of(Switch.ON)) == Switch.ON;
    Duration poll = s.duration("poll", Duration.ofMillis(100), DAY, Duration.ofSeconds(30));
    Duration hour = s.duration("hour-deadline", Duration.ofSeconds(1), DAY, Duration.ofMinutes(20));
    Duration day = s.duration("day-deadline", Duration.ofSeconds(1), DAY, Duration.ofHours(3));
    Duration lookBack =
        s.duration("look-back", Duration.ofHours(1), DAY.multipliedBy(36_500), DAY.multipliedBy(3));
    s.finish();
    return on ? feeds(archive, poll, lookBack, hour, DAY.plus(day)) : List.of();
  }

  /**
   * The two feeds.
   *
   * @param hour how long an hour waits for its slots after the first one
   * @param day how long a day waits for its hours after the first one
   */
  public static List<FeedSettings> feeds(
      Path archive, Duration poll, Duration lookBack, Duration hour, Duration day) {
    return List.of(
        feed(Kind.FLUX_HOURLY, archive, poll, lookBack, Duration.ofHours(1), hour),
        feed(Kind.FLUX_DAILY, archive, poll, lookBack, DAY, day));
  }

  private static FeedSettings feed(
      Kind kind, Path archive, Duration poll, Duration lookBack, Duration cadence, Duration wait) {
    return new FeedSettings(
        kind.label(),
        kind,
        archive,
        poll,
        lookBack,
        Duration.ofHours(6),
        cadence,
        Completeness.RENAMED,
        Optional.of(new SlotSettings(List.of(), List.of(), wait)));
  }
}
