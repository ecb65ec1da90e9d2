package org.kokyu.land;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Emissivity of IGBP land-cover classes in bands 7, 11, 13, 14, 15, 16: ε = εc f + εg (1 − f) with
 * the vegetation cover f, the emissivity εc of the class's canopy and εg of the ground below it;
 * without a vegetation index the one material that the class as a whole is taken for.
 *
 * <p>Materials are the NPOESS land types of the Community Radiative Transfer Model (emissivity over
 * wavelength, {@code IRVISlandCoeff_Module}, CC0) averaged over the boxcar bands; the material of a
 * whole class is that of NOAA's GSI ({@code igbp_to_npoess}); which of the materials is canopy and
 * which ground is our assignment. Canopies of the table are darker than most measured ones (broad
 * leaves 0.96, scrub 0.95), so its grass and brush may be up to 0.03 too low; snow and water are
 * not in it ({@link LandState}). Standard deviations: 0.01 for a canopy, 0.02 for ground and whole
 * classes, what is stated for class-based emissivities of stable and of dry surfaces (Snyder et al.
 * 1998, Int. J. Remote Sens. 19, 2753–2774).
 */
public final class LandCoverEmissivity {
  /** No class known. */
  public static final int UNKNOWN = 0;

  public static final int SNOW = 15;
  public static final int WATER = 17;

  private static final double CANOPY_SIGMA = 0.01;
  private static final double GROUND_SIGMA = 0.02;
  private static final String RESOURCE = "/org/kokyu/land/igbp-emissivity.csv";
  private static final int CLASSES = 18;
  private static final int MOST_BANDS = 17;

  /** [band][class][canopy, ground, whole], null where there is none. */
  private static final double[][][] TABLE = table();

  private LandCoverEmissivity() {}

  private static double[][][] table() {
    double[][][] table = new double[MOST_BANDS][CLASSES][];
    Map<Integer, Integer> bands = new TreeMap<>();
    for (String line : lines()) {
      String[] f = line.split(",");
      if (line.startsWith("class,")) {
        for (int i = 4; i < f.length; i++) {
          bands.put(i, Integer.parseInt(f[i].substring(1)));
        }
      } else if (line.charAt(0) != '#') {
        int part = List.of("canopy", "ground", "whole").indexOf(f[2]);
        bands.forEach(
            (i, band) -> {
              double[][] byClass = table[band];
              int number = Integer.parseInt(f[0]);
              if (byClass[number] == null) {
                byClass[number] = new double[3];
              }
              byClass[number][part] = Double.parseDouble(f[i]);
            });
      }
    }
    return table;
  }

  private static List<String> lines() {
    try (InputStream in = LandCoverEmissivity.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the table has the class in the band. */
  static boolean has(int band, int igbp) {
    return band < MOST_BANDS && igbp > 0 && igbp < CLASSES && TABLE[band][igbp] != null;
  }

  /** Of a class with a vegetation cover 0 … 1. */
  public static double of(int band, int igbp, double cover) {
    double[] e = TABLE[band][igbp];
    return e[0] * cover + e[1] * (1 - cover);
  }

  static double sigma(double cover) {
    return CANOPY_SIGMA * cover + GROUND_SIGMA * (1 - cover);
  }

  /** Of a class as a whole. */
  public static double ofWhole(int band, int igbp) {
    return TABLE[band][igbp][2];
  }

  /** Classes that are in the table, by number. */
  static Map<Integer, double[]> ofBand(int band) {
    Map<Integer, double[]> all = new HashMap<>();
    for (int c = 0; c < CLASSES; c++) {
      if (TABLE[band][c] != null) {
        all.put(c, TABLE[band][c].clone());
      }
    }
    return all;
  }
}
