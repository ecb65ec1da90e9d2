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

  private final boolean[] timed;
  private float[] times;
  private boolean replaced;

  /** Values of a band; the wavelength is that of the first segment placed. */
  private static final class Image {
    private final int band;
    private final float[] values;
    private double wavelengthMicrometre;

    Image(int band, float[] values) {
      this.band = band;
      this.values = values;
      this.wavelengthMicrometre = AhiBand.of(band).wavelengthMicrometre();
    }
  }

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
    this.timed = new boolean[index.grid().rows()];
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
        noteReplaced(entry.placed);
        place(segment);
        entry.name = segment.name();
        entry.input = segment.input();
        entry.lineSeconds = lineSeconds(segment);
        entry.placed = true;
      }
    }
  }

  private void noteReplaced(boolean placed) {
    if (placed) {
      lock.lock();
      replaced = true;
      Arrays.fill(timed, false);
      lock.unlock();
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
    float[] target = imageOf(segment).values;
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

  private Image imageOf(HsdSegment segment) {
    lock.lock();
    try {
      Image image = image(segment.name().band());
      image.wavelengthMicrometre = segment.header().calibration().wavelengthMicrometre();
      return image;
    } finally {
      lock.unlock();
    }
  }

  private Image image(int band) {
    return images.computeIfAbsent(
        band,
        b -> {
          float[] values = arrays.take(index.grid().size());
          if (!index.hasOwnRows()) {
            Arrays.fill(values, Float.NaN);
          }
          return new Image(b, values);
        });
  }

  /** Empties the rows of the segments that are not there. */
  private void clearMissing(Image image, SortedSet<SegmentId> present) {
    if (!index.hasOwnRows()) {
      return;
    }
    for (int s = 1; s <= index.space().segments(); s++) {
      int missing = s;
      if (!present.contains(new SegmentId(image.band, s))) {
        overRows((from, to) -> index.clear(missing, false, image.values, from, to));
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
    // add() takes the lock inside an entry's monitor, so an entry is never entered inside the lock
    Map<SegmentId, Entry> known;
    lock.lock();
    try {
      known = new TreeMap<>(entries);
    } finally {
      lock.unlock();
    }
    SortedSet<SegmentId> ids = new TreeSet<>();
    known.forEach(
        (id, entry) -> {
          synchronized (entry) {
            if (entry.placed) {
              ids.add(id);
            }
          }
        });
    return Collections.unmodifiableSortedSet(ids);
  }

  /**
   * Values of a band so far, row-major; call it when no segment is being added. Shared, treat as
   * constant. Empty without a segment.
   */
  public float[] values(int band) {
    SortedSet<SegmentId> present = present();
    lock.lock();
    try {
      Image image = images.get(band);
      if (image == null) {
        return new float[0];
      }
      clearMissing(image, present);
      return image.values;
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
      images.values().forEach(image -> arrays.giveBack(image.values));
      if (times != null) {
        arrays.giveBack(times);
      }
      times = null;
      images.clear();
      entries.clear();
    } finally {
      lock.unlock();
    }
  }

  public boolean isComplete() {
    return present().containsAll(selection.expected());
  }

  /** Whether a segment took the place of another one that had been placed before. */
  public boolean hasReplacedSegments() {
    lock.lock();
    try {
      return replaced;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The rows of the grid to which every band and segment that can fill them has come; their values
   * and times are in the arrays of {@link #arriving} and stay, unless a segment is replaced.
   */
  public boolean[] completeRows() {
    SortedSet<SegmentId> present = present();
    int rows = index.grid().rows();
    boolean[] complete = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      complete[row] = true;
      for (int s : selection.segments()) {
        if (index.lastColumn(row, s) > index.firstColumn(row, s)) {
          for (int band : selection.bands().all()) {
            complete[row] &= present.contains(new SegmentId(band, s));
          }
        }
      }
    }
    lock.lock();
    try {
      Map<Integer, float[]> seconds = secondsOf(present);
      for (int row = 0; row < rows; row++) {
        if (complete[row] && !timed[row]) {
          timeRows(seconds, row, row + 1);
          timed[row] = true;
        }
      }
    } finally {
      lock.unlock();
    }
    return complete;
  }

  /** The arrays of all bands of the slot while they are being filled; nothing counts as present. */
  public ImagerScene arriving() {
    lock.lock();
    try {
      selection.bands().all().forEach(this::image);
      return scene(selection.bands().all(), new TreeSet<>());
    } finally {
      lock.unlock();
    }
  }

  /** The scene as it is now; call it when no segment is being added. Arrays are shared. */
  public ImagerScene scene() {
    SortedSet<SegmentId> present = present();
    List<Integer> bands = present.stream().map(SegmentId::band).distinct().toList();
    lock.lock();
    try {
      for (int band : bands) {
        clearMissing(images.get(band), present);
      }
      Map<Integer, float[]> seconds = secondsOf(present);
      times();
      overRows(
          (from, to) -> {
            for (int row = from; row < to; row++) {
              if (!timed[row]) {
                timeRows(seconds, row, row + 1);
              }
            }
          });
      return scene(bands, present);
    } finally {
      lock.unlock();
    }
  }

  private ImagerScene scene(List<Integer> inScene, SortedSet<SegmentId> present) {
    List<BandImage> bands = new ArrayList<>();
    List<ReflectanceImage> reflectances = new ArrayList<>();
    for (int band : inScene) {
      Image image = images.get(band);
      if (AhiBand.of(band).isInfrared()) {
        bands.add(new BandImage(band, image.wavelengthMicrometre, image.values));
      } else {
        reflectances.add(new ReflectanceImage(band, image.wavelengthMicrometre, image.values));
      }
    }
    List<InputRef> inputs =
        present.stream()
            .map(id -> entries.get(id).input)
            .sorted(Comparator.comparing(InputRef::name))
            .toList();
    return new ImagerScene(
        slot,
        index.grid(),
        index.geometry(),
        bands,
        times(),
        selection.expected().size(),
        present.size(),
        inputs,
        reflectances);
  }

  private float[] times() {
    if (times == null) {
      times = arrays.take(index.grid().size());
    }
    return times;
  }

  /** Seconds per line of each segment, of the lowest band that has it. */
  private Map<Integer, float[]> secondsOf(SortedSet<SegmentId> present) {
    Map<Integer, float[]> seconds = new TreeMap<>();
    for (SegmentId id : present) {
      seconds.putIfAbsent(id.segment(), entries.get(id).lineSeconds);
    }
    return seconds;
  }

  private void timeRows(Map<Integer, float[]> seconds, int from, int to) {
    float[] target = times();
    int columns = index.grid().columns();
    Arrays.fill(target, from * columns, to * columns, Float.NaN);
    seconds.forEach((segment, own) -> index.gatherTimes(segment, own, target, from, to));
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
