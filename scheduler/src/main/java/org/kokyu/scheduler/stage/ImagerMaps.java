package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.CollocatedImager;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.ops.publish.LstFootprints;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.scheduler.flow.FileHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Land maps of ours beside soundings: the map nearest in time, within ten minutes, that covers the
 * footprint; of one slot the highest revision. A map that cannot be read is reported and left out.
 * Thread-safe.
 */
public final class ImagerMaps {
  private static final Logger log = LoggerFactory.getLogger(ImagerMaps.class);
  private static final Duration FARTHEST = Duration.ofMinutes(10);

  /** Half of the 10.5 km footprint. */
  private static final double RADIUS_M = 5_250;

  private static final int DEEPEST = 8;
  private static final int MAX_OPEN = 64;

  private record Named(ProductNames.LstName name, Path file) {}

  /**
   * A map that was used.
   *
   * @param ref name and hash, for provenance
   */
  public record Seen(InputRef ref, CollocatedImager imager) {}

  private final List<Path> places;
  private final Optional<Path> archive;
  private final Map<Path, Optional<LstFootprints>> open = recent();
  private final Map<Path, InputRef> refs = recent();

  private ImagerMaps(List<Path> places, Optional<Path> archive) {
    this.places = places;
    this.archive = archive;
  }

  private static <V> Map<Path, V> recent() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Path, V> eldest) {
        return size() > MAX_OPEN;
      }
    };
  }

  /** No maps. */
  public static ImagerMaps none() {
    return new ImagerMaps(List.of(), Optional.empty());
  }

  /** Files, and folders with their subfolders. */
  public static ImagerMaps of(List<Path> filesAndFolders) {
    return new ImagerMaps(List.copyOf(filesAndFolders), Optional.empty());
  }

  /** What is published below the root of an archive. */
  public static ImagerMaps ofArchive(Path root) {
    return new ImagerMaps(List.of(), Optional.of(root));
  }

  /** The maps within ten minutes of a time, nearest first, higher revisions first. */
  private List<Named> near(Instant time) {
    List<Named> all = new ArrayList<>();
    for (Path place : places) {
      addFrom(place, DEEPEST, all);
    }
    if (archive.isPresent()) {
      Instant from = time.minus(FARTHEST);
      Instant to = time.plus(FARTHEST);
      addDay(from, all);
      if (!from.truncatedTo(ChronoUnit.DAYS).equals(to.truncatedTo(ChronoUnit.DAYS))) {
        addDay(to, all);
      }
    }
    return all.stream()
        .filter(n -> distance(n, time).compareTo(FARTHEST) <= 0)
        .sorted(
            Comparator.comparing((Named n) -> distance(n, time))
                .thenComparing(n -> n.name().slot())
                .thenComparing(n -> -n.name().revision())
                .thenComparing(n -> n.file().getFileName().toString()))
        .toList();
  }

  private void addDay(Instant day, List<Named> all) {
    Path folder =
        archive.orElseThrow().resolve(ProductNames.archivePath("lst", day, "x")).getParent();
    if (folder != null && Files.isDirectory(folder)) {
      addFrom(folder, 1, all);
    }
  }

  private static void addFrom(Path place, int depth, List<Named> all) {
    try (Stream<Path> files = Files.walk(place, depth)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              f ->
                  ProductNames.parseLst(f.getFileName().toString())
                      .ifPresent(n -> all.add(new Named(n, f))));
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new UnavailableInputException(place + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Duration distance(Named map, Instant time) {
    return Duration.between(map.name().slot(), time).abs();
  }

  /** What the imager saw of a sounding's footprint. */
  public Optional<Seen> at(Sounding sounding) {
    for (Named map : near(sounding.time())) {
      Optional<CollocatedImager> seen =
          opened(map.file())
              .flatMap(
                  m ->
                      m.circle(
                          sounding.geometry().latitudeDeg(),
                          sounding.geometry().longitudeDeg(),
                          RADIUS_M));
      if (seen.isPresent()) {
        return Optional.of(new Seen(ref(map.file()), seen.get()));
      }
    }
    return Optional.empty();
  }

  private synchronized Optional<LstFootprints> opened(Path file) {
    return open.computeIfAbsent(
        file,
        f -> {
          try {
            return Optional.of(LstFootprints.open(f));
          } catch (MalformedInputException e) {
            log.warn("{} is left out: {}", f, e.getMessage());
            return Optional.empty();
          }
        });
  }

  private synchronized InputRef ref(Path file) {
    return refs.computeIfAbsent(
        file,
        f -> {
          try {
            return new InputRef(f.getFileName().toString(), FileHash.sha256(f));
          } catch (IOException e) {
            throw new UnavailableInputException(f + ": cannot be read: " + e.getMessage(), e);
          }
        });
  }
}
