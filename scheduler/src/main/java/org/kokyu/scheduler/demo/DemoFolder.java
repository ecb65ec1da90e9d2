package org.kokyu.scheduler.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.scheduler.config.AncillarySettings;
import org.kokyu.scheduler.config.Configuration;
import org.kokyu.scheduler.config.FeedSettings;
import org.kokyu.scheduler.config.FluxSection;
import org.kokyu.scheduler.config.GppSettings;
import org.kokyu.scheduler.config.HttpSettings;
import org.kokyu.scheduler.config.LstSettings;
import org.kokyu.scheduler.config.RetrievalSettings;
import org.kokyu.scheduler.config.SlotSettings;
import org.kokyu.scheduler.config.WorkSettings;

/**
 * The folder of a demo: feeds, archive, ledger, and how far the simulation has come. A second start
 * on the same folder goes on from there.
 */
final class DemoFolder {
  private static final Duration LONG_AGO = Duration.ofDays(36_500);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Early afternoon over Asia. */
  private static final int FIRST_HOUR_UTC = 4;

  private final Path root;

  DemoFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
    try {
      for (Path p : List.of(himawari(), gosat2(), meteorology(), truth(), staging())) {
        Files.createDirectories(p);
      }
    } catch (IOException e) {
      throw new ConfigurationException("--dir %s: cannot be written: %s".formatted(root, e), e);
    }
  }

  Path root() {
    return root;
  }

  Path himawari() {
    return root.resolve("feeds/himawari");
  }

  Path gosat2() {
    return root.resolve("feeds/gosat2");
  }

  Path meteorology() {
    return root.resolve("meteorology");
  }

  Path truth() {
    return root.resolve("truth");
  }

  /** What a user would have of the earth that the feeds show. */
  Path landCover() {
    return root.resolve("land-cover.nc");
  }

  /** Beside the feeds: files move from here into them in one step. */
  Path staging() {
    return root.resolve("staging");
  }

  /**
   * The configuration of the service.
   *
   * @param port of the status page
   * @param deadline of a slot
   * @param hourDeadline of an hour of fluxes
   * @param dayDeadline of a day of fluxes
   */
  Configuration configuration(
      int port, Duration deadline, Duration hourDeadline, Duration dayDeadline) {
    SlotSettings slot =
        new SlotSettings(List.of(7, 13, 14, 15), List.of(1, 2, 3, 4, 5, 6), deadline);
    Path archive = root.resolve("archive");
    List<FeedSettings> feeds = new ArrayList<>();
    feeds.add(feed("himawari", FeedSettings.Kind.HIMAWARI, himawari(), Optional.of(slot)));
    feeds.add(feed("gosat2", FeedSettings.Kind.GOSAT2, gosat2(), Optional.empty()));
    feeds.addAll(FluxSection.feeds(archive, POLL, LONG_AGO, hourDeadline, dayDeadline));
    return new Configuration(
        archive,
        Configuration.embeddedDatabaseUrl(root.resolve("ledger")),
        new HttpSettings(HttpSettings.DEFAULT.address(), port),
        feeds,
        new AncillarySettings(
            Optional.of(meteorology()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(truth())),
        RetrievalSettings.DEFAULT,
        new LstSettings(LstSettings.Grid.ASIA, 0.05).withoutLandMask(),
        // the simulated feed has no visible bands: half a gigabyte of them for each slot
        new GppSettings(
            true, GppSettings.OFF.model(), GppSettings.Light.CLOUD_MASK, Optional.of(landCover())),
        WorkSettings.defaults());
  }

  private static FeedSettings feed(
      String name, FeedSettings.Kind kind, Path folder, Optional<SlotSettings> slot) {
    return new FeedSettings(
        name,
        kind,
        folder,
        POLL,
        LONG_AGO,
        LONG_AGO,
        Duration.ofMinutes(10),
        FeedSettings.Completeness.RENAMED,
        slot);
  }

  /**
   * How far the simulation has come.
   *
   * @param start time of the first slot
   * @param steps that are done
   */
  record Progress(Instant start, int steps) {}

  Progress progress() {
    Path file = root.resolve("simulated.properties");
    Properties p = new Properties();
    try {
      if (Files.exists(file)) {
        try (var in = Files.newInputStream(file)) {
          p.load(in);
        }
        return new Progress(
            Instant.parse(p.getProperty("start")), Integer.parseInt(p.getProperty("steps")));
      }
    } catch (IOException | RuntimeException e) {
      throw new ConfigurationException(file + ": cannot be read; remove the demo's folder", e);
    }
    Instant now = Instant.now();
    Instant today = now.truncatedTo(ChronoUnit.DAYS).plus(FIRST_HOUR_UTC, ChronoUnit.HOURS);
    return new Progress(today.isAfter(now) ? today.minus(1, ChronoUnit.DAYS) : today, 0);
  }

  void save(Progress progress) throws IOException {
    Path part = root.resolve("simulated.properties.tmp");
    Files.writeString(part, "start=%s%nsteps=%d%n".formatted(progress.start(), progress.steps()));
    Files.move(
        part,
        root.resolve("simulated.properties"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
