package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.land.io.GeoTilesFile;
import org.kokyu.land.tile.GeoTiles;

/**
 * A folder with one file of learned cells per day; older days are removed. A broken file is named
 * and counts as absent; what cannot be written is named and the slot goes on. Not thread-safe: the
 * owner locks.
 */
final class LearnedDays {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final String SUFFIX = ".bin";

  private final Path folder;
  private final String kind;
  private final int cellsPerDegree;
  private final int layers;
  private final int windowDays;
  private final Consumer<String> problems;

  LearnedDays(
      Path folder,
      String kind,
      int cellsPerDegree,
      int layers,
      int windowDays,
      Consumer<String> problems) {
    this.folder = folder;
    this.kind = kind;
    this.cellsPerDegree = cellsPerDegree;
    this.layers = layers;
    this.windowDays = windowDays;
    this.problems = problems;
  }

  /**
   * Days before one.
   *
   * @param tiles oldest first
   * @param sha256 of their days and contents
   */
  record Before(List<GeoTiles> tiles, String sha256) {}

  Before before(LocalDate day) {
    List<GeoTiles> tiles = new ArrayList<>();
    MessageDigest digest = sha256();
    for (LocalDate d = day.minusDays(windowDays); d.isBefore(day); d = d.plusDays(1)) {
      Optional<GeoTilesFile.Read> read = read(d);
      if (read.isPresent()) {
        tiles.add(read.get().tiles());
        digest.update((DAY.format(d) + read.get().sha256()).getBytes(StandardCharsets.US_ASCII));
      }
    }
    return new Before(tiles, HexFormat.of().formatHex(digest.digest()));
  }

  Optional<GeoTilesFile.Read> read(LocalDate day) {
    try {
      return GeoTilesFile.read(file(day), kind, cellsPerDegree, layers);
    } catch (MalformedInputException e) {
      problems.accept(e.getMessage() + "; the day counts as not learned");
    } catch (UnavailableInputException e) {
      problems.accept(e.getMessage() + "; this slot goes without that day");
    }
    return Optional.empty();
  }

  private Path file(LocalDate day) {
    return folder.resolve(DAY.format(day) + SUFFIX);
  }

  void write(LocalDate day, GeoTiles tiles) {
    try {
      GeoTilesFile.write(file(day), kind, tiles);
      forget(day);
    } catch (IOException e) {
      problems.accept("%s: cannot be written, not learned: %s".formatted(file(day), e));
    }
  }

  /** A late slot of the day before still needs the whole window. */
  private void forget(LocalDate newest) throws IOException {
    String oldest = DAY.format(newest.minusDays(windowDays + 1L)) + SUFFIX;
    List<Path> old;
    try (Stream<Path> files = Files.list(folder)) {
      old =
          files
              .filter(f -> f.getFileName().toString().matches("\\d{8}\\.bin"))
              .filter(f -> f.getFileName().toString().compareTo(oldest) < 0)
              .toList();
    }
    for (Path file : old) {
      Files.deleteIfExists(file);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }

  static String hourAndMinute(java.time.OffsetDateTime time) {
    return String.format(Locale.ROOT, "%02d%02d", time.getHour(), time.getMinute());
  }
}
