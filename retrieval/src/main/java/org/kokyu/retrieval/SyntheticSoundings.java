package org.kokyu.retrieval;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.core.sounding.SpectralAxis;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.table.AbsorptionTables;

/**
 * Soundings of a truth that is drawn from the prior covariance of the retrieval, for tests of its
 * error bars: x = xa + L z with Sa = L Lᵀ, y = F(x) + e, e from N(0, Se). What they share with the
 * retrieval is the forward model, so they say nothing of its errors.
 *
 * <p>One per thread: holds the scratch of a forward model.
 */
public final class SyntheticSoundings {
  private final NodeForwardModel model;
  private final RetrievalSettings settings;
  private final PatternTerm patterns;
  private final NodeForwardModel.Workspace workspace;

  /**
   * @param settings whose prior uncertainties and model error are drawn
   */
  public SyntheticSoundings(AbsorptionTables tables, RetrievalSettings settings) {
    model = new NodeForwardModel(tables);
    patterns = PatternTerm.of(model, settings);
    this.settings = settings;
    workspace = model.newWorkspace();
  }

  /**
   * A sounding and its truth.
   *
   * @param state true change of every state element from the prior
   * @param moleFraction true dry mole fraction of a gas per layer, NaN below the surface
   * @param temperatureK true temperature per layer
   */
  public record Drawn(
      Sounding sounding, double[] state, Map<Gas, double[]> moleFraction, double[] temperatureK) {}

  /**
   * A black cloud over a share of the footprint.
   *
   * @param share effective fraction, 0 … 1
   * @param topPa its top; the nearest bound of a product layer is taken [Pa]
   */
  public record Overcast(double share, double topPa) {
    public static final Overcast NONE = new Overcast(0, 0);
  }

  /**
   * Draws truth and errors under a clear sky.
   *
   * @param template id, time, geometry; its spectra are replaced
   * @param noise standard deviation of the instrument [W m-2 sr-1 (cm-1)-1]
   * @param randomTruth false: the truth is the prior
   * @param randomNoise false: no measurement error
   */
  public Drawn draw(
      Sounding template,
      Meteorology met,
      PriorProfiles prior,
      double noise,
      RandomGenerator random,
      boolean randomTruth,
      boolean randomNoise) {
    return draw(template, met, prior, noise, random, randomTruth, randomNoise, Overcast.NONE);
  }

  /** As above, under a cloud. */
  public Drawn draw(
      Sounding template,
      Meteorology met,
      PriorProfiles prior,
      double noise,
      RandomGenerator random,
      boolean randomTruth,
      boolean randomNoise,
      Overcast overcast) {
    SoundingGeometry geometry = template.geometry();
    PriorState believed =
        PriorState.of(geometry, met, prior, new double[model.channels()], model, settings);
    model.evaluate(
        believed.scene(), believed.layout(), new double[believed.layout().size()], workspace);
    believed = believed.withOffsetsInKelvin(workspace.radiance, model);
    double[] state =
        randomTruth ? believed.covariance().draw(random) : new double[believed.layout().size()];
    model.evaluate(believed.scene(), believed.layout(), state, workspace);
    patterns.add(believed.layout(), state, workspace);
    double[] y = workspace.radiance.clone();
    if (overcast.share() > 0) {
      addCloud(overcast, believed, y);
    }
    for (int c = 0; randomNoise && c < y.length; c++) {
      double variance = settings.variance(model.channelPerCm(c), y[c], noise);
      y[c] += Math.sqrt(variance) * random.nextGaussian();
    }
    return new Drawn(
        new Sounding(
            template.id(),
            template.instrument(),
            template.time(),
            geometry,
            spectra(y, noise),
            template.providerFlag()),
        state,
        moleFractions(believed, state),
        temperatures(believed, state));
  }

  private void addCloud(Overcast overcast, PriorState believed, double[] y) {
    LayerGrid grid = believed.scene().column().grid();
    int layer = grid.firstLayer() + 1;
    for (int i = layer; i < LayerGrid.LAYERS; i++) {
      boolean nearer =
          Math.abs(Math.log(grid.boundsPa()[i] / overcast.topPa()))
              < Math.abs(Math.log(grid.boundsPa()[layer] / overcast.topPa()));
      layer = nearer ? i : layer;
    }
    double[] contrast = new double[y.length];
    model.cloudContrast(layer, model.windowCount(), contrast, workspace);
    for (int c = 0; c < y.length; c++) {
      y[c] += overcast.share() * contrast[c];
    }
  }

  /** One spectrum per run of neighbouring channels. */
  private List<Spectrum> spectra(double[] y, double noise) {
    double interval = model.tables().header().intervalPerCm();
    List<Spectrum> spectra = new ArrayList<>();
    int from = 0;
    for (int c = 1; c <= y.length; c++) {
      if (c == y.length
          || Math.abs(model.channelPerCm(c) - model.channelPerCm(c - 1) - interval) > 1e-6) {
        SpectralAxis axis = new SpectralAxis(model.channelPerCm(from), interval, c - from);
        spectra.add(
            Spectrum.ofUnsafe(
                "4",
                axis,
                java.util.Arrays.copyOfRange(y, from, c),
                java.util.OptionalDouble.of(noise)));
        from = c;
      }
    }
    return spectra;
  }

  private static Map<Gas, double[]> moleFractions(PriorState believed, double[] state) {
    StateLayout layout = believed.layout();
    int first = believed.scene().column().grid().firstLayer();
    Map<Gas, double[]> all = new EnumMap<>(Gas.class);
    for (Gas gas : layout.gases()) {
      double[] x = believed.scene().column().layerMean(gas);
      for (int j = 0; j < layout.layers(); j++) {
        x[first + j] *= Math.exp(state[layout.gas(gas) + j]);
      }
      all.put(gas, x);
    }
    return all;
  }

  private static double[] temperatures(PriorState believed, double[] state) {
    LayerGrid grid = believed.scene().column().grid();
    double[] t = believed.scene().column().layerMeanTemperature();
    for (int j = 0; j < believed.layout().layers(); j++) {
      t[grid.firstLayer() + j] += state[believed.layout().temperature() + j];
    }
    return t;
  }
}
