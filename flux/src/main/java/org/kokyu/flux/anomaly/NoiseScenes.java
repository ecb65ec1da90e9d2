package org.kokyu.flux.anomaly;

import java.util.Random;
import org.kokyu.flux.anomaly.EmpiricalNull.Side;

/**
 * Scenes of pure noise, to measure what the control of false discoveries is worth. Each pixel has
 * three years of eleven days at one hour as references and one new value; nothing in it is unusual.
 * Thread-safe.
 */
public final class NoiseScenes {
  private static final int EDGE = 16;
  private static final int YEARS = 3;
  private static final int DAYS = 11;

  /** Law of the noise. */
  public enum Law {
    /** Normal, independent in space and time. */
    WHITE,
    /** Normal, alike over a few pixels and from day to day (0.6). */
    CORRELATED,
    /** Student's t with three degrees of freedom. */
    HEAVY_TAILED,
    /** Log-normal: skew. */
    SKEW
  }

  private NoiseScenes() {}

  /** Share of scenes with at least one discovery. */
  public static double falseAlarmRate(Law law, long seed, int scenes, double rate) {
    int alarms = 0;
    for (int s = 0; s < scenes; s++) {
      boolean[] kept = judge(law, new Random(seed * 1_000_003L + s), rate, 0);
      boolean any = false;
      for (boolean k : kept) {
        any |= k;
      }
      alarms += any ? 1 : 0;
    }
    return (double) alarms / scenes;
  }

  /** Share found of a block of unusual pixels, a tenth of the scene, moved by some deviations. */
  public static double detection(Law law, long seed, int scenes, double rate, double shift) {
    int found = 0;
    int there = EDGE * EDGE / 10;
    for (int s = 0; s < scenes; s++) {
      boolean[] kept = judge(law, new Random(seed * 1_000_003L + s), rate, shift);
      for (int i = 0; i < there; i++) {
        found += kept[i] ? 1 : 0;
      }
    }
    return (double) found / scenes / there;
  }

  private static boolean[] judge(Law law, Random random, double rate, double shift) {
    int pixels = EDGE * EDGE;
    double[][] reference = new double[pixels][YEARS * DAYS];
    int[] year = new int[YEARS * DAYS];
    for (int y = 0; y < YEARS; y++) {
      double[] field = null;
      for (int d = 0; d < DAYS; d++) {
        field = next(law, random, field);
        for (int i = 0; i < pixels; i++) {
          reference[i][y * DAYS + d] = value(law, field[i]);
        }
        year[y * DAYS + d] = y;
      }
    }
    double[] today = next(law, random, null);
    EmpiricalNull background = new EmpiricalNull();
    double[] score = new double[pixels];
    for (int i = 0; i < pixels; i++) {
      background.add(RobustScore.leaveGroupOut(reference[i], year));
      double disturbance = i < pixels / 10 ? shift : 0;
      score[i] = RobustScore.spread(reference[i]).score(value(law, today[i]) + disturbance);
    }
    double[] p = new double[pixels];
    for (int i = 0; i < pixels; i++) {
      p[i] = background.probability(score[i], Side.BOTH);
    }
    return FalseDiscovery.kept(p, rate, FalseDiscovery.Dependence.POSITIVE);
  }

  private static double value(Law law, double normal) {
    return law == Law.SKEW ? Math.exp(normal) : normal;
  }

  private static double[] next(Law law, Random random, double[] before) {
    double[] field = new double[EDGE * EDGE];
    for (int i = 0; i < field.length; i++) {
      field[i] = random.nextGaussian();
      if (law == Law.HEAVY_TAILED) {
        double chi = 0;
        for (int k = 0; k < 3; k++) {
          double g = random.nextGaussian();
          chi += g * g;
        }
        field[i] /= Math.sqrt(chi / 3);
      }
    }
    if (law != Law.CORRELATED) {
      return field;
    }
    double[] smooth = smooth(smooth(field));
    if (before != null) {
      for (int i = 0; i < smooth.length; i++) {
        smooth[i] = 0.6 * before[i] + 0.8 * smooth[i];
      }
    }
    return smooth;
  }

  /** Mean of three by three on a torus, times three: variance stays one for independent values. */
  private static double[] smooth(double[] field) {
    double[] out = new double[field.length];
    for (int r = 0; r < EDGE; r++) {
      for (int c = 0; c < EDGE; c++) {
        double sum = 0;
        for (int dr = EDGE - 1; dr <= EDGE + 1; dr++) {
          for (int dc = EDGE - 1; dc <= EDGE + 1; dc++) {
            sum += field[(r + dr) % EDGE * EDGE + (c + dc) % EDGE];
          }
        }
        out[r * EDGE + c] = sum / 3;
      }
    }
    return out;
  }
}
