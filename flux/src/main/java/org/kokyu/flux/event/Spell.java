package org.kokyu.flux.event;

import org.kokyu.core.event.EventKind;
import org.kokyu.flux.anomaly.SeasonalClimatology;

/**
 * Days in a row beyond a quantile of the season, per cell: heat waves above the 90th percentile of
 * the 15-day window, cold surges below the 10th, from the third day on (S. E. Perkins and L. V.
 * Alexander 2013, Journal of Climate 26, 4500, doi:10.1175/JCLI-D-12-00383.1).
 *
 * <p>A day without a value (cloud) leaves the run as it is; a second one in a row ends it. A cell
 * whose climatology is still learning has no run. Mutable, not thread-safe.
 */
public final class Spell {
  /** Days of a spell. */
  public static final int LEAST_DAYS = 3;

  private static final double SHARE = 0.9;

  private final boolean hot;
  private final byte[] run;
  private final byte[] missing;

  /**
   * @param kind heat wave or cold surge
   * @param cells of the grid
   */
  public Spell(EventKind kind, int cells) {
    if (kind != EventKind.HEAT_WAVE && kind != EventKind.COLD_SURGE) {
      throw new IllegalArgumentException("heat wave or cold surge expected, found " + kind);
    }
    hot = kind == EventKind.HEAT_WAVE;
    run = new byte[cells];
    missing = new byte[cells];
  }

  /**
   * Takes the next day.
   *
   * @param values land surface temperature of every cell [K], not a number where missing
   * @param usual climatology of the same hour and of the day's window
   * @return cells that are in a spell
   */
  public boolean[] next(float[] values, SeasonalClimatology usual) {
    boolean[] inSpell = new boolean[run.length];
    for (int c = 0; c < run.length; c++) {
      if (Float.isNaN(values[c])) {
        if (++missing[c] > 1) {
          run[c] = 0;
          missing[c] = 1;
        }
      } else {
        double limit = usual.quantile(c, hot ? SHARE : 1 - SHARE);
        boolean beyond = hot ? values[c] > limit : values[c] < limit; // false without a limit
        run[c] = (byte) (beyond ? Math.min(100, run[c] + 1) : 0);
        missing[c] = 0;
      }
      inSpell[c] = run[c] >= LEAST_DAYS;
    }
    return inSpell;
  }

  /**
   * Cells in drought: uptake unusually low and the air unusually dry.
   *
   * @param lowUptake cells that control of false discoveries kept
   * @param drynessScore of the vapour-pressure deficit
   * @param leastScore that counts as dry, 1 to 1.5 usual
   */
  public static boolean[] drought(boolean[] lowUptake, double[] drynessScore, double leastScore) {
    boolean[] dry = new boolean[lowUptake.length];
    for (int c = 0; c < dry.length; c++) {
      dry[c] = lowUptake[c] && drynessScore[c] >= leastScore;
    }
    return dry;
  }
}
