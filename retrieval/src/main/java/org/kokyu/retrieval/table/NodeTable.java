package org.kokyu.retrieval.table;

import java.util.List;
import java.util.Optional;
import org.kokyu.core.atmosphere.Gas;

/**
 * The reduced spectral representation of one window: monochromatic nodes with their cross sections,
 * and the weights that turn node radiances into channel radiances.
 *
 * <p>Shared arrays, treat as constant. Node index fastest.
 *
 * @param window name of the window
 * @param channels channel numbers k, wavenumber k · interval
 * @param nodesPerCm wavenumbers of the nodes [cm-1]
 * @param gases gases with a table
 * @param lnCrossSection [gas][(pressure · TEMPERATURES + temperature) · nodes + node], ln cm²
 *     molecule-1, dry air
 * @param waterSelfSlope same layout, for water: d ln σ / d ln(1 + 4 q) with the mole fraction q of
 *     water in wet air
 * @param waterSelfContinuum [temperature · nodes + node], ln of the self continuum at 1013 hPa and
 *     q = 1, where the table has a water continuum
 * @param weights [channel · nodes + node]
 * @param shiftWeights same layout: derivative of the channel radiance with a shift of the channel
 *     [cm]
 */
public record NodeTable(
    String window,
    int[] channels,
    double[] nodesPerCm,
    List<Gas> gases,
    float[][] lnCrossSection,
    float[] waterSelfSlope,
    Optional<float[]> waterSelfContinuum,
    float[] weights,
    float[] shiftWeights) {

  /** Mole fraction of water at which the self-broadening slope is taken. */
  public static final double SELF_REFERENCE_FRACTION = 0.03;

  /** Pressure of the tabulated self continuum [Pa]. */
  public static final double SELF_CONTINUUM_PA = 101300;

  public int nodes() {
    return nodesPerCm.length;
  }
}
