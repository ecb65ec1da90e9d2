package org.kokyu.land;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.kokyu.core.parallel.BlockLoop;

/**
 * An estimate of surface temperature that is made strip by strip while the bands of a scene arrive,
 * with the same result as at once.
 *
 * <p>A strip goes through three steps: the sun, once its own rows are there; the cloud mask, once
 * the rows within the mask's halo are; the temperature, once the mask of its neighbours is. Whoever
 * reports rows does what has become possible. Thread-safe.
 */
public final class LstStrips {
  private static final int STRIP_ROWS = 50;

  private enum Step {
    WAITING,
    RUNNING,
    DONE
  }

  private final LstRows rows;
  private final BaselineCloudMask.Strips mask;
  private final String composite;
  private final int gridRows;
  private final int halo;
  private final boolean[] there;
  private final Step[] sun;
  private final Step[] cloud;
  private final Step[] temperature;
  private boolean finishing;
  private final ReadWriteLock reports = new ReentrantReadWriteLock();

  /**
   * @param composite hash of the composite of clear days, empty without one
   */
  LstStrips(LstRows rows, BaselineCloudMask.Strips mask, String composite) {
    this.rows = rows;
    this.mask = mask;
    this.composite = composite;
    this.gridRows = rows.scene.grid().rows();
    // the mask looks one row beyond the rows it makes
    this.halo = (mask.haloRows() + STRIP_ROWS) / STRIP_ROWS;
    int strips = (gridRows + STRIP_ROWS - 1) / STRIP_ROWS;
    this.there = new boolean[strips];
    this.sun = waiting(strips);
    this.cloud = waiting(strips);
    this.temperature = waiting(strips);
  }

  private static Step[] waiting(int n) {
    Step[] steps = new Step[n];
    Arrays.fill(steps, Step.WAITING);
    return steps;
  }

  LstRows rows() {
    return rows;
  }

  BaselineCloudMask.Strips mask() {
    return mask;
  }

  /** Whether it was begun with this composite of clear days. */
  public boolean isBasedOn(String compositeSha256) {
    return composite.equals(compositeSha256);
  }

  /**
   * Takes note of rows whose bands and times are there and will not change, and does on this thread
   * what has become possible.
   *
   * @param complete per row of the grid; rows once reported stay
   */
  public void rowsAreThere(boolean[] complete) {
    synchronized (this) {
      for (int s = 0; s < there.length; s++) {
        boolean all = true;
        for (int r = first(s); r < first(s + 1) && all; r++) {
          all = complete[r];
        }
        there[s] |= all;
      }
    }
    reports.readLock().lock();
    try {
      for (Runnable next = next(); next != null; next = next()) {
        next.run();
      }
    } finally {
      reports.readLock().unlock();
    }
  }

  private int first(int strip) {
    return Math.min(gridRows, strip * STRIP_ROWS);
  }

  private synchronized Runnable next() {
    for (int s = 0; s < there.length && !finishing; s++) {
      Step[] possible = possible(s);
      if (possible != null) {
        int strip = s;
        possible[s] = Step.RUNNING;
        return () -> run(possible, strip);
      }
    }
    return null;
  }

  private Step[] possible(int s) {
    if (there[s] && sun[s] == Step.WAITING) {
      return sun;
    }
    if (cloud[s] == Step.WAITING && all(sun, s, halo)) {
      return cloud;
    }
    return temperature[s] == Step.WAITING && all(cloud, s, 1) ? temperature : null;
  }

  private static boolean all(Step[] steps, int strip, int around) {
    int to = Math.min(steps.length - 1, strip + around);
    for (int s = Math.max(0, strip - around); s <= to; s++) {
      if (steps[s] != Step.DONE) {
        return false;
      }
    }
    return true;
  }

  private void run(Step[] steps, int strip) {
    int from = first(strip);
    int to = first(strip + 1);
    if (steps == sun) {
      rows.sun(from, to);
    } else if (steps == cloud) {
      mask.rows(from, to);
    } else {
      rows.temperature(mask.levels(), from, to);
    }
    synchronized (this) {
      steps[strip] = Step.DONE;
    }
  }

  /** Does all that is left; rows that were not reported are taken as they are. */
  void finish(Executor executor, int helpers) {
    stopReports();
    finish(sun, executor, helpers);
    mask.prepareAll(executor, helpers);
    finish(cloud, executor, helpers);
    finish(temperature, executor, helpers);
  }

  /** Nothing new is begun for rows that are reported from now on; waits for what was begun. */
  private void stopReports() {
    synchronized (this) {
      finishing = true;
    }
    reports.writeLock().lock();
    reports.writeLock().unlock();
  }

  private void finish(Step[] steps, Executor executor, int helpers) {
    int[] left;
    synchronized (this) {
      left = IntStream.range(0, steps.length).filter(s -> steps[s] != Step.DONE).toArray();
    }
    BlockLoop.run(executor, helpers, left.length, i -> run(steps, left[i]));
  }
}
