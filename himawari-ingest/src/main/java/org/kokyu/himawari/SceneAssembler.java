package org.kokyu.himawari;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;

/**
 * Puts the segments of one slot together on a grid: native pixels, or nearest pixel per cell of an
 * equal-angle grid. Full disk, Japan and target areas; visible bands as means over 2 km.
 *
 * <p>Missing segments leave not-a-number; so does deep space. Work is split over an executor; the
 * result is the same for any executor. The indices of the last grids used are kept, those of the
 * full disk on equal-angle grids in mapped files if a folder is given. Thread-safe.
 */
public final class SceneAssembler {
  private static final int CACHED_GRIDS = 3;

  private final Executor executor;
  private final int helpers;
  private final GridIndexFiles files;
  private final HsdReader reader = new HsdReader();
  private final ImageArrays arrays = new ImageArrays();
  private final Map<IndexKey, GridIndex> indices =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IndexKey, GridIndex> eldest) {
          return size() > CACHED_GRIDS;
        }
      };

  private record IndexKey(SceneGrid grid, PixelSpace space) {}

  /** Works on the calling thread alone, indices in memory. */
  public SceneAssembler() {
    this(Runnable::run, 0);
  }

  /** Keeps indices in memory. */
  public SceneAssembler(Executor executor, int helpers) {
    this(executor, helpers, Optional.empty());
  }

  /**
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   * @param indexFolder where indices are kept from run to run
   */
  public SceneAssembler(Executor executor, int helpers, Optional<Path> indexFolder) {
    this.executor = executor;
    this.helpers = helpers;
    this.files = new GridIndexFiles(indexFolder);
  }

  /** The files that a full-disk scene on this grid is made from, for the nominal projection. */
  public SegmentSelection selection(SceneGrid grid, BandSet bands) {
    return new SegmentSelection(grid, bands, index(grid, PixelSpace.fullDisk()).segments());
  }

  /** Reads segments in parallel; the result is sorted by file name. */
  public List<HsdSegment> read(List<Path> files) {
    List<Path> sorted = sorted(files);
    HsdSegment[] segments = new HsdSegment[sorted.size()];
    BlockLoop.run(
        executor, helpers, segments.length, i -> segments[i] = reader.read(sorted.get(i)));
    return List.of(segments);
  }

  private static List<Path> sorted(List<Path> files) {
    return files.stream()
        .sorted(Comparator.comparing(p -> String.valueOf(p.getFileName())))
        .toList();
  }

  /** An empty slot that takes segments as they arrive. */
  public SlotAssembly begin(SceneGrid grid, BandSet bands, HsdSegment first) {
    PixelSpace space = PixelSpace.of(first.name().observationArea(), first.projection2km());
    if (grid instanceof SceneGrid.Native && !space.isOnFullDiskGrid()) {
      throw HeaderFault.of(
          InputFault.UNSUPPORTED,
          first.name().fileName(),
          "block 3 offsets",
          "pixels of the full-disk grid",
          space.projection());
    }
    return new SlotAssembly(
        first.name().slot(), index(grid, space), bands, executor, helpers, arrays);
  }

  /** Reads and assembles; the counts of a file are let go as soon as it is in its place. */
  public ImagerScene assembleFiles(SceneGrid grid, BandSet bands, List<Path> files) {
    return assembly(grid, bands, files).scene();
  }

  /** Reads files into their places; whose counts do not fit together is refused. */
  public SlotAssembly assembly(SceneGrid grid, BandSet bands, List<Path> files) {
    List<Path> sorted = sorted(files);
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("at least one segment expected");
    }
    HsdSegment first = reader.read(sorted.get(0));
    SlotAssembly assembly = begin(grid, bands, first);
    BlockLoop.run(
        executor,
        helpers,
        sorted.size(),
        i -> {
          HsdSegment segment = i == 0 ? first : reader.read(sorted.get(i));
          assembly.add(segment);
          reader.giveBack(segment);
        });
    return assembly;
  }

  /**
   * Assembles segments of one slot; those that the scene does not need are left out, of two files
   * of one segment the first by name is used.
   *
   * @throws MalformedInputException if the segments do not belong together
   */
  public ImagerScene assemble(SceneGrid grid, BandSet bands, List<HsdSegment> segments) {
    List<HsdSegment> sorted =
        segments.stream().sorted(Comparator.comparing(s -> s.name().fileName())).toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("at least one segment expected");
    }
    SlotAssembly assembly = begin(grid, bands, sorted.get(0));
    sorted.forEach(assembly::add);
    return assembly.scene();
  }

  private GridIndex index(SceneGrid grid, PixelSpace space) {
    synchronized (indices) {
      return indices.computeIfAbsent(
          new IndexKey(grid, space), k -> files.get(k.grid(), k.space(), executor, helpers));
    }
  }
}
