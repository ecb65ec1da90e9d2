package org.kokyu.himawari;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;

/**
 * Puts the 2 km infrared segments of one full-disk slot together on a grid: native pixels, or
 * nearest pixel per cell of an equal-angle grid.
 *
 * <p>Missing segments leave not-a-number; so does deep space. The time of a pixel is that of its
 * line in the first band that has the segment. Work is split over an executor; the result is the
 * same for any executor. The index and geometry of the last grids used are kept in memory, about 17
 * bytes per cell. Thread-safe.
 */
public final class SceneAssembler {
  private static final int CACHED_GRIDS = 3;
  private static final int ROWS_PER_BLOCK = 100;
  private static final int SEGMENT_SLOTS = ObservationArea.FULL_DISK.totalSegments() + 1;

  private final Executor executor;
  private final int helpers;
  private final HsdReader reader = new HsdReader();
  private final Map<IndexKey, SceneIndex> indices =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IndexKey, SceneIndex> eldest) {
          return size() > CACHED_GRIDS;
        }
      };

  private record IndexKey(SceneGrid grid, GeosProjection projection) {}

  /** Works on the calling thread alone. */
  public SceneAssembler() {
    this(Runnable::run, 0);
  }

  /**
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   */
  public SceneAssembler(Executor executor, int helpers) {
    this.executor = executor;
    this.helpers = helpers;
  }

  /** The files that a scene on this grid is made from, for the satellites' nominal projection. */
  public SegmentSelection selection(SceneGrid grid, BandSet bands) {
    return new SegmentSelection(grid, bands, index(grid, GeosProjection.FULL_DISK_2KM).segments());
  }

  /** Reads segments in parallel; the result is sorted by file name. */
  public List<HsdSegment> read(List<Path> files) {
    List<Path> sorted =
        files.stream().sorted(Comparator.comparing(p -> String.valueOf(p.getFileName()))).toList();
    HsdSegment[] segments = new HsdSegment[sorted.size()];
    BlockLoop.run(
        executor, helpers, segments.length, i -> segments[i] = reader.read(sorted.get(i)));
    return List.of(segments);
  }

  /** Reads and assembles. */
  public ImagerScene assembleFiles(SceneGrid grid, BandSet bands, List<Path> files) {
    return assemble(grid, bands, read(files));
  }

  /**
   * Assembles segments of one slot; those that the scene does not need are left out, of two files
   * of one segment the first by name is used.
   *
   * @throws MalformedInputException if the segments do not belong together or are not of the full
   *     disk
   */
  public ImagerScene assemble(SceneGrid grid, BandSet bands, List<HsdSegment> segments) {
    SlotKey slot = slotOf(segments);
    GeosProjection projection = projectionOf(segments);
    SceneIndex index = index(grid, projection);
    SegmentSelection selection = new SegmentSelection(grid, bands, index.segments());
    Map<SegmentId, HsdSegment> used = new TreeMap<>();
    segments.stream()
        .filter(s -> selection.needs(s.name()))
        .sorted(Comparator.comparing(s -> s.name().fileName()))
        .forEach(s -> used.putIfAbsent(s.name().segmentId(), s));
    List<BandImage> images = new ArrayList<>();
    for (int band : bands.all()) {
      List<HsdSegment> own = used.values().stream().filter(s -> s.name().band() == band).toList();
      if (!own.isEmpty()) {
        images.add(image(index, band, own));
      }
    }
    List<InputRef> inputs =
        used.values().stream()
            .map(HsdSegment::input)
            .sorted(Comparator.comparing(InputRef::name))
            .toList();
    return new ImagerScene(
        slot,
        grid,
        index.geometry(),
        images,
        times(index, slot, used),
        selection.expected().size(),
        used.size(),
        inputs);
  }

  private static SlotKey slotOf(List<HsdSegment> segments) {
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("at least one segment expected");
    }
    HsdSegment first = segments.get(0);
    for (HsdSegment s : segments) {
      if (s.name().observationArea() != ObservationArea.FULL_DISK) {
        throw HeaderFault.of(
            InputFault.UNSUPPORTED,
            s.name().fileName(),
            "area",
            "FLDK (only full-disk segments are assembled)",
            s.name().area());
      }
      if (!s.name().slot().equals(first.name().slot())) {
        throw HeaderFault.mismatch(
            s.name().fileName(), "slot", first.name().slot(), s.name().slot());
      }
    }
    return first.name().slot();
  }

  private static GeosProjection projectionOf(List<HsdSegment> segments) {
    GeosProjection projection = null;
    for (HsdSegment s : segments) {
      if (s.name().resolutionCode() == 20) {
        GeosProjection own = s.header().projection().geos();
        if (projection != null && !projection.equals(own)) {
          throw HeaderFault.mismatch(s.name().fileName(), "block 3", projection, own);
        }
        projection = own;
      }
    }
    return projection == null ? GeosProjection.FULL_DISK_2KM : projection;
  }

  private SceneIndex index(SceneGrid grid, GeosProjection projection) {
    synchronized (indices) {
      return indices.computeIfAbsent(
          new IndexKey(grid, projection),
          k -> SceneIndex.of(k.grid(), k.projection(), executor, helpers));
    }
  }

  private BandImage image(SceneIndex index, int band, List<HsdSegment> segments) {
    short[][] counts = new short[SEGMENT_SLOTS][];
    float[][] tables = new float[SEGMENT_SLOTS][];
    Map<HsdHeader.Calibration, float[]> made = new ConcurrentHashMap<>();
    for (HsdSegment s : segments) {
      counts[s.name().segment()] = s.counts();
      tables[s.name().segment()] =
          made.computeIfAbsent(s.header().calibration(), c -> CalibrationTable.of(c).values());
    }
    float[] target = new float[index.grid().size()];
    overRows(index, (from, to) -> index.gather(counts, tables, target, from, to));
    return new BandImage(
        band, segments.get(0).header().calibration().wavelengthMicrometre(), target);
  }

  private float[] times(SceneIndex index, SlotKey slot, Map<SegmentId, HsdSegment> used) {
    double nominal = ModifiedJulianDate.of(slot.nominalTime());
    float[][] seconds = new float[SEGMENT_SLOTS][];
    for (HsdSegment s : used.values()) {
      if (seconds[s.name().segment()] == null) {
        LineTimes times = s.lineTimes();
        float[] own = new float[s.lines()];
        for (int row = 0; row < own.length; row++) {
          own[row] = (float) ((times.mjd(s.firstLine() + row) - nominal) * 86400.0);
        }
        seconds[s.name().segment()] = own;
      }
    }
    float[] target = new float[index.grid().size()];
    overRows(index, (from, to) -> index.gatherTimes(seconds, target, from, to));
    return target;
  }

  private interface RowRange {
    void accept(int fromRow, int toRow);
  }

  private void overRows(SceneIndex index, RowRange body) {
    int rows = index.grid().rows();
    BlockLoop.run(
        executor,
        helpers,
        (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK,
        b -> body.accept(b * ROWS_PER_BLOCK, Math.min(rows, (b + 1) * ROWS_PER_BLOCK)));
  }
}
