package org.kokyu.scheduler.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.kokyu.ops.alert.AlertSettings;

/**
 * Everything that a user decides about one daemon.
 *
 * @param archive root of the published files and of the quarantine
 * @param databaseUrl JDBC address of the ledger
 * @param http where the status page listens
 * @param feeds at least one
 * @param ancillary meteorology, prior and tables
 * @param retrieval options of the profile retrieval
 * @param lst options of the land surface temperature
 * @param gpp gross primary production
 * @param work threads, queue and tries
 * @param alerts which events are told
 */
public record Configuration(
    Path archive,
    String databaseUrl,
    HttpSettings http,
    List<FeedSettings> feeds,
    AncillarySettings ancillary,
    RetrievalSettings retrieval,
    LstSettings lst,
    GppSettings gpp,
    WorkSettings work,
    AlertSettings alerts) {
  /** With the usual alerts. */
  public Configuration(
      Path archive,
      String databaseUrl,
      HttpSettings http,
      List<FeedSettings> feeds,
      AncillarySettings ancillary,
      RetrievalSettings retrieval,
      LstSettings lst,
      GppSettings gpp,
      WorkSettings work) {
    this(
        archive,
        databaseUrl,
        http,
        feeds,
        ancillary,
        retrieval,
        lst,
        gpp,
        work,
        AlertSettings.DEFAULT);
  }

  public Configuration {
    Objects.requireNonNull(archive, "archive");
    Objects.requireNonNull(databaseUrl, "databaseUrl");
    Objects.requireNonNull(http, "http");
    feeds = List.copyOf(feeds);
    Objects.requireNonNull(ancillary, "ancillary");
    Objects.requireNonNull(retrieval, "retrieval");
    Objects.requireNonNull(lst, "lst");
    Objects.requireNonNull(gpp, "gpp");
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(alerts, "alerts");
  }

  /** The JDBC address of an embedded ledger file (without its suffix). */
  public static String embeddedDatabaseUrl(Path file) {
    return "jdbc:h2:file:" + file.toAbsolutePath().normalize();
  }
}
