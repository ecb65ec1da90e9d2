package org.kokyu.flux.field;

import java.util.Arrays;
import java.util.List;
import org.kokyu.core.flux.FluxRows;
import org.kokyu.core.flux.FluxVariable;
import org.kokyu.core.port.Biome;
import org.kokyu.core.scene.SceneGrid;

/**
 * Sums of the fluxes of a day over regions and over coarse cells, by rows; added up in the order of
 * the rows, so the result does not depend on threads.
 *
 * <p>Standard uncertainty of a region's sum: within a biome all cells err alike (parameters, light,
 * land cover are shared), so their uncertainties add up; biomes err independently. This is the
 * cautious end: an error that is independent between cells would vanish in the sum. Not
 * thread-safe.
 */
public final class RegionTotals {
  private static final int BIOMES = Biome.values().length + 1;
  private static final int VARIABLES = FluxVariable.values().length;

  private final SceneGrid.LatLon grid;
  private final CellOverlap overlap;
  private final int regions;
  private final double[][] sums;
  private final double[][] deviations;
  private final double[] areaM2;
  private final double[][] coarse;
  private final double[] coarseArea;

  /**
   * Sums of one row; made by any thread, {@linkplain #add added} in order.
   *
   * @param values by variable: region
   * @param deviations by variable: region times biomes
   * @param areaM2 with fluxes, by region
   */
  public record Row(int row, double[][] values, double[][] deviations, double[] areaM2) {}

  /**
   * @param regions number of regions; region 0 is what belongs to none
   */
  public RegionTotals(SceneGrid.LatLon grid, CellOverlap overlap, int regions) {
    this.grid = grid;
    this.overlap = overlap;
    this.regions = regions;
    sums = new double[VARIABLES][regions];
    deviations = new double[VARIABLES][regions * BIOMES];
    areaM2 = new double[regions];
    int cells = overlap.coarse().size();
    coarse = new double[2 * VARIABLES][cells];
    coarseArea = new double[cells];
  }

  /**
   * Sums of one row.
   *
   * @param offset of the row in the arrays
   * @param regionOf of every column
   * @param landCover IGBP class of every column, from {@code offset} on
   */
  public Row row(int row, FluxRows rows, int offset, short[] regionOf, byte[] landCover) {
    double area = CellOverlap.cellAreaM2(grid, row);
    double[][] values = new double[VARIABLES][regions];
    double[][] sd = new double[VARIABLES][regions * BIOMES];
    double[] areas = new double[regions];
    for (int c = 0; c < grid.columns(); c++) {
      int i = offset + c;
      int region = regionOf[c];
      int biome =
          Biome.ofIgbp(landCover[i]).map(Biome::ordinal).orElse(BIOMES - 1) + region * BIOMES;
      for (FluxVariable v : FluxVariable.values()) {
        float x = rows.values(v)[i];
        if (!Float.isNaN(x)) {
          values[v.ordinal()][region] += x * area;
          float s = rows.uncertainty(v)[i];
          sd[v.ordinal()][biome] += Float.isNaN(s) ? 0 : s * area;
        }
      }
      areas[region] += Float.isNaN(rows.values(FluxVariable.NEE)[i]) ? 0 : area;
    }
    return new Row(row, values, sd, areas);
  }

  /** Adds a row and its cells; rows from north to south. */
  public void add(Row r, FluxRows rows, int offset) {
    for (int v = 0; v < VARIABLES; v++) {
      for (int k = 0; k < regions; k++) {
        sums[v][k] += r.values()[v][k];
      }
      for (int k = 0; k < regions * BIOMES; k++) {
        deviations[v][k] += r.deviations()[v][k];
      }
      FluxVariable variable = FluxVariable.values()[v];
      overlap.add(r.row(), rows.values(variable), offset, coarse[2 * v]);
      overlap.add(r.row(), rows.uncertainty(variable), offset, coarse[2 * v + 1]);
    }
    for (int k = 0; k < regions; k++) {
      areaM2[k] += r.areaM2()[k];
    }
    float[] one = new float[grid.columns()];
    for (int c = 0; c < one.length; c++) {
      one[c] = Float.isNaN(rows.values(FluxVariable.NEE)[offset + c]) ? Float.NaN : 1;
    }
    overlap.add(r.row(), one, 0, coarseArea);
  }

  /** Sum over a region [g]. */
  public double grams(FluxVariable variable, int region) {
    return sums[variable.ordinal()][region];
  }

  /** Its standard uncertainty [g]. */
  public double gramsSd(FluxVariable variable, int region) {
    double[] d = deviations[variable.ordinal()];
    double square = 0;
    for (int b = region * BIOMES; b < (region + 1) * BIOMES; b++) {
      square += d[b] * d[b];
    }
    return Math.sqrt(square);
  }

  /** Standard uncertainty of the sum over all regions [g]. */
  public double allGramsSd(FluxVariable variable) {
    double[] byBiome = new double[BIOMES];
    double[] d = deviations[variable.ordinal()];
    for (int k = 0; k < d.length; k++) {
      byBiome[k % BIOMES] += d[k];
    }
    return Math.sqrt(Arrays.stream(byBiome).map(x -> x * x).sum());
  }

  /** Area of a region with fluxes [m2]. */
  public double areaM2(int region) {
    return areaM2[region];
  }

  /** Sums of the coarse cells [g], row-major. */
  public double[] coarseGrams(FluxVariable variable) {
    return coarse[2 * variable.ordinal()];
  }

  /** Their standard uncertainties [g], cells of one coarse cell erring alike. */
  public double[] coarseGramsSd(FluxVariable variable) {
    return coarse[2 * variable.ordinal() + 1];
  }

  /** Area with fluxes of the coarse cells [m2]. */
  public double[] coarseAreaM2() {
    return coarseArea;
  }

  /** Regions that have any flux. */
  public List<Integer> present() {
    return java.util.stream.IntStream.range(0, regions).filter(k -> areaM2[k] > 0).boxed().toList();
  }
}
