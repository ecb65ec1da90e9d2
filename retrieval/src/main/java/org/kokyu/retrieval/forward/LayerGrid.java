package org.kokyu.retrieval.forward;

import java.util.ArrayList;
import java.util.List;

/**
 * The layers of product and radiative transfer under a given surface pressure.
 *
 * <p>The product has {@value #LAYERS} fixed layers from 1165.91 to 0.1 hPa (bounds 10^(n/15) and
 * 10^(n/12) hPa, the grid of NIES TIR products). Layers below the surface are inactive; the lowest
 * active one is cut at the surface pressure. Each active layer is divided, equally in ln p, into
 * sublayers for the radiative transfer: finer where water and temperature fall steeply, coarser
 * where little air is left. Above the product a few more sublayers reach to 0.01 hPa; they belong
 * to no product layer but change with the topmost. Index 0 is nearest the surface. Immutable.
 */
public final class LayerGrid {
  /** Number of product layers. */
  public static final int LAYERS = 28;

  private static final double[] LEVELS_HPA = {
    1165.91, 1000, 857.70, 735.64, 630.96, 541.17, 464.16, 398.11, 341.45, 287.30, 237.14, 195.73,
    161.56, 133.35, 110.07, 90.85, 74.99, 61.90, 51.09, 38.31, 28.73, 21.54, 14.68, 10.00, 6.81,
    4.64, 2.15, 1.00, 0.10
  };

  /** Lowest and highest surface pressure that is accepted [Pa]. */
  public static final double MIN_SURFACE_PA = 45000;

  public static final double MAX_SURFACE_PA = 109900;

  /** Thickness of the retrieval's sublayers in the middle troposphere, in ln p. */
  public static final double DEFAULT_THICKNESS = 0.1;

  private static final double[] CAP_PA = {4.6416, 2.1544, 1.0};

  private final double surfacePressurePa;
  private final double finest;
  private final int firstLayer;
  private final double[] boundsPa;
  private final double[] sublayerBoundsPa;
  private final int[] layerOfSublayer;

  private LayerGrid(double surfacePressurePa, double finest) {
    this.surfacePressurePa = surfacePressurePa;
    this.finest = finest;
    int first = 0;
    while (LEVELS_HPA[first + 1] * 100 >= surfacePressurePa - 50) {
      first++;
    }
    firstLayer = first;
    boundsPa = new double[LAYERS + 1];
    for (int i = 0; i <= LAYERS; i++) {
      boundsPa[i] = i < first ? Double.NaN : i == first ? surfacePressurePa : LEVELS_HPA[i] * 100;
    }
    List<Double> bounds = new ArrayList<>();
    List<Integer> owner = new ArrayList<>();
    bounds.add(surfacePressurePa);
    for (int layer = first; layer < LAYERS; layer++) {
      double thickness = Math.log(boundsPa[layer] / boundsPa[layer + 1]);
      int parts = parts(thickness, boundsPa[layer + 1], finest);
      for (int k = 1; k <= parts; k++) {
        bounds.add(
            k == parts ? boundsPa[layer + 1] : boundsPa[layer] * Math.exp(-thickness * k / parts));
        owner.add(layer);
      }
    }
    for (double top : CAP_PA) {
      bounds.add(top);
      owner.add(LAYERS - 1);
    }
    sublayerBoundsPa = bounds.stream().mapToDouble(Double::doubleValue).toArray();
    layerOfSublayer = owner.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int parts(double thickness, double topPa, double finest) {
    double step;
    if (topPa >= 80000) {
      step = 0.25 * finest;
    } else if (topPa >= 60000) {
      step = 0.5 * finest;
    } else if (topPa >= 5000) {
      step = finest;
    } else if (topPa >= 400) {
      step = 1.5 * finest;
    } else {
      step = topPa >= 100 ? 3 * finest : 8 * finest;
    }
    return Math.max(1, (int) Math.ceil(thickness / step - 1e-9));
  }

  /**
   * The grid of the retrieval: sublayers of about 0.025 in ln p near the surface and 0.1 above 600
   * hPa.
   *
   * @param surfacePressurePa 45 000 … 109 900 Pa
   */
  public static LayerGrid of(double surfacePressurePa) {
    return of(surfacePressurePa, DEFAULT_THICKNESS);
  }

  /**
   * A grid of other fineness.
   *
   * @param finest thickness of the sublayers in the middle troposphere, in ln p
   */
  public static LayerGrid of(double surfacePressurePa, double finest) {
    if (!(surfacePressurePa >= MIN_SURFACE_PA && surfacePressurePa <= MAX_SURFACE_PA)) {
      throw new IllegalArgumentException(
          "surface pressure %s Pa outside %s … %s Pa"
              .formatted(surfacePressurePa, MIN_SURFACE_PA, MAX_SURFACE_PA));
    }
    return new LayerGrid(surfacePressurePa, finest);
  }

  /** Thickness of the sublayers in the troposphere, in ln p. */
  public double sublayerThickness() {
    return finest;
  }

  public double surfacePressurePa() {
    return surfacePressurePa;
  }

  /** Index of the lowest active layer. */
  public int firstLayer() {
    return firstLayer;
  }

  /** Number of active layers. */
  public int activeLayers() {
    return LAYERS - firstLayer;
  }

  /**
   * Bounds of all product layers [Pa], LAYERS + 1, NaN below the surface, the surface pressure at
   * the first active one.
   */
  public double[] boundsPa() {
    return boundsPa.clone();
  }

  public int sublayers() {
    return layerOfSublayer.length;
  }

  /** Number of sublayers that make up the product layers; those beyond lie above 0.1 hPa. */
  public int productSublayers() {
    return layerOfSublayer.length - CAP_PA.length;
  }

  /** Pressure of the lower bound of sublayer i, or of the top for i = sublayers() [Pa]. */
  public double sublayerBoundPa(int i) {
    return sublayerBoundsPa[i];
  }

  /** Product layer of a sublayer, or the topmost one for those above the product. */
  public int layerOf(int sublayer) {
    return layerOfSublayer[sublayer];
  }

  /** Height of the middle of an active layer above the surface, in scale heights of 7 km [m]. */
  public double scaleHeightMetres(int layer) {
    return 7000 * Math.log(surfacePressurePa / Math.sqrt(boundsPa[layer] * boundsPa[layer + 1]));
  }
}
