package org.kokyu.retrieval.band;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.port.RadianceModel;
import org.kokyu.core.scene.BandResponse;
import org.kokyu.core.scene.BandTerms;
import org.kokyu.retrieval.forward.RadiativeTransfer;
import org.kokyu.retrieval.spectroscopy.Co2Continuum;
import org.kokyu.retrieval.spectroscopy.LineList;
import org.kokyu.retrieval.spectroscopy.PartitionSums;
import org.kokyu.retrieval.spectroscopy.WaterContinuum;

/**
 * Clear-sky terms of imager bands, monochromatic every {@value #STEP_PER_CM} cm-1.
 *
 * <p>Plane layers ({@link BandColumn}), lines of H2O, CO2, O3, N2O and CH4 ({@link CrossSections}),
 * continua of H2O and CO2 every cm-1 with straight lines between, Planck function linear in optical
 * depth within a layer, downward flux by a four-point Gauss quadrature over the cosine. Band means
 * over wavelength. No aerosol, no scattering. View zenith angles below 80°: the plane path is 0.1 %
 * too long for water at 60°. Thread-safe; one call works on one thread.
 */
public final class LineByLineBandModel implements RadianceModel {
  /** Spacing of the wavenumbers [cm-1]. */
  public static final double STEP_PER_CM = 0.02;

  private static final int CONTINUUM_STRIDE = 50;

  /** Gauss–Legendre on 0 … 1, four points: cosines and weights. */
  private static final double[] QUADRATURE_COSINE = {
    0.0694318442029737, 0.3300094782075719, 0.6699905217924281, 0.9305681557970263
  };

  private static final double[] QUADRATURE_WEIGHT = {
    0.1739274225687269, 0.3260725774312731, 0.3260725774312731, 0.1739274225687269
  };

  /**
   * What absorbs.
   *
   * @param description one line per file, for provenance
   */
  public record Absorption(
      Map<Gas, LineList> lines,
      PartitionSums partitionSums,
      Optional<WaterContinuum> water,
      Optional<Co2Continuum> co2,
      List<String> description) {
    public Absorption {
      lines = Map.copyOf(lines);
      Objects.requireNonNull(partitionSums, "partitionSums");
      Objects.requireNonNull(water, "water");
      Objects.requireNonNull(co2, "co2");
      description = List.copyOf(description);
    }
  }

  private final Absorption absorption;
  private final List<BandGrid> bands;
  private final CrossSections crossSections;

  /**
   * Computes the cross sections, some minutes of a processor.
   *
   * @param helpers most tasks to hand to the executor
   */
  public LineByLineBandModel(
      Absorption absorption, List<BandResponse> responses, Executor executor, int helpers) {
    this.absorption = absorption;
    this.bands = responses.stream().map(r -> new BandGrid(r, STEP_PER_CM)).toList();
    this.crossSections =
        CrossSections.compute(
            bands,
            absorption.lines(),
            absorption.partitionSums(),
            absorption.water().isPresent(),
            executor,
            helpers);
  }

  @Override
  public List<BandResponse> responses() {
    return bands.stream().map(b -> b.response).toList();
  }

  @Override
  public List<String> description() {
    return absorption.description();
  }

  @Override
  public double waterColumn(Meteorology met) {
    return new BandColumn(met, noGases()).waterColumn();
  }

  private static PriorProfiles noGases() {
    org.kokyu.core.atmosphere.Profile zero =
        org.kokyu.core.atmosphere.Profile.of(new double[] {1e5}, new double[] {0});
    return new PriorProfiles(zero, zero, zero, "none", true);
  }

  @Override
  public double planck(int band, double kelvin) {
    return grid(band).planck(kelvin);
  }

  @Override
  public double brightnessTemperature(int band, double radiance) {
    return grid(band).brightnessTemperature(radiance);
  }

  private BandGrid grid(int band) {
    return bands.stream()
        .filter(b -> b.response.band() == band)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no response of band " + band));
  }

  @Override
  public List<List<BandTerms>> terms(
      Meteorology met, PriorProfiles gases, double[] surfaceK, double[] viewZenithDeg) {
    BandColumn column = new BandColumn(met, gases);
    List<List<BandTerms>> byView = new ArrayList<>();
    for (double ignored : viewZenithDeg) {
      byView.add(new ArrayList<>());
    }
    for (int b = 0; b < bands.size(); b++) {
      double[][] depth = opticalDepth(column, b);
      Layers layers = new Layers(bands.get(b), column, depth);
      double[] sky = layers.sky();
      for (int v = 0; v < viewZenithDeg.length; v++) {
        byView.get(v).add(layers.terms(viewZenithDeg[v], surfaceK, sky));
      }
    }
    return byView;
  }

  /** Vertical optical depth [layer][point]. */
  private double[][] opticalDepth(BandColumn column, int band) {
    BandGrid grid = bands.get(band);
    double[][] depth = new double[column.layers()][grid.weight.length];
    for (int l = 0; l < column.layers(); l++) {
      double p = column.pressurePa[l];
      double t = column.kelvin[l];
      for (int a = 0; a < crossSections.absorbers().size(); a++) {
        CrossSections.Absorber absorber = crossSections.absorbers().get(a);
        double amount = column.amount(absorber.gas(), l);
        if (absorber.gas() == Gas.H2O) {
          double moist = column.wetWater[l] / CrossSections.MOIST;
          amount *= absorber.moleFraction() > 0 ? moist : 1 - moist;
        }
        if (amount != 0) {
          crossSections.add(band, a, p, t, amount, depth[l]);
        }
      }
      addContinua(grid, column, l, depth[l]);
    }
    return depth;
  }

  private void addContinua(BandGrid grid, BandColumn column, int l, double[] depth) {
    int n = depth.length;
    double left = continuum(grid.wavenumber(0), column, l);
    for (int from = 0; from < n; from += CONTINUUM_STRIDE) {
      double right = continuum(grid.wavenumber(from + CONTINUUM_STRIDE), column, l);
      for (int i = from; i < Math.min(n, from + CONTINUUM_STRIDE); i++) {
        double w = (double) (i - from) / CONTINUUM_STRIDE;
        depth[i] = Math.max(0, depth[i] + left + w * (right - left));
      }
      left = right;
    }
  }

  private double continuum(double nu, BandColumn column, int l) {
    double p = column.pressurePa[l];
    double t = column.kelvin[l];
    double q = column.wetWater[l];
    double water =
        absorption
            .water()
            .map(c -> q * c.self(nu, p, t) + (1 - q) * c.foreign(nu, p, t))
            .orElse(0.0);
    double co2 = absorption.co2().map(c -> c.crossSection(nu, p, t)).orElse(0.0);
    return column.amount(Gas.H2O, l) * water + column.amount(Gas.CO2, l) * co2;
  }

  /** Radiances of one band through one column. */
  private static final class Layers {
    private final BandGrid grid;
    private final BandColumn column;
    private final double[][] depth;
    private final double[][] bottomB;
    private final double[][] topB;

    Layers(BandGrid grid, BandColumn column, double[][] depth) {
      this.grid = grid;
      this.column = column;
      this.depth = depth;
      this.bottomB = new double[column.layers()][];
      this.topB = new double[column.layers()][];
      for (int l = 0; l < column.layers(); l++) {
        bottomB[l] = l == 0 ? planck(column.bottomK[0]) : topB[l - 1];
        topB[l] = planck(column.topK[l]);
      }
    }

    private double[] planck(double kelvin) {
      return IntStream.range(0, grid.weight.length)
          .mapToDouble(i -> Planck.radiance(grid.wavenumber(i), kelvin))
          .toArray();
    }

    /** Downward flux over π at the surface. */
    double[] sky() {
      double[] sum = new double[grid.weight.length];
      double[] radiance = new double[sum.length];
      for (int k = 0; k < QUADRATURE_COSINE.length; k++) {
        java.util.Arrays.fill(radiance, 0);
        for (int l = column.layers() - 1; l >= 0; l--) {
          RadiativeTransfer.through(
              radiance, depth[l], 1 / QUADRATURE_COSINE[k], topB[l], bottomB[l], radiance);
        }
        for (int i = 0; i < sum.length; i++) {
          sum[i] += 2 * QUADRATURE_WEIGHT[k] * QUADRATURE_COSINE[k] * radiance[i];
        }
      }
      return sum;
    }

    BandTerms terms(double zenithDeg, double[] surfaceK, double[] sky) {
      double slant = 1 / Math.cos(Math.toRadians(zenithDeg));
      int n = grid.weight.length;
      double[] up = new double[n];
      double[] total = new double[n];
      for (int l = 0; l < column.layers(); l++) {
        RadiativeTransfer.through(up, depth[l], slant, bottomB[l], topB[l], up);
        for (int i = 0; i < n; i++) {
          total[i] += depth[l][i];
        }
      }
      double upwelling = 0;
      double reflected = 0;
      double[] tau = new double[surfaceK.length];
      double[] planck = new double[surfaceK.length];
      for (int i = 0; i < n; i++) {
        double w = grid.weight[i];
        double t = Math.exp(-slant * total[i]);
        upwelling += w * up[i];
        reflected += w * t * sky[i];
        for (int k = 0; k < tau.length; k++) {
          double b = w * Planck.radiance(grid.wavenumber(i), surfaceK[k]);
          tau[k] += b * t;
          planck[k] += b;
        }
      }
      for (int k = 0; k < tau.length; k++) {
        tau[k] /= planck[k];
      }
      return new BandTerms(
          grid.response.band(), zenithDeg, surfaceK.clone(), tau, upwelling, reflected);
    }
  }
}
