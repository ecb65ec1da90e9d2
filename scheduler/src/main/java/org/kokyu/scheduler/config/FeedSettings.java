package org.kokyu.scheduler.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One feed.
 *
 * @param name unique name, label of the metrics
 * @param kind which file names and formats it brings
 * @param folder where the files appear
 * @param poll time between two listings
 * @param lookBack observations older than this are not taken
 * @param fresh observations younger than this go before all others
 * @param cadence usual time between two observations; the status page calls a feed late by it
 * @param completeness when a file counts as fully transferred
 * @param slot only for feeds whose products need several files
 */
public record FeedSettings(
    String name,
    Kind kind,
    Path folder,
    Duration poll,
    Duration lookBack,
    Duration fresh,
    Duration cadence,
    Completeness completeness,
    Optional<SlotSettings> slot) {

  /** File names and formats of a feed. */
  public enum Kind {
    GOSAT("gosat"),
    GOSAT2("gosat2"),
    HIMAWARI("himawari"),
    PTREE("ptree"),
    /** Our own products of slots, made into fluxes of hours; no kind that a user configures. */
    FLUX_HOURLY("flux-hourly"),
    /** Our own fluxes of hours, made into days; no kind that a user configures. */
    FLUX_DAILY("flux-daily");

    /** Kinds of the files that come from outside. */
    public static final java.util.List<Kind> EXTERNAL =
        java.util.List.of(GOSAT, GOSAT2, HIMAWARI, PTREE);

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The word in the configuration file. */
    public String label() {
      return label;
    }
  }

  /** When a file counts as fully transferred. */
  public enum Completeness {
    /** Its size and time stayed the same over two listings. */
    STABLE("stable"),
    /** As soon as it shows: the provider renames finished files into the folder. */
    RENAMED("renamed");

    private final String label;

    Completeness(String label) {
      this.label = label;
    }

    /** The word in the configuration file. */
    public String label() {
      return label;
    }
  }

  public FeedSettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(poll, "poll");
    Objects.requireNonNull(lookBack, "lookBack");
    Objects.requireNonNull(fresh, "fresh");
    Objects.requireNonNull(cadence, "cadence");
    Objects.requireNonNull(completeness, "completeness");
    Objects.requireNonNull(slot, "slot");
  }
}
