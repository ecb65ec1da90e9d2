package org.kokyu.land;

import java.util.Locale;
import java.util.Map;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;

/** Score of fire fields against the truth. Sources count where the cover is below 0.02. */
final class FireScore {
  static final double[] EDGES_MW = {0, 5, 8, 12, 15, 20, 30, 60, 120, 1000};
  private static final double COUNTS_FROM_MW = 15;

  final int[] sources = new int[EDGES_MW.length - 1];
  final int[] found = new int[EDGES_MW.length - 1];
  private final double[] confidence = new double[EDGES_MW.length - 1];
  int fields;
  int large;
  int missed;
  int falseAlarms;
  int worstMissed;
  int worstFalse;
  private double ratio;
  private double z;
  private double zz;
  private int measured;

  /**
   * Adds a slot.
   *
   * @param power of the true sources by pixel [MW]
   * @param cover true cloud cover
   */
  void add(FireField field, Map<Integer, Double> power, float[] cover) {
    int missedHere = 0;
    int falseHere = 0;
    Map<Integer, FireDetection> detections = new java.util.HashMap<>();
    field.detections().forEach(d -> detections.put(d.pixel(), d));
    for (int pixel : detections.keySet()) {
      falseHere += power.containsKey(pixel) ? 0 : 1;
    }
    for (Map.Entry<Integer, Double> source : power.entrySet()) {
      if (!(cover[source.getKey()] < CloudSkill.CLEAR_BELOW)) {
        continue;
      }
      FireDetection d = detections.get(source.getKey());
      int bin = bin(source.getValue());
      sources[bin]++;
      found[bin] += d == null ? 0 : 1;
      confidence[bin] += d == null ? 0 : d.confidence();
      boolean counts = source.getValue() >= COUNTS_FROM_MW;
      large += counts ? 1 : 0;
      missedHere += counts && d == null ? 1 : 0;
      if (counts && d != null && !d.saturated()) {
        double standard = (d.frpMw() - source.getValue()) / d.frpUncertaintyMw();
        ratio += d.frpMw() / source.getValue();
        z += standard;
        zz += standard * standard;
        measured++;
      }
    }
    fields++;
    missed += missedHere;
    falseAlarms += falseHere;
    worstMissed = Math.max(worstMissed, missedHere);
    worstFalse = Math.max(worstFalse, falseHere);
  }

  private static int bin(double megawatt) {
    int b = 0;
    while (megawatt >= EDGES_MW[b + 1]) {
      b++;
    }
    return b;
  }

  double meanRatio() {
    return ratio / measured;
  }

  double zMean() {
    return z / measured;
  }

  double zDeviation() {
    return Math.sqrt(zz / measured - zMean() * zMean());
  }

  /** Share of the sources of a bin that were found. */
  double share(int bin) {
    return (double) found[bin] / sources[bin];
  }

  /** Mean confidence of those found. */
  double confidence(int bin) {
    return confidence[bin] / found[bin];
  }

  /** One line per bin: from, to, sources, found, share, confidence. */
  String curve() {
    StringBuilder s = new StringBuilder();
    for (int b = 0; b < sources.length; b++) {
      if (sources[b] > 0) {
        s.append(
            String.format(
                Locale.ROOT,
                "  %4.0f - %4.0f MW: %4d sources, %4d found, %.2f, confidence %.2f%n",
                EDGES_MW[b],
                EDGES_MW[b + 1],
                sources[b],
                found[b],
                share(b),
                found[b] == 0 ? 0 : confidence(b)));
      }
    }
    return s.toString();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d slots, %d clear sources of 15 MW or more, missed %d (at most %d), false %d (at most"
            + " %d), power ratio %.3f, z %.2f ± %.2f",
        fields,
        large,
        missed,
        worstMissed,
        falseAlarms,
        worstFalse,
        meanRatio(),
        zMean(),
        zDeviation());
  }
}
