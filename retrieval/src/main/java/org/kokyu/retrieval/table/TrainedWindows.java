package org.kokyu.retrieval.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.physics.Planck;
import org.kokyu.retrieval.instrument.SpectralWindow;

/**
 * What all chunks of a build delivered, and the node table of each window made from it.
 *
 * <p>Chunks are added in their order by one thread; after {@link #normalise} windows may be made by
 * several.
 */
final class TrainedWindows {
  private final TableBuilder.Spectroscopy spectroscopy;
  private final int trainingScenes;

  private final List<TrainingChunk.Result> results = new ArrayList<>();
  private final double[][] channel;
  private final double[][] shift;
  private final double[] norm;

  TrainedWindows(
      TableBuilder.Spectroscopy spectroscopy, TableBuilder.Settings settings, int channels) {
    this.spectroscopy = spectroscopy;
    trainingScenes = settings.trainingScenes();
    int scenes = trainingScenes + settings.heldOutScenes();
    channel = new double[channels][scenes];
    shift = new double[channels][scenes];
    norm = new double[channels];
  }

  void add(TrainingChunk.Result r) {
    results.add(r);
    for (int c = 0; c < r.channels().length; c++) {
      int to = r.channels()[c];
      norm[to] += r.norm()[c];
      for (int s = 0; s < channel[to].length; s++) {
        channel[to][s] += r.channelSum()[c][s];
        shift[to][s] += r.shiftSum()[c][s];
      }
    }
  }

  void normalise() {
    for (int c = 0; c < channel.length; c++) {
      for (int s = 0; s < channel[c].length; s++) {
        channel[c][s] /= norm[c];
        shift[c][s] /= norm[c];
      }
    }
  }

  record WindowResult(NodeTable table, NodeSelection.Score score) {}

  private record CandidateRef(TrainingChunk.Result chunk, int index) {}

  /**
   * Chooses the nodes of a window and their weights.
   *
   * @param firstChannel index of the window's first channel among those of the build
   * @param most largest number of nodes
   */
  WindowResult window(
      TableBuilder.Request request, SpectralWindow window, int firstChannel, int most) {
    double interval = request.definition().intervalPerCm();
    int[] channels = window.channels(interval);
    double[][] y = Arrays.copyOfRange(channel, firstChannel, firstChannel + channels.length);
    double[][] dy = Arrays.copyOfRange(shift, firstChannel, firstChannel + channels.length);
    double[] scale = scale(y, channels, interval);
    List<CandidateRef> refs = candidatesOf(request, window);
    float[][] a = new float[refs.size()][];
    for (int j = 0; j < a.length; j++) {
      float[] r = refs.get(j).chunk().candidateRadiance()[refs.get(j).index()].clone();
      for (int s = 0; s < r.length; s++) {
        r[s] *= (float) scale[s];
      }
      a[j] = r;
    }
    double[][] ys = scaled(y, scale);
    NodeSelection selection = new NodeSelection(a, ys, trainingScenes);
    int[] nodes = selection.choose(most);
    double[][] importance = importance(y, channels, interval, scale);
    double[][][] w = selection.weights(nodes, importance, ys, scaled(dy, scale));
    NodeSelection.Score score = selection.judge(nodes, w[0], importance);
    return new WindowResult(table(window, channels, refs, nodes, w[0], w[1]), score);
  }

  /**
   * Factor per scene from radiance to kelvin: 1 / (dB/dT) at the mean channel and brightness
   * temperature of the window.
   */
  private static double[] scale(double[][] y, int[] channels, double interval) {
    double[] scale = new double[y[0].length];
    for (int s = 0; s < scale.length; s++) {
      double sum = 0;
      for (int c = 0; c < y.length; c++) {
        double nu = channels[c] * interval;
        sum += Planck.derivative(nu, Planck.brightnessTemperature(nu, y[c][s]));
      }
      scale[s] = y.length / sum;
    }
    return scale;
  }

  /**
   * [channel][scene]: kelvin of the channel per kelvin of the window's mean, see {@link #scale}.
   */
  private static double[][] importance(
      double[][] y, int[] channels, double interval, double[] scale) {
    double[][] factor = new double[y.length][scale.length];
    for (int c = 0; c < y.length; c++) {
      double nu = channels[c] * interval;
      for (int s = 0; s < scale.length; s++) {
        double own = 1 / Planck.derivative(nu, Planck.brightnessTemperature(nu, y[c][s]));
        factor[c][s] = own / scale[s];
      }
    }
    return factor;
  }

  private static double[][] scaled(double[][] y, double[] scale) {
    double[][] out = new double[y.length][scale.length];
    for (int c = 0; c < y.length; c++) {
      for (int s = 0; s < scale.length; s++) {
        out[c][s] = y[c][s] * scale[s];
      }
    }
    return out;
  }

  private List<CandidateRef> candidatesOf(TableBuilder.Request request, SpectralWindow window) {
    double reach = request.definition().lineShape().reachPerCm();
    List<CandidateRef> refs = new ArrayList<>();
    for (TrainingChunk.Result chunk : results) {
      for (int i = 0; i < chunk.candidatesPerCm().length; i++) {
        double nu = chunk.candidatesPerCm()[i];
        if (chunk.phase()[i] == request.phase()
            && window.ranges().stream()
                .anyMatch(r -> nu > r.from() - reach && nu < r.to() + reach)) {
          refs.add(new CandidateRef(chunk, i));
        }
      }
    }
    return refs;
  }

  private NodeTable table(
      SpectralWindow window,
      int[] channels,
      List<CandidateRef> refs,
      int[] nodes,
      double[][] w,
      double[][] dw) {
    List<Gas> gases = Arrays.stream(Gas.values()).filter(g -> isPresent(window, g)).toList();
    int n = nodes.length;
    int states = StateGrid.PRESSURES * StateGrid.TEMPERATURES;
    float[][] ln = new float[gases.size()][states * n];
    float[] slope = new float[states * n];
    boolean continuum = spectroscopy.waterContinuum().isPresent();
    float[] self = new float[continuum ? StateGrid.TEMPERATURES * n : 0];
    double[] nu = new double[n];
    double lnMoist = Math.log1p(4 * NodeTable.SELF_REFERENCE_FRACTION);
    for (int i = 0; i < n; i++) {
      TrainingChunk.Result chunk = refs.get(nodes[i]).chunk();
      int c = refs.get(nodes[i]).index();
      nu[i] = chunk.candidatesPerCm()[c];
      float[] sigma = chunk.crossSection()[c];
      for (int g = 0; g < gases.size(); g++) {
        int slot = TrainingChunk.slotOf(gases.get(g), false) * states;
        for (int s = 0; s < states; s++) {
          ln[g][s * n + i] = lnOf(sigma[slot + s]);
        }
      }
      int dry = TrainingChunk.slotOf(Gas.H2O, false) * states;
      int moist = TrainingChunk.slotOf(Gas.H2O, true) * states;
      for (int s = 0; s < states; s++) {
        slope[s * n + i] = (float) ((lnOf(sigma[moist + s]) - lnOf(sigma[dry + s])) / lnMoist);
      }
      for (int t = 0; t < StateGrid.TEMPERATURES && continuum; t++) {
        self[t * n + i] = lnOf(chunk.selfContinuum()[c][t]);
      }
    }
    return new NodeTable(
        window.name(),
        channels,
        nu,
        gases,
        ln,
        slope,
        continuum ? Optional.of(self) : Optional.empty(),
        flat(w),
        flat(dw));
  }

  private boolean isPresent(SpectralWindow window, Gas gas) {
    return window.gases().contains(gas) && spectroscopy.holds(gas);
  }

  /**
   * ln of a cross section; nothing at all counts as 1e-36 cm², which no column turns into an
   * optical depth.
   */
  private static float lnOf(float sigma) {
    return (float) Math.log(Math.max(sigma, 1e-36f));
  }

  private static float[] flat(double[][] w) {
    float[] out = new float[w.length * w[0].length];
    for (int c = 0; c < w.length; c++) {
      for (int i = 0; i < w[c].length; i++) {
        out[c * w[c].length + i] = (float) w[c][i];
      }
    }
    return out;
  }
}
