package org.kokyu.flux.field;

import org.kokyu.core.flux.FluxQuality;
import org.kokyu.core.flux.FluxRows;
import org.kokyu.core.flux.FluxVariable;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.flux.fire.FireGas;

/**
 * Fluxes of a day as the sum of its hours: Σ F_h · 3600 s · M.
 *
 * <p>An hour that is missing takes the mean of the nearest hours before and after it; with more
 * than {@value #MOST_MISSING} missing hours a cell has no sum. Fires are never filled in here: an
 * hour without a map has none. Standard uncertainties add up, because the hours of a day err alike
 * (parameters, calibration of light, land cover). Mean production of the last days: R ← R + w (G −
 * R), w = 1 − exp(−1/10). Immutable, thread-safe.
 */
public final class DayKernel {
  /** Hours that may be missing. */
  public static final int MOST_MISSING = 6;

  private static final int HOURS = 24;
  private static final double SECONDS = 3600;
  private static final float MEMORY_DAYS = 10;

  private final float weight = 1 - (float) Math.exp(-1 / MEMORY_DAYS);

  /** Grams per hour and square metre of a flux of 1 µmol m-2 s-1. */
  public static double grams(FluxVariable variable) {
    double perMol =
        switch (variable) {
          case FIRE_CH4 -> FireGas.CH4.molarMassGrams();
          case FIRE_N2O -> FireGas.N2O.molarMassGrams();
          default -> PhysicalConstants.MOLAR_MASS_CARBON * 1000;
        };
    return perMol * 1e-6 * SECONDS;
  }

  /** Reads the rows of an hour's map. */
  public interface HourRows {
    /** False if there is no map of the hour. */
    boolean has(int hour);

    void values(int hour, FluxVariable variable, float[] into);

    void uncertainty(int hour, FluxVariable variable, float[] into);

    void flags(int hour, byte[] into);
  }

  /**
   * Computes.
   *
   * @param previousRecent mean production of the last days at the end of the day before, NaN where
   *     not known
   */
  public void compute(HourRows hours, float[] previousRecent, FluxRows out) {
    int n = out.cells();
    float[] hour = new float[n];
    float[] last = new float[n];
    int[] gap = new int[n];
    byte[] missing = new byte[n];
    for (FluxVariable v : FluxVariable.values()) {
      boolean gaps = !v.ofFire();
      sum(hours, v, false, gaps, out.values(v), new Scratch(hour, last, gap, missing));
      if (v == FluxVariable.NEE) {
        for (int i = 0; i < n; i++) {
          out.word()[i] |= missing[i] == 0 ? 0 : FluxQuality.GAPS_FILLED.bit();
          out.word()[i] |= missing[i] > MOST_MISSING ? FluxQuality.TOO_FEW.bit() : 0;
        }
      }
      sum(hours, v, true, gaps, out.uncertainty(v), new Scratch(hour, last, gap, missing));
    }
    doubts(hours, out);
    float[] gpp = out.values(FluxVariable.GPP);
    float[] nee = out.values(FluxVariable.NEE);
    for (int i = 0; i < n; i++) {
      float before = previousRecent[i];
      out.recentGpp()[i] =
          Float.isNaN(before)
              ? gpp[i]
              : Float.isNaN(gpp[i]) ? before : before + weight * (gpp[i] - before);
      out.flag()[i] = HourKernel.flag(out.word()[i], nee[i]);
    }
  }

  private record Scratch(float[] hour, float[] last, int[] gap, byte[] missing) {}

  /** Sums; a gap is closed when the next value comes, or at the end of the day. */
  private static void sum(
      HourRows hours,
      FluxVariable variable,
      boolean uncertainty,
      boolean fillGaps,
      float[] out,
      Scratch scratch) {
    float[] hour = scratch.hour();
    float[] last = scratch.last();
    int[] gap = scratch.gap();
    byte[] missing = scratch.missing();
    int n = out.length;
    double[] sum = new double[n];
    java.util.Arrays.fill(last, Float.NaN);
    java.util.Arrays.fill(gap, 0);
    java.util.Arrays.fill(missing, (byte) 0);
    for (int h = 0; h < HOURS; h++) {
      if (!hours.has(h)) {
        java.util.Arrays.fill(hour, fillGaps ? Float.NaN : 0);
      } else if (uncertainty) {
        hours.uncertainty(h, variable, hour);
      } else {
        hours.values(h, variable, hour);
      }
      for (int i = 0; i < n; i++) {
        float x = hour[i];
        if (Float.isNaN(x)) {
          gap[i]++;
          missing[i]++;
        } else {
          if (gap[i] > 0) {
            sum[i] += gap[i] * (Float.isNaN(last[i]) ? x : 0.5 * (x + last[i]));
            gap[i] = 0;
          }
          sum[i] += x;
          last[i] = x;
        }
      }
    }
    double grams = grams(variable);
    for (int i = 0; i < n; i++) {
      double all = gap[i] > 0 ? sum[i] + gap[i] * (double) last[i] : sum[i];
      out[i] = missing[i] > MOST_MISSING ? Float.NaN : (float) (all * grams);
    }
  }

  /** A day with a doubtful hour by day or night is doubtful. */
  private static void doubts(HourRows hours, FluxRows out) {
    byte[] flags = new byte[out.cells()];
    for (int h = 0; h < HOURS; h++) {
      if (hours.has(h)) {
        hours.flags(h, flags);
        for (int i = 0; i < flags.length; i++) {
          out.word()[i] |= flags[i] == 1 ? FluxQuality.PRODUCTION_WITH_CARE.bit() : 0;
        }
      }
    }
  }
}
