package org.kokyu.flux.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Search for drops of ten days in daily departures: a matched filter in the noise of the record.
 *
 * <pre>z(s, t) = hᵀ C⁻¹ y / √(hᵀ C⁻¹ h)   over the days up to t</pre>
 *
 * <p>h: one on the ten days from s on; C: {@link DepartureNoise}. With t the last day of the record
 * it is the generalised least-squares estimate of the drop over its error, standard normal where
 * nothing happens; with earlier t what could be said on that day. The limit of z is set by
 * departures drawn from the noise itself, so that alarms come at a chosen mean number. Immutable.
 */
public final class DropScan {
  /** Days of a drop. */
  public static final int LENGTH = 10;

  private static final int LEAST_DAYS = 4;
  private static final int MERGED_DAYS = 10;

  /**
   * A drop.
   *
   * @param firstDay of the ten days that fit best
   * @param alarmDay first day on which the statistic that was asked for passed its limit
   * @param score z of those days
   * @param logRatio estimated ln(observed / expected)
   */
  public record Drop(int firstDay, int alarmDay, double score, double logRatio) {}

  private final DailyDepartures departures;
  private final double[][] factor;
  private final List<double[]> boxes = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  /** A search in the noise of a record. */
  public DropScan(DailyDepartures departures, DepartureNoise noise) {
    this.departures = departures;
    this.factor = noise.factor(departures);
    int[] day = departures.day();
    for (int s = day[0]; s + LENGTH - 1 <= day[day.length - 1]; s++) {
      double[] h = new double[day.length];
      int n = 0;
      for (int i = 0; i < h.length; i++) {
        if (day[i] >= s && day[i] < s + LENGTH) {
          h[i] = 1;
          n++;
        }
      }
      if (n >= LEAST_DAYS) {
        boxes.add(DepartureNoise.whitened(factor, h));
        starts.add(s);
      }
    }
  }

  /** First days of the drops that can be asked for. */
  public List<Integer> starts() {
    return List.copyOf(starts);
  }

  /** z of every start, from the whole record. */
  public double[] scores(DailyDepartures d) {
    double[] u = DepartureNoise.whitened(factor, d.logRatio());
    double[] z = new double[boxes.size()];
    for (int b = 0; b < z.length; b++) {
      double[] sums = sums(boxes.get(b), u, u.length);
      z[b] = sums[0] / Math.sqrt(sums[1]);
    }
    return z;
  }

  private static double[] sums(double[] h, double[] u, int end) {
    double dot = 0;
    double square = 0;
    for (int i = 0; i < end; i++) {
      dot += h[i] * u[i];
      square += h[i] * h[i];
    }
    return new double[] {dot, square};
  }

  /** Expected z of a drop of a size that starts on each of the starts. */
  public double[] power(double logRatio) {
    double[] power = new double[boxes.size()];
    for (int b = 0; b < power.length; b++) {
      power[b] = Math.abs(logRatio) * Math.sqrt(sums(boxes.get(b), boxes.get(b), factor.length)[1]);
    }
    return power;
  }

  /** Drops below a limit, from the whole record; those within ten days of each other are one. */
  public List<Drop> drops(DailyDepartures d, double limit) {
    double[] u = DepartureNoise.whitened(factor, d.logRatio());
    double[] z = scores(d);
    List<Drop> drops = new ArrayList<>();
    int before = Integer.MIN_VALUE / 2;
    for (int b = 0; b < z.length; b++) {
      if (z[b] >= -limit) {
        continue;
      }
      double[] sums = sums(boxes.get(b), u, u.length);
      Drop drop = new Drop(starts.get(b), starts.get(b), z[b], sums[0] / sums[1]);
      if (starts.get(b) - before > MERGED_DAYS) {
        drops.add(drop);
      } else {
        Drop last = drops.get(drops.size() - 1);
        if (z[b] < last.score()) {
          drops.set(
              drops.size() - 1, new Drop(starts.get(b), last.alarmDay(), z[b], drop.logRatio()));
        }
      }
      before = starts.get(b);
    }
    return drops;
  }

  /**
   * Smallest z that the days up to each day give for a drop that began at most nine days before.
   *
   * @return one value per day of the departures, 0 where there is none
   */
  public double[] online(DailyDepartures d) {
    double[] u = DepartureNoise.whitened(factor, d.logRatio());
    int[] day = d.day();
    double[] lowest = new double[day.length];
    for (int b = 0; b < boxes.size(); b++) {
      double[] h = boxes.get(b);
      double dot = 0;
      double square = 0;
      for (int i = 0; i < day.length && day[i] < starts.get(b) + LENGTH; i++) {
        dot += h[i] * u[i];
        square += h[i] * h[i];
        if (day[i] >= starts.get(b) && square > 0) {
          lowest[i] = Math.min(lowest[i], dot / Math.sqrt(square));
        }
      }
    }
    return lowest;
  }

  /** Number of runs below a limit; runs within ten days of each other are one. */
  public int alarms(double[] online, double limit) {
    int n = 0;
    int before = Integer.MIN_VALUE / 2;
    for (int i = 0; i < online.length; i++) {
      if (online[i] < -limit) {
        n += departures.day()[i] - before > MERGED_DAYS ? 1 : 0;
        before = departures.day()[i];
      }
    }
    return n;
  }

  /**
   * Limits at which departures drawn from the noise give a mean number of alarms.
   *
   * @param perSeason mean number
   * @param runs drawn
   * @return of the whole-record score, of the day-by-day one
   */
  public double[] limits(double perSeason, long seed, int runs) {
    Random random = new Random(seed);
    double[][] offline = new double[runs][];
    List<DailyDepartures> drawn = new ArrayList<>();
    double[][] online = new double[runs][];
    for (int r = 0; r < runs; r++) {
      DailyDepartures d = departures.with(draw(random));
      drawn.add(d);
      offline[r] = scores(d);
      online[r] = online(d);
    }
    return new double[] {
      limit(perSeason, runs, (r, u) -> count(offline[r], u)),
      limit(perSeason, runs, (r, u) -> alarms(online[r], u))
    };
  }

  private interface Counter {
    int alarms(int run, double limit);
  }

  private static double limit(double perSeason, int runs, Counter counter) {
    double low = 0.5;
    double high = 6;
    for (int i = 0; i < 30; i++) {
      double middle = (low + high) / 2;
      int sum = 0;
      for (int r = 0; r < runs; r++) {
        sum += counter.alarms(r, middle);
      }
      if (sum > perSeason * runs) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private int count(double[] z, double limit) {
    int n = 0;
    int before = Integer.MIN_VALUE / 2;
    for (int b = 0; b < z.length; b++) {
      if (z[b] < -limit) {
        n += starts.get(b) - before > MERGED_DAYS ? 1 : 0;
        before = starts.get(b);
      }
    }
    return n;
  }

  private double[] draw(Random random) {
    double[] g = new double[factor.length];
    for (int i = 0; i < g.length; i++) {
      g[i] = random.nextGaussian();
    }
    double[] y = new double[g.length];
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k <= i; k++) {
        y[i] += factor[i][k] * g[k];
      }
    }
    return y;
  }
}
