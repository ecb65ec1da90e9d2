package org.kokyu.land;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;

/**
 * A cloud mask from one scene (infrared, by day visible bands where the scene has them) and, where
 * it has been learned, the composite of clear days; no forecast. It errs on the cloudy side by day
 * over mixed land; by night without the composite it misses thin and low cloud that fills a region.
 *
 * <p>Tests, the most cloudy result counts:
 *
 * <ul>
 *   <li>cold: T14 below 270 K within 30 degrees of the equator, falling by 1 K per degree to 240 K
 *       at 60 degrees: cloudy;
 *   <li>deficit D = warm end of the region (90th percentile, about 100 km around, land and sea
 *       apart where a mask is given) − T14: cloudy, probably cloudy, probably clear above three
 *       thresholds for sea, land by night and land by day;
 *   <li>texture: standard deviation of T14 in 3 × 3 pixels above two thresholds: probably cloudy or
 *       probably clear; the coast is left out where a mask is given;
 *   <li>thin ice: T14 − T15 above the largest clear-sky value for this T14 and view: probably
 *       cloudy, 1 K above: cloudy. The clear-sky values are the largest of 7020 line-by-line cases
 *       (26 atmospheres, 9 surfaces, θ 0 … 60°) plus 0.3 K, linear in T14 and sec θ;
 *   <li>night with band 7: T7 − T14 below −2 K (water cloud: its emissivity at 3.9 µm is lower) or
 *       above 4 K + (T14 − T15) (thin ice over a warm surface; the second term leaves room for
 *       water vapour, which darkens band 14 more than band 7): probably cloudy;
 *   <li>visible, with bands 3 and 4 and the sun at least 15 degrees high: {@link VisibleCloudTest};
 *   <li>composite, where {@link ClearSkyReference} is ready: reference − T13 above three thresholds
 *       plus twice the spread of the warm days, as for the deficit. It only ever adds cloud;
 *   <li>neighbours of a cloudy pixel are at best probably clear.
 * </ul>
 *
 * <p>The night thresholds of band 7 are usual values of geostationary masks; those of deficit and
 * texture were chosen on a synthetic scene (docs/lst.md states the skill). Immutable, thread-safe.
 */
public final class BaselineCloudMask {
  /** Version line for provenance. */
  public static final String VERSION = "cloud-mask 4";

  private static final int ROWS_PER_BLOCK = 50;
  private static final double REGION_KM = 100;

  private final Executor executor;
  private final int helpers;

  public BaselineCloudMask(Executor executor, int helpers) {
    this.executor = executor;
    this.helpers = helpers;
  }

  /**
   * Cloud mask of a scene with bands 14 and 15, bands 3, 4 and 7 if there.
   *
   * @param cosSolarZenith per pixel
   */
  public CloudField of(ImagerScene scene, LandState land, float[] cosSolarZenith) {
    return of(scene, land, cosSolarZenith, Optional.empty());
  }

  /**
   * The same with the composite of clear days.
   *
   * @param composite of the days before the scene's own; used where it is ready and band 13 is
   *     there
   */
  public CloudField of(
      ImagerScene scene,
      LandState land,
      float[] cosSolarZenith,
      Optional<ClearSkyReference> composite) {
    Strips strips = begin(scene, land, cosSolarZenith, composite);
    strips.prepareAll(executor, helpers);
    int rows = scene.grid().rows();
    BlockLoop.run(
        executor,
        helpers,
        (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK,
        b -> strips.rows(b * ROWS_PER_BLOCK, Math.min(rows, (b + 1) * ROWS_PER_BLOCK)));
    return strips.field();
  }

  /**
   * A mask that is made strip by strip while the scene arrives, with the same result as at once.
   *
   * @param scene whose arrays are being filled
   * @param cosSolarZenith per pixel, likewise
   */
  public Strips begin(
      ImagerScene scene,
      LandState land,
      float[] cosSolarZenith,
      Optional<ClearSkyReference> composite) {
    return new Strips(scene, land, cosSolarZenith, composite);
  }

  /** A mask in the making. Strips that do not overlap may be worked on by several threads. */
  public static final class Strips {
    private final int rows;
    private final int columns;
    private final boolean band13;
    private final Optional<ClearSkyReference> composite;
    private final RegionalWarmth warmth;
    private final boolean[] counted;
    private final boolean[] settled;
    private final CloudTests tests;
    private final byte[] mask;
    private final byte[] percent;
    private final byte[] withoutComposite;
    private long known;
    private long ready;
    private int mostDays;

    private Strips(
        ImagerScene scene, LandState land, float[] cosSun, Optional<ClearSkyReference> composite) {
      SceneGrid grid = scene.grid();
      rows = grid.rows();
      columns = grid.columns();
      band13 = scene.band(13).isPresent();
      this.composite = composite;
      float[] t14 = scene.band(14).orElseThrow().brightnessTemperatureK();
      warmth = new RegionalWarmth(t14, land.landMask(), rows, columns, blockSize(grid));
      counted = new boolean[warmth.blockRows()];
      settled = new boolean[warmth.blockRows()];
      tests = new CloudTests(scene, land, cosSun, warmth, composite);
      mask = new byte[grid.size()];
      percent = new byte[grid.size()];
      withoutComposite = new byte[composite.isPresent() ? grid.size() : 0];
    }

    /** Rows on either side of a strip that must be there as well, as far as the scene has them. */
    public int haloRows() {
      return warmth.haloRows();
    }

    /** Makes some rows; each row once. */
    public void rows(int from, int to) {
      prepare(from, to);
      int first = Math.max(0, from - 1);
      int last = Math.min(rows, to + 1);
      byte[] single = new byte[(last - first) * columns];
      byte[] beyondPercent = new byte[columns];
      byte[] beyondLevel = new byte[columns];
      CloudTests.RowScratch scratch = tests.scratch();
      for (int row = first; row < last; row++) {
        int at = (row - first) * columns;
        if (row < from || row >= to) {
          byte[] level = new byte[columns];
          tests.row(row, tests.scratch(), level, beyondPercent, beyondLevel, 0);
          System.arraycopy(level, 0, single, at, columns);
        } else {
          tests.row(row, scratch, mask, percent, withoutComposite, row * columns);
          System.arraycopy(mask, row * columns, single, at, columns);
        }
      }
      for (int row = from; row < to; row++) {
        spread(single, row - first, last - first, row * columns);
      }
      add(scratch);
    }

    private synchronized void add(CloudTests.RowScratch scratch) {
      known += scratch.known;
      ready += scratch.ready;
      mostDays = Math.max(mostDays, scratch.mostDays);
    }

    /**
     * Looks at the region of all rows that are left, on several threads; no rows may be in work.
     */
    void prepareAll(Executor executor, int helpers) {
      BlockLoop.run(
          executor,
          helpers,
          counted.length,
          b -> {
            if (!counted[b]) {
              warmth.count(b);
            }
          });
      BlockLoop.run(
          executor,
          helpers,
          settled.length,
          b -> {
            if (!settled[b]) {
              warmth.settle(b);
            }
          });
      markPrepared();
    }

    private synchronized void markPrepared() {
      Arrays.fill(counted, true);
      Arrays.fill(settled, true);
    }

    /** Levels of the rows that are made; shared, not to be changed. */
    byte[] levels() {
      return mask;
    }

    private synchronized void prepare(int from, int to) {
      int first = warmth.firstBlockRow(Math.max(0, from - 1));
      int last = Math.min(settled.length - 1, warmth.firstBlockRow(Math.min(rows, to + 1) - 1) + 1);
      for (int b = first; b <= last; b++) {
        for (int n = Math.max(0, b - 1); n <= Math.min(counted.length - 1, b + 1); n++) {
          if (!counted[n]) {
            warmth.count(n);
            counted[n] = true;
          }
        }
        if (!settled[b]) {
          warmth.settle(b);
          settled[b] = true;
        }
      }
    }

    /** Clear pixels beside a cloudy one are at best probably clear. */
    private void spread(byte[] single, int row, int last, int target) {
      int above = Math.max(0, row - 1) * columns;
      int here = row * columns;
      int below = Math.min(last - 1, row + 1) * columns;
      boolean before = false;
      boolean now = cloudy(single, above, here, below);
      for (int c = 0; c < columns; c++) {
        boolean after =
            c + 1 < columns && cloudy(single, above + c + 1, here + c + 1, below + c + 1);
        if ((before || now || after) && single[here + c] == CloudMask.CLEAR) {
          mask[target + c] = CloudMask.PROBABLY_CLEAR;
          percent[target + c] = (byte) Math.max(30, percent[target + c]);
        }
        before = now;
        now = after;
      }
    }

    private static boolean cloudy(byte[] single, int above, int here, int below) {
      return single[above] == CloudMask.CLOUDY
          || single[here] == CloudMask.CLOUDY
          || single[below] == CloudMask.CLOUDY;
    }

    /** The whole mask, once all rows are made. */
    public CloudField field() {
      return new CloudField(mask, percent, withoutComposite, basis());
    }

    private synchronized String basis() {
      String scene =
          "regional context of one infrared scene"
              + (tests.usesVisible() ? ", bands 3 and 4 by day" : "");
      if (composite.isEmpty()) {
        return scene;
      }
      return scene
          + "; "
          + (band13
              ? ClearSkyReference.describe(known, ready, mostDays)
              : "composite of clear days not used, band 13 is missing");
    }
  }

  private static int blockSize(SceneGrid grid) {
    double km = grid instanceof SceneGrid.LatLon l ? 111.2 * l.stepDeg() : 2.0;
    return Math.max(4, (int) Math.round(REGION_KM / km));
  }

  /** Share of the known pixels that are clear or probably clear, 0 … 1. */
  public static double clearFraction(byte[] mask) {
    int[] n = new int[5];
    for (byte b : mask) {
      n[b + 1]++;
    }
    int known = Arrays.stream(n, 1, 5).sum();
    return known == 0 ? 0 : (double) (n[1] + n[2]) / known;
  }
}
