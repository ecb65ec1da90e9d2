package org.kokyu.simulation.imager;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.himawari.GeosNavigation;
import org.kokyu.himawari.GeosProjection;
import org.kokyu.himawari.HsdFileName;
import org.kokyu.himawari.HsdHeader;
import org.kokyu.himawari.HsdWriter;
import org.kokyu.himawari.NominalHeader;
import org.kokyu.himawari.SegmentId;

/**
 * Simulates Himawari-9 full-disk slots: {@link SyntheticEarth} seen through {@link BandAtmosphere},
 * written as format-true Himawari Standard Data, with the truth on any grid.
 *
 * <p>Bands 7, 13, 14, 15. One fire of three pixels burns steadily inland. Files appear under their
 * names at once (written under a name outside the grammar, then renamed). The same seed and slot
 * give the same bytes. Thread-safe.
 */
public final class ImagerSceneSimulator {
  private static final int[] BAND_NUMBERS = {7, 13, 14, 15};
  private static final double TRUNCATED_SHARE = 0.6;
  private static final int QUICK_BLOCKS = 1;

  private final SyntheticEarth earth;
  private final BoxcarBand[] bands = new BoxcarBand[BAND_NUMBERS.length];
  private final SceneLattice lattice;
  private final SegmentRenderer renderer;
  private final List<SegmentRenderer.Fire> fires;
  private final PixelTexture texture;
  private final HsdWriter writer;

  /** A smooth earth: all pixels of a neighbourhood are alike. */
  public ImagerSceneSimulator(long seed) {
    this(seed, 0, QUICK_BLOCKS);
  }

  /**
   * @param textureStrength 1 for files that compress as real ones do, 0 for a smooth earth
   * @param bzip2BlockSize 9 as the provider compresses, 1 to be quick
   */
  public ImagerSceneSimulator(long seed, double textureStrength, int bzip2BlockSize) {
    texture = textureStrength == 0 ? PixelTexture.NONE : new PixelTexture(seed, textureStrength);
    writer = new HsdWriter(bzip2BlockSize);
    earth = new SyntheticEarth(seed);
    for (int b = 0; b < bands.length; b++) {
      bands[b] = BoxcarBand.of(BAND_NUMBERS[b]);
    }
    lattice = new SceneLattice(earth, bands);
    int[] p = lattice.inlandPixel(5, 35, 95, 130);
    fires =
        List.of(
            new SegmentRenderer.Fire(p[0], p[1], 0.003),
            new SegmentRenderer.Fire(p[0], p[1] + 1, 0.002),
            new SegmentRenderer.Fire(p[0] + 1, p[1], 0.001));
    renderer = new SegmentRenderer(seed, bands, lattice, fires, texture);
  }

  /** The earth that the slots show, for other simulators to share. */
  public SyntheticEarth earth() {
    return earth;
  }

  /**
   * Writes the files of a slot but for the withheld ones.
   *
   * @param dir existing folder
   * @return the files, in the order in which they appeared: north to south, bands ascending
   */
  public List<Path> writeSlot(Path dir, Instant slot, SlotOptions options) throws IOException {
    SortedSet<SegmentId> ids = options.all();
    ids.removeAll(options.withheld());
    return write(dir, slot, options, ids);
  }

  /** Writes the files that {@link #writeSlot} withheld. */
  public List<Path> writeWithheld(Path dir, Instant slot, SlotOptions options) throws IOException {
    SortedSet<SegmentId> ids = options.all();
    ids.retainAll(options.withheld());
    return write(dir, slot, options, ids);
  }

  private List<Path> write(Path dir, Instant slot, SlotOptions options, Set<SegmentId> ids)
      throws IOException {
    options.requireSimulatedBands();
    SlotKey key = new SlotKey(ImagerSatellite.H09, "FLDK", slot);
    SortedSet<Integer> segments = new TreeSet<>();
    ids.forEach(id -> segments.add(id.segment()));
    List<Path> files = new ArrayList<>();
    for (int segment : segments) {
      boolean[] wanted = new boolean[bands.length];
      for (int b = 0; b < bands.length; b++) {
        wanted[b] = ids.contains(new SegmentId(bands[b].number(), segment));
      }
      short[][] counts = renderer.render(slot, segment, wanted);
      for (int b = 0; b < bands.length; b++) {
        if (wanted[b]) {
          SegmentId id = new SegmentId(bands[b].number(), segment);
          files.add(writeSegment(dir, key, id, bands[b], counts[b], options));
        }
      }
    }
    return files;
  }

  private Path writeSegment(
      Path dir, SlotKey key, SegmentId id, BoxcarBand band, short[] counts, SlotOptions options)
      throws IOException {
    boolean compressed = options.compressed().contains(id);
    HsdFileName name = HsdFileName.of(key, id.band(), id.segment(), compressed);
    int firstLine = (id.segment() - 1) * SegmentRenderer.LINES + 1;
    Instant start = lineTime(key.nominalTime(), firstLine);
    Instant end = lineTime(key.nominalTime(), firstLine + SegmentRenderer.LINES - 1);
    HsdHeader header = NominalHeader.of(name, band.calibration(), start, end);
    Path part = dir.resolve(name.fileName() + ".part");
    Path target = dir.resolve(name.fileName());
    writer.write(part, header, counts, compressed);
    if (options.truncated().contains(id)) {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.truncate((long) (TRUNCATED_SHARE * channel.size()));
      }
    }
    return Files.move(
        part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Instant lineTime(Instant slot, int line) {
    return slot.plusMillis(Math.round(1000 * SceneLattice.secondsAfterSlot(line)));
  }

  /**
   * The truth of a slot on a grid; a cell of an equal-angle grid is the pixel nearest to its
   * centre.
   */
  public SceneTruth truth(Instant slot, SceneGrid grid) {
    int n = grid.size();
    SceneTruth truth = new SceneTruth(slot, grid, new float[n], new byte[n], new float[n]);
    Arrays.fill(truth.surfaceTemperatureK(), Float.NaN);
    Arrays.fill(truth.cloudCover(), Float.NaN);
    GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
    int[][] pixels = new int[n][];
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (int i = 0; i < n; i++) {
      pixels[i] = pixel(grid, navigation, i);
      if (pixels[i] != null) {
        first = Math.min(first, pixels[i][0]);
        last = Math.max(last, pixels[i][0]);
      }
    }
    if (last == 0) {
      return truth;
    }
    SceneLattice.Slab slab = lattice.slab(slot, first, last);
    for (int i = 0; i < n; i++) {
      if (pixels[i] != null) {
        truthOfPixel(slab, pixels[i][0], pixels[i][1], truth, i);
      }
    }
    return truth;
  }

  private void truthOfPixel(SceneLattice.Slab slab, int line, int column, SceneTruth truth, int i) {
    boolean land = slab.at(SceneLattice.LAND, line, column) > 0;
    truth.landMask()[i] = (byte) (land ? 1 : 0);
    truth.surfaceTemperatureK()[i] =
        slab.at(land ? SceneLattice.LAND_K : SceneLattice.SEA_K, line, column)
            + texture.at(line, column) * (land ? PixelTexture.LAND_K : PixelTexture.SEA_K);
    double low = SyntheticEarth.cover(slab.at(SceneLattice.LOW_CLOUD, line, column));
    double high = SyntheticEarth.cover(slab.at(SceneLattice.HIGH_CLOUD, line, column));
    truth.cloudCover()[i] = (float) (1 - (1 - low) * (1 - high));
  }

  /** Line and column of a cell, null off the earth or out of sight. */
  private static int[] pixel(SceneGrid grid, GeosNavigation navigation, int i) {
    int row = i / grid.columns();
    int column = i % grid.columns();
    if (grid instanceof SceneGrid.LatLon g) {
      GeosNavigation.PixelPoint p = navigation.toPixel(g.latitudeDeg(row), g.longitudeDeg(column));
      return Double.isNaN(p.line())
          ? null
          : new int[] {(int) Math.floor(p.line() + 0.5), (int) Math.floor(p.column() + 0.5)};
    }
    SceneGrid.Native g = (SceneGrid.Native) grid;
    int line = g.firstLine() + row;
    int pixel = g.firstColumn() + column;
    boolean onEarth = !Double.isNaN(navigation.toEarth(pixel, line).latitudeDeg());
    return onEarth ? new int[] {line, pixel} : null;
  }

  /** Line and column of the burning pixels, 1-based full-disk numbers. */
  public List<int[]> firePixels() {
    return fires.stream().map(f -> new int[] {f.line(), f.column()}).toList();
  }
}
