package org.kokyu.land.gpp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.kokyu.core.port.Biome;

/**
 * MOD17's biome parameters (Collection 5.1/6) and how well they are known.
 *
 * <p>Columns: ε_max [gC MJ-1 of absorbed PAR], T_min,min, T_min,max [°C], D_min, D_max [Pa]. The
 * standard deviation of ε_max is that of the calibration prior where the source has one, else the
 * mean relative one of the others; that of the ramps is the spread of the table's own values over
 * the biomes.
 */
final class BiomeTable {
  static final int EPS_MAX = 0;
  static final int TMIN_MIN_C = 1;
  static final int TMIN_MAX_C = 2;
  static final int VPD_MIN_PA = 3;
  static final int VPD_MAX_PA = 4;
  static final int COLUMNS = 5;
  static final String SOURCE = "MOD17 biome table, Collection 5.1/6 (Zhao and Running 2010)";

  private static final String RESOURCE = "/org/kokyu/land/gpp/mod17-biomes.csv";
  private static final int PRIOR_MEAN = 6;
  private static final int PRIOR_SD = 7;
  private static final double[][] VALUES = new double[Biome.values().length][COLUMNS];
  private static final double[][] SPREAD = new double[Biome.values().length][COLUMNS];

  static {
    double[] priorSd = new double[VALUES.length];
    Arrays.fill(priorSd, Double.NaN);
    double relative = 0;
    int known = 0;
    for (String line : lines()) {
      String[] f = line.split(",", -1);
      int b = Biome.ofAbbreviation(f[0]).orElseThrow().ordinal();
      for (int c = 0; c < COLUMNS; c++) {
        VALUES[b][c] = Double.parseDouble(f[1 + c]);
      }
      if (!f[PRIOR_SD].isEmpty()) {
        priorSd[b] = Double.parseDouble(f[PRIOR_SD]);
        relative += priorSd[b] / Double.parseDouble(f[PRIOR_MEAN]);
        known++;
      }
    }
    for (int b = 0; b < VALUES.length; b++) {
      for (int c = 0; c < COLUMNS; c++) {
        SPREAD[b][c] = deviation(c);
      }
      SPREAD[b][EPS_MAX] =
          Double.isNaN(priorSd[b]) ? VALUES[b][EPS_MAX] * relative / known : priorSd[b];
    }
  }

  private BiomeTable() {}

  private static double deviation(int column) {
    double mean = Arrays.stream(VALUES).mapToDouble(v -> v[column]).average().orElseThrow();
    double sum = Arrays.stream(VALUES).mapToDouble(v -> Math.pow(v[column] - mean, 2)).sum();
    return Math.sqrt(sum / (VALUES.length - 1));
  }

  private static List<String> lines() {
    try (InputStream in = BiomeTable.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> l.charAt(0) != '#' && !l.startsWith("biome,"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double value(Biome biome, int column) {
    return VALUES[biome.ordinal()][column];
  }

  static double spread(Biome biome, int column) {
    return SPREAD[biome.ordinal()][column];
  }
}
