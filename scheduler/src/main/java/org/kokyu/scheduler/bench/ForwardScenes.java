package org.kokyu.scheduler.bench;

import java.util.ArrayList;
import java.util.List;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.RadiativeTransfer;
import org.kokyu.retrieval.table.TrainingAtmospheres;

/**
 * Random scenes that no table was trained on.
 *
 * @param scene what the fast model is given
 * @param surface the same for the line-by-line calculation
 */
record ForwardScenes(NodeForwardModel.Scene scene, RadiativeTransfer.Surface surface) {

  /** Not the seed of any table. */
  private static final long SEED = 20_261_122L;

  private static final double FROM_PER_CM = 600;
  private static final double STEP_PER_CM = 10;
  private static final int POINTS = 86;

  static List<ForwardScenes> of(int count, int channels) {
    List<ForwardScenes> scenes = new ArrayList<>();
    for (TrainingAtmospheres.Scene s :
        new TrainingAtmospheres(SEED, LayerGrid.DEFAULT_THICKNESS).scenes(count)) {
      double[] nu = new double[POINTS];
      double[] e = new double[POINTS];
      for (int i = 0; i < POINTS; i++) {
        nu[i] = FROM_PER_CM + i * STEP_PER_CM;
        e[i] = s.emissivityAt(nu[i]);
      }
      SurfaceEmissivity emissivity = SurfaceEmissivity.of(nu, e);
      scenes.add(
          new ForwardScenes(
              new NodeForwardModel.Scene(
                  s.column(), s.skinK(), emissivity, s.lambertian(), new double[channels]),
              new Ground(s.skinK(), emissivity, s.lambertian())));
    }
    return scenes;
  }

  private record Ground(double skinK, SurfaceEmissivity emissivity, boolean lambertian)
      implements RadiativeTransfer.Surface {
    @Override
    public double emissivityAt(double wavenumberPerCm) {
      return emissivity.at(wavenumberPerCm);
    }
  }
}
