package org.kokyu.himawari;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.ReflectanceImage;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;

/**
 * One slot on its way to a scene: each segment is calibrated and put in its place as it arrives,
 * and its counts are let go.
 *
 * <p>The scene depends on the segments alone, not on the order in which they came or on threads: of
 * two files of one segment the first by name counts, and the time of a pixel is that of its line in
 * the first band that has the segment. {@link #add} may be called from several threads.
 */
public final class SlotAssembly {
  private static final int ROWS_PER_BLOCK = 100;

  private final SlotKey slot;
  private final GridIndex index;
  private final SegmentSelection selection;
  private final Executor executor;
  private final int helpers;
  private final ImageArrays arrays;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, Image> images = new TreeMap<>();
  private final Map<SegmentId, Entry> entries = new TreeMap<>();

  private record Image(int band, double wavelengthMicrometre, float[] values) {}

  /** What is kept of a segment. */
  private static final class Entry {
    private HsdFileName name;
    private InputRef input;
    private float[] lineSeconds;
    private boolean placed;
  }

  SlotAssembly(
      SlotKey slot,
      GridIndex index,
      BandSet bands,
      Executor executor,
      int helpers,
      ImageArrays arrays) {
    this.arrays = arrays;
    this.slot = slot;
    this.index = index;
    this.selection = new SegmentSelection(index.grid(), bands, index.segments(), slot.area());
    this.executor = executor;
    this.helpers = helpers;
  }

  public SlotKey slot() {
    return slot;
  }

  /** The files that belong to it. */
  public SegmentSelection selection() {
    return selection;
  }

  /** Puts a segment in its place; one that the scene does not need, or has already, is left out. */
  public void add(HsdSegment segment) {
    if (!segment.name().slot().equals(slot)) {
      throw HeaderFault.mismatch(segment.name().fileName(), "slot", slot, segment.name().slot());
    }
    requireProjection(segment);
    if (!selection.needs(segment.name())) {
      return;
    }
    Entry entry;
    lock.lock();
    try {
      entry = entries.computeIfAbsent(segment.name().segmentId(), id -> new Entry());
    } finally {
      lock.unlock();
    }
    synchronized (entry) {
      boolean first =
          entry.name == null || segment.name().fileName().compareTo(entry.name.fileName()) < 0;
      if (first) {
        place(segment);
        entry.name = segment.name();
        entry.input = segment.input();
        entry.lineSeconds = lineSeconds(segment);
        entry.placed = true;
      }
    }
  }

  private void requireProjection(HsdSegment segment) {
    GeosProjection own = segment.projection2km();
    GeosProjection expected = index.space().projection();
    if (!own.equals(expected)) {
      throw HeaderFault.mismatch(segment.name().fileName(), "block 3", expected, own);
    }
  }

  private void place(HsdSegment segment) {
    int number = segment.name().segment();
    CalibrationTable table = CalibrationTable.of(segment.header().calibration());
    float[] target = image(segment).values();
    if (index.hasOwnRows()) {
      overRows((from, to) -> index.clear(number, true, target, from, to));
    }
    if (segment.name().resolutionCode() == 20) {
      overRows(
          (from, to) -> index.gather(number, segment.counts(), table.values(), target, from, to));
    } else {
      float[] averaged = SegmentAverage.of(segment, table);
      overRows((from, to) -> index.gather(number, averaged, target, from, to));
    }
  }

  private Image image(HsdSegment segment) {
    lock.lock();
    try {
      return images.computeIfAbsent(
          segment.name().band(),
          band -> {
            float[] values = arrays.take(index.grid().size());
            if (!index.hasOwnRows()) {
              Arrays.fill(values, Float.NaN);
            }
            return new Image(band, segment.header().calibration().wavelengthMicrometre(), values);
          });
    } finally {
      lock.unlock();
    }
  }

  /** Empties the rows of the segments that are not there. */
  private void clearMissing(Image image) {
    if (!index.hasOwnRows()) {
      return;
    }
    SortedSet<SegmentId> present = present();
    for (int s = 1; s <= index.space().segments(); s++) {
      int missing = s;
      if (!present.contains(new SegmentId(image.band(), s))) {
        overRows((from, to) -> index.clear(missing, false, image.values(), from, to));
      }
    }
  }

  /** Seconds after the nominal time per 2 km line. */
  private float[] lineSeconds(HsdSegment s) {
    double nominal = ModifiedJulianDate.of(slot.nominalTime());
    int factor = 20 / s.name().resolutionCode();
    LineTimes times = s.lineTimes();
    float[] seconds = new float[s.lines() / factor];
    for (int row = 0; row < seconds.length; row++) {
      int line = s.firstLine() + row * factor + factor / 2;
      seconds[row] = (float) ((times.mjd(line) - nominal) * 86400.0);
    }
    return seconds;
  }

  /** The segments that are in their places, ascending. */
  public SortedSet<SegmentId> present() {
    lock.lock();
    try {
      SortedSet<SegmentId> ids = new TreeSet<>();
      entries.forEach(
          (id, entry) -> {
            synchronized (entry) {
              if (entry.placed) {
                ids.add(id);
              }
            }
          });
      return Collections.unmodifiableSortedSet(ids);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Values of a band so far, row-major; call it when no segment is being added. Shared, treat as
   * constant. Empty without a segment.
   */
  public float[] values(int band) {
    lock.lock();
    try {
      Image image = images.get(band);
      if (image == null) {
        return new float[0];
      }
      clearMissing(image);
      return image.values();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives the arrays of the bands back for later slots. Neither this slot nor a scene made of it
   * may be used any more.
   */
  public void release() {
    lock.lock();
    try {
      images.values().forEach(image -> arrays.giveBack(image.values()));
      images.clear();
      entries.clear();
    } finally {
      lock.unlock();
    }
  }

  public boolean isComplete() {
    return present().containsAll(selection.expected());
  }

  /** The scene as it is now; call it when no segment is being added. Arrays are shared. */
  public ImagerScene scene() {
    SortedSet<SegmentId> present = present();
    List<BandImage> bands = new ArrayList<>();
    List<ReflectanceImage> reflectances = new ArrayList<>();
    for (Image image : images.values()) {
      clearMissing(image);
      if (AhiBand.of(image.band()).isInfrared()) {
        bands.add(new BandImage(image.band(), image.wavelengthMicrometre(), image.values()));
      } else {
        reflectances.add(
            new ReflectanceImage(image.band(), image.wavelengthMicrometre(), image.values()));
      }
    }
    List<InputRef> inputs =
        present.stream()
            .map(id -> entries.get(id).input)
            .sorted(Comparator.comparing(InputRef::name))
            .toList();
    SceneGrid grid = index.grid();
    return new ImagerScene(
        slot,
        grid,
        index.geometry(),
        bands,
        times(present),
        selection.expected().size(),
        present.size(),
        inputs,
        reflectances);
  }

  private float[] times(SortedSet<SegmentId> present) {
    Map<Integer, float[]> seconds = new TreeMap<>();
    for (SegmentId id : present) {
      // ascending: the lowest band comes first
      seconds.putIfAbsent(id.segment(), entries.get(id).lineSeconds);
    }
    float[] target = new float[index.grid().size()];
    overRows(
        (from, to) -> {
          int columns = index.grid().columns();
          Arrays.fill(target, from * columns, to * columns, Float.NaN);
          seconds.forEach((segment, own) -> index.gatherTimes(segment, own, target, from, to));
        });
    return target;
  }

  private interface RowRange {
    void accept(int fromRow, int toRow);
  }

  private void overRows(RowRange body) {
    int rows = index.grid().rows();
    BlockLoop.run(
        executor,
        helpers,
        (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK,
        b -> body.accept(b * ROWS_PER_BLOCK, Math.min(rows, (b + 1) * ROWS_PER_BLOCK)));
  }
}
