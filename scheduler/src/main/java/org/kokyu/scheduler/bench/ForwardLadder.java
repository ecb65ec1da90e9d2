package org.kokyu.scheduler.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kokyu.core.physics.Planck;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.instrument.LineShapeSum;
import org.kokyu.retrieval.instrument.SpectralWindow;
import org.kokyu.retrieval.instrument.SpectrometerDefinition;
import org.kokyu.retrieval.reference.ColumnSpectrum;
import org.kokyu.retrieval.reference.MonochromaticModel;
import org.kokyu.retrieval.spectroscopy.AbsorptionModel;
import org.kokyu.retrieval.spectroscopy.LineByLine.Grid;
import org.kokyu.retrieval.table.AbsorptionTables;

/**
 * Error of tables and nodes: the fast model against the line-by-line calculation of the same
 * sublayers, through the same line shape, on scenes that were not used for training.
 */
public final class ForwardLadder {
  private static final double FINE_BELOW_PER_CM = 800;

  private final NodeForwardModel model;
  private final SpectrometerDefinition definition;
  private final ColumnSpectrum reference;
  private final List<ForwardScenes> scenes;

  /**
   * @param absorption what the tables were made from
   * @param count scenes
   */
  public ForwardLadder(AbsorptionTables tables, AbsorptionModel absorption, int count) {
    model = new NodeForwardModel(tables);
    definition = SpectrometerDefinition.of(tables.header().instrument());
    reference = new ColumnSpectrum(absorption);
    scenes = ForwardScenes.of(count, model.channels());
  }

  /**
   * Errors of one window, as brightness temperature.
   *
   * @param errorsK absolute errors of all scenes and channels, ascending
   * @param rmsK their root mean square
   */
  public record WindowErrors(String window, double[] errorsK, double rmsK) {
    /** The error that a share of the channels does not exceed [K]. */
    public double quantile(double share) {
      return errorsK[(int) Math.round(share * (errorsK.length - 1))];
    }
  }

  /**
   * Stretches of spectrum that a window needs; each channel finds its line shape in one of them.
   */
  private List<Grid> grids(SpectralWindow window) {
    double reach = definition.lineShape().reachPerCm();
    List<double[]> regions = new ArrayList<>();
    for (SpectralWindow.Range range : window.ranges()) {
      double from = Math.floor(range.from() - reach - 1);
      double to = Math.ceil(range.to() + reach + 1);
      double[] last = regions.isEmpty() ? null : regions.get(regions.size() - 1);
      if (last != null && from <= last[1]) {
        last[1] = Math.max(last[1], to);
      } else {
        regions.add(new double[] {from, to});
      }
    }
    return regions.stream()
        .map(
            r -> {
              double step = r[0] < FINE_BELOW_PER_CM ? 0.001 : 0.002;
              return new Grid(r[0], step, (int) Math.round((r[1] - r[0]) / step) + 1);
            })
        .toList();
  }

  /** Compares; {@code sceneDone} is called after every scene. */
  public List<WindowErrors> run(MonochromaticModel.Work work, Runnable sceneDone) {
    double[][] errors = new double[model.windowCount()][];
    for (int w = 0; w < errors.length; w++) {
      errors[w] = new double[scenes.size() * (model.firstChannel(w + 1) - model.firstChannel(w))];
    }
    NodeForwardModel.Workspace ws = model.newWorkspace();
    for (int s = 0; s < scenes.size(); s++) {
      double[] expected = reference(scenes.get(s), work);
      NodeForwardModel.Scene scene = scenes.get(s).scene();
      StateLayout layout =
          new StateLayout(
              StateLayout.DEFAULT_GASES,
              scene.column().grid().activeLayers(),
              model.windowCount(),
              model.rangeCount());
      model.evaluate(scene, layout, new double[layout.size()], ws);
      for (int w = 0; w < errors.length; w++) {
        int first = model.firstChannel(w);
        int n = model.firstChannel(w + 1) - first;
        for (int c = 0; c < n; c++) {
          double nu = model.channelPerCm(first + c);
          errors[w][s * n + c] =
              Math.abs(
                  Planck.brightnessTemperature(nu, ws.radiance[first + c])
                      - Planck.brightnessTemperature(nu, expected[first + c]));
        }
      }
      sceneDone.run();
    }
    List<WindowErrors> result = new ArrayList<>();
    for (int w = 0; w < errors.length; w++) {
      double rms = Math.sqrt(Arrays.stream(errors[w]).map(e -> e * e).average().orElseThrow());
      Arrays.sort(errors[w]);
      result.add(new WindowErrors(model.tables().windows().get(w).window(), errors[w], rms));
    }
    return result;
  }

  /** Channel radiances of a scene line by line. */
  public double[] reference(int scene, MonochromaticModel.Work work) {
    return reference(scenes.get(scene), work);
  }

  private double[] reference(ForwardScenes scene, MonochromaticModel.Work work) {
    double[] y = new double[model.channels()];
    for (int w = 0; w < model.windowCount(); w++) {
      for (Grid grid : grids(definition.windows().get(w))) {
        addChannels(
            w, grid, reference.radiance(scene.scene().column(), scene.surface(), grid, work), y);
      }
    }
    return y;
  }

  private void addChannels(int w, Grid grid, double[] spectrum, double[] y) {
    double reach = definition.lineShape().reachPerCm();
    int[] inside =
        IntStream.range(model.firstChannel(w), model.firstChannel(w + 1))
            .filter(
                c ->
                    model.channelPerCm(c) - reach > grid.beginPerCm()
                        && model.channelPerCm(c) + reach < grid.endPerCm())
            .toArray();
    double[] nu = Arrays.stream(inside).mapToDouble(model::channelPerCm).toArray();
    double[] r =
        new LineShapeSum(definition.lineShape())
            .channels(grid.beginPerCm(), grid.stepPerCm(), spectrum, nu);
    for (int i = 0; i < inside.length; i++) {
      y[inside[i]] = r[i];
    }
  }
}
