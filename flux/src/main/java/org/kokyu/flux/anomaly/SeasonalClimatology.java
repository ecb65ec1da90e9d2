package org.kokyu.flux.anomaly;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * What is usual at one hour of the day in one window of 15 days, for every cell of a grid: a sample
 * of at most {@value #VALUES} of the days seen, over all years.
 *
 * <p>Which days are kept is decided by a fixed hash of the day's number, smallest first: the sample
 * is as good as drawn at random, the same for any order of learning, and learning a day again
 * replaces it. Values are packed to 16 bits. A cell takes {@value #BYTES_PER_CELL} bytes, so a file
 * of one hour and one window of the 0.25 degree Asia grid (480 by 480, two fifths land) is 9 MB
 * before it is deflated and all 24 times 24 of them are 5 GB; daily ones alone are 0.2 GB there,
 * 1.3 GB at 0.1 degrees and 33 GB at 0.02 degrees.
 *
 * <p>Learning: a cell has a score from {@value #LEAST_YEARS} years and {@link RobustScore#LEAST}
 * values on; before, it has none. Windows are numbered 0 … 23, the last one takes the days left
 * over. Mutable, not thread-safe.
 */
public final class SeasonalClimatology {
  /** Most days per cell. */
  public static final int VALUES = 24;

  /** Fewest years of a score. */
  public static final int LEAST_YEARS = 3;

  /** Number of windows in a year. */
  public static final int WINDOWS = 24;

  static final int BYTES_PER_CELL = 4 * VALUES;
  private static final short EMPTY = Short.MIN_VALUE;
  private static final double PER_WINDOW = 365.25 / WINDOWS;

  private final int hourUtc;
  private final int window;
  private final double scale;
  private final int cells;
  private final short[] packed;
  private final short[] days;

  /**
   * @param hourUtc 0 … 23
   * @param window 0 … 23
   * @param scale unit of the packed values: 0.01 for kelvins leaves a range of ±327 K
   * @param packed [cell][value], the lowest short where empty
   * @param days since 1970 of each, as unsigned shorts
   */
  public SeasonalClimatology(int hourUtc, int window, double scale, short[] packed, short[] days) {
    if (packed.length != days.length || packed.length % VALUES != 0 || !(scale > 0)) {
      throw new IllegalArgumentException("sizes of a climatology");
    }
    this.hourUtc = hourUtc;
    this.window = window;
    this.scale = scale;
    this.cells = packed.length / VALUES;
    this.packed = packed;
    this.days = days;
  }

  /** Nothing learned yet. */
  public static SeasonalClimatology empty(int hourUtc, int window, double scale, int cells) {
    short[] packed = new short[Math.multiplyExact(cells, VALUES)];
    Arrays.fill(packed, EMPTY);
    return new SeasonalClimatology(hourUtc, window, scale, packed, new short[packed.length]);
  }

  /** Window of a day. */
  public static int window(LocalDate day) {
    return Math.min(WINDOWS - 1, (int) ((day.getDayOfYear() - 1) / PER_WINDOW));
  }

  public int hourUtc() {
    return hourUtc;
  }

  public int window() {
    return window;
  }

  public double scale() {
    return scale;
  }

  public int cells() {
    return cells;
  }

  /** Packed values, shared. */
  public short[] packed() {
    return packed;
  }

  /** Days of the values, shared. */
  public short[] days() {
    return days;
  }

  /**
   * Remembers a day of this window.
   *
   * @param values one per cell, not a number where missing
   */
  public void learn(LocalDate day, float[] values) {
    if (window(day) != window || values.length != cells) {
      throw new IllegalArgumentException(
          "a day of window %d with %d values expected, found %s with %d"
              .formatted(window, cells, day, values.length));
    }
    short number = (short) day.toEpochDay();
    for (int c = 0; c < cells; c++) {
      double v = Math.rint(values[c] / scale);
      if (Math.abs(v) < Short.MAX_VALUE) { // false for what is not a number
        put(c, number, (short) v);
      }
    }
  }

  private void put(int cell, short day, short value) {
    int worst = -1;
    long most = rank(day);
    for (int i = cell * VALUES; i < (cell + 1) * VALUES; i++) {
      if (packed[i] == EMPTY || days[i] == day) {
        packed[i] = value;
        days[i] = day;
        return;
      }
      if (rank(days[i]) > most) {
        most = rank(days[i]);
        worst = i;
      }
    }
    if (worst >= 0) {
      packed[worst] = value;
      days[worst] = day;
    }
  }

  /** Fixed random number of a day (finaliser of SplitMix64, G. L. Steele et al. 2014). */
  private static long rank(short day) {
    long x = (day & 0xffffL) * 0x9e3779b97f4a7c15L;
    x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return (x ^ (x >>> 31)) >>> 1;
  }

  private double[] values(int cell) {
    double[] values = new double[VALUES];
    for (int i = 0; i < VALUES; i++) {
      short p = packed[cell * VALUES + i];
      values[i] = p == EMPTY ? Double.NaN : p * scale;
    }
    return values;
  }

  private int[] yearsOf(int cell) {
    int[] years = new int[VALUES];
    for (int i = 0; i < VALUES; i++) {
      int at = cell * VALUES + i;
      years[i] = packed[at] == EMPTY ? 0 : LocalDate.ofEpochDay(days[at] & 0xffff).getYear();
    }
    return years;
  }

  /** Number of years that a cell has values of; the learning period is this of three. */
  public int years(int cell) {
    return (int) Arrays.stream(yearsOf(cell)).filter(y -> y > 0).distinct().count();
  }

  /** Score of each value; not a number before there is one. */
  public double[] scores(float[] values) {
    double[] z = new double[cells];
    for (int c = 0; c < cells; c++) {
      z[c] = years(c) < LEAST_YEARS ? Double.NaN : RobustScore.spread(values(c)).score(values[c]);
    }
    return z;
  }

  /** Scores of the years among themselves, for probabilities. */
  public EmpiricalNull background() {
    EmpiricalNull background = new EmpiricalNull();
    for (int c = 0; c < cells; c++) {
      if (years(c) >= LEAST_YEARS) {
        background.add(RobustScore.leaveGroupOut(values(c), yearsOf(c)));
      }
    }
    return background;
  }

  /** Quantile of a cell, linear between its values; not a number before there is a score. */
  public double quantile(int cell, double share) {
    double[] sorted = Arrays.stream(values(cell)).filter(Double::isFinite).sorted().toArray();
    if (years(cell) < LEAST_YEARS || sorted.length < RobustScore.LEAST) {
      return Double.NaN;
    }
    double at = share * (sorted.length - 1);
    int low = (int) at;
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }
}
