package org.kokyu.ops.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kokyu.core.port.LedgerView.FeedAccount;
import org.kokyu.core.port.QueueView.QueueDepth;
import org.kokyu.core.port.Timetable;

/**
 * The state in one sentence, and how worrying it is.
 *
 * @param level GOOD, WATCH or BAD
 */
record StateOfAffairs(Level level, String sentence) {
  enum Level {
    GOOD,
    WATCH,
    BAD
  }

  static StateOfAffairs of(StatusSources s, List<FeedAccount> feeds, Instant now) {
    List<String> bad = new ArrayList<>();
    List<String> watch = new ArrayList<>();
    for (FeedAccount f : feeds) {
      if (f.lastError().isPresent()) {
        bad.add("feed %s cannot be listed (%s)".formatted(f.feed(), f.lastError().get()));
      } else if (isLate(s, f, now)) {
        watch.add(
            "feed %s is late: its last observation is %s old"
                .formatted(
                    f.feed(),
                    PlainWords.duration(
                        Duration.between(f.newestObservation().orElseThrow(), now))));
      }
    }
    long unaccounted = s.ledger().unaccountedGranules();
    if (unaccounted > 0) {
      bad.add(PlainWords.count(unaccounted, "file is", "files are") + " not accounted for");
    }
    for (QueueDepth q : s.queue().queues()) {
      if (q.depth() >= q.capacity()) {
        watch.add("the queue of %s work is full".formatted(q.priority()));
      }
    }
    String work = work(s, feeds);
    if (!bad.isEmpty()) {
      return new StateOfAffairs(
          Level.BAD, "Needs attention: " + String.join("; ", bad) + ". " + work);
    }
    if (!watch.isEmpty()) {
      return new StateOfAffairs(Level.WATCH, capital(String.join("; ", watch)) + ". " + work);
    }
    return new StateOfAffairs(Level.GOOD, "All is well. " + work);
  }

  static boolean isLate(StatusSources s, FeedAccount f, Instant now) {
    Timetable timetable = s.timetables().get(f.feed());
    return timetable != null
        && f.newestObservation().filter(t -> timetable.lateAfter(t).isBefore(now)).isPresent();
  }

  private static String work(StatusSources s, List<FeedAccount> feeds) {
    long waiting = s.queue().queues().stream().mapToLong(QueueDepth::depth).sum();
    long quarantined = feeds.stream().mapToLong(FeedAccount::quarantined).sum();
    int running = s.queue().running();
    String now =
        running == 0 && waiting == 0
            ? "Nothing waits"
            : "%s being worked on, %d waiting".formatted(running, waiting);
    String broken =
        quarantined == 0
            ? "no file is in quarantine."
            : PlainWords.count(quarantined, "broken file is", "broken files are")
                + " in quarantine.";
    return now + "; " + broken;
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
