package org.kokyu.land.vegetation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Leaf area of an IGBP class through the year, where no composite of its own is known: monthly
 * values of a MODIS climatology (table with its source beside the program), straight lines between
 * the middles of months, the year shifted by half in the south. One class is one value over a
 * hemisphere: the standard deviation is taken as half the value and 0.5 at least.
 */
public final class LeafAreaClimatology {
  /** For the product's metadata. */
  public static final String NAME =
      "monthly leaf area of land-cover classes (Noah-MP, MODIS 2000-2008)";

  private static final String RESOURCE = "/org/kokyu/land/vegetation/leaf-area-climatology.csv";
  private static final int CLASSES = 18;
  private static final int MONTHS = 12;
  private static final float[][] TABLE = table();

  private LeafAreaClimatology() {}

  private static float[][] table() {
    float[][] table = new float[CLASSES][];
    try (InputStream in = LeafAreaClimatology.class.getResourceAsStream(RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (line.charAt(0) == '#' || line.startsWith("class,")) {
          continue;
        }
        String[] f = line.split(",");
        float[] months = new float[MONTHS];
        for (int m = 0; m < MONTHS; m++) {
          months[m] = Float.parseFloat(f[1 + m]);
        }
        table[Integer.parseInt(f[0])] = months;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  /**
   * Leaf area of all classes on a day, not a number where there is none.
   *
   * @param north whether north of the equator
   */
  public static float[] of(LocalDate day, boolean north) {
    double x = (day.getDayOfYear() - 1) * MONTHS / (double) day.lengthOfYear() - 0.5;
    x = (x + (north ? 0 : MONTHS / 2) + MONTHS) % MONTHS;
    int before = (int) x;
    int after = (before + 1) % MONTHS;
    double w = x - before;
    float[] lai = new float[CLASSES];
    Arrays.fill(lai, Float.NaN);
    for (int c = 0; c < CLASSES; c++) {
      if (TABLE[c] != null) {
        lai[c] = (float) (TABLE[c][before] + w * (TABLE[c][after] - TABLE[c][before]));
      }
    }
    return lai;
  }

  /** One standard deviation. */
  static float sigma(float lai) {
    return Math.max(0.5f, 0.5f * lai);
  }

  /** The same of the light that such leaves absorb. */
  public static float faparSigma(float lai) {
    return Canopy.faparSigmaOfLeaves(lai, sigma(lai));
  }
}
