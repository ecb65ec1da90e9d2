package org.kokyu.scheduler.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kokyu.himawari.HsdFileName;
import org.kokyu.himawari.SegmentId;
import org.kokyu.simulation.imager.ImagerSceneSimulator;
import org.kokyu.simulation.imager.SlotOptions;

/**
 * The files of the benchmark: bands 13 to 15 of one full-disk slot, raw and compressed.
 *
 * @param raw thirty files
 * @param packed the same as bzip2
 */
record HimawariFiles(List<Path> raw, List<Path> packed) {
  static final Instant SLOT = Instant.parse("2026-08-21T05:10:00Z");
  private static final List<Integer> BANDS = List.of(13, 14, 15);
  private static final int FILES = 30;
  private static final int ASIA_SEGMENTS = 6;

  /** Those of a folder, simulated if they are not there yet. */
  static HimawariFiles in(Path folder) throws IOException {
    SlotOptions raw = new SlotOptions(BANDS, 1, 10, Set.of(), Set.of(), Set.of());
    ImagerSceneSimulator simulator = new ImagerSceneSimulator(1, 1, 9);
    for (boolean packed : new boolean[] {false, true}) {
      Path dir = Files.createDirectories(folder.resolve(packed ? "bz2" : "raw"));
      if (list(dir).size() != FILES) {
        SlotOptions options =
            packed ? raw.withCompressed(raw.all().toArray(SegmentId[]::new)) : raw;
        simulator.writeSlot(dir, SLOT, options);
      }
    }
    return new HimawariFiles(list(folder.resolve("raw")), list(folder.resolve("bz2")));
  }

  private static List<Path> list(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(p -> HsdFileName.parse(p.getFileName().toString()).isPresent())
          .sorted()
          .toList();
    }
  }

  /** Segments 1 to 6, which the Asia grid needs. */
  static List<Path> asia(List<Path> files) {
    return files.stream()
        .filter(
            p ->
                HsdFileName.parse(p.getFileName().toString()).orElseThrow().segment()
                    <= ASIA_SEGMENTS)
        .toList();
  }

  /** Compressed size over plain size of one band. */
  double ratio(int band) throws IOException {
    double small = 0;
    double large = 0;
    for (int i = 0; i < raw.size(); i++) {
      if (HsdFileName.parse(raw.get(i).getFileName().toString()).orElseThrow().band() == band) {
        large += Files.size(raw.get(i));
        small += Files.size(packed.get(i));
      }
    }
    return small / large;
  }
}
