package org.kokyu.retrieval.reference;

import java.util.Locale;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.RadiativeTransfer;
import org.kokyu.retrieval.spectroscopy.AbsorptionModel;
import org.kokyu.retrieval.spectroscopy.LineByLine;
import org.kokyu.retrieval.spectroscopy.LineByLine.Grid;

/**
 * Monochromatic radiance of an {@link AirColumn}, line by line at the pressure, temperature and
 * humidity of every sublayer: what the fast model would give without tables and nodes.
 *
 * <p>{@link MonochromaticModel} is the reference for the layering itself; this class shares the
 * layering and the transfer of the retrieval, so that the difference to the fast model is the error
 * of its tables and nodes alone. Thread-safe; the result does not depend on the executor.
 */
public final class ColumnSpectrum {
  private static final int BLOCK_POINTS = 2000;

  /** Range over which the Planck function may be taken as linear in wavenumber [cm-1]. */
  private static final double TILE_PER_CM = 0.5;

  private final AbsorptionModel absorption;

  public ColumnSpectrum(AbsorptionModel absorption) {
    this.absorption = absorption;
  }

  /** Radiance at the top of the atmosphere [W m-2 sr-1 (cm-1)-1] on a grid. */
  public double[] radiance(
      AirColumn column,
      RadiativeTransfer.Surface surface,
      Grid grid,
      MonochromaticModel.Work work) {
    double[] radiance = new double[grid.count()];
    int blocks = (grid.count() + BLOCK_POINTS - 1) / BLOCK_POINTS;
    BlockLoop.run(
        work.executor(),
        work.helpers(),
        blocks,
        block -> {
          int from = block * BLOCK_POINTS;
          block(column, surface, grid, from, Math.min(BLOCK_POINTS, grid.count() - from), radiance);
          work.blockDone().run();
        });
    return radiance;
  }

  private void block(
      AirColumn column,
      RadiativeTransfer.Surface surface,
      Grid grid,
      int from,
      int count,
      double[] out) {
    float[][] depth = depth(column, new Grid(grid.wavenumber(from), grid.stepPerCm(), count));
    int tile = Math.max(2, (int) (TILE_PER_CM / grid.stepPerCm()));
    for (int start = 0; start < count; start += tile) {
      // the last point of a block may stand alone: take its neighbour along
      int begin = Math.min(start, Math.max(0, count - 2));
      int length = Math.min(tile, count - begin);
      float[][] part = new float[depth.length][];
      for (int l = 0; l < depth.length; l++) {
        part[l] = java.util.Arrays.copyOfRange(depth[l], begin, begin + length);
      }
      double[] r =
          new RadiativeTransfer.Tile(length, depth.length)
              .radiance(
                  column,
                  surface,
                  grid.wavenumber(from + begin),
                  grid.wavenumber(from + begin + length - 1),
                  part);
      System.arraycopy(r, 0, out, from + begin, length);
    }
  }

  private float[][] depth(AirColumn column, Grid grid) {
    int layers = column.grid().sublayers();
    float[][] depth = new float[layers][grid.count()];
    LineByLine.Workspace ws = new LineByLine.Workspace(grid);
    double[] sigma = new double[grid.count()];
    for (int l = 0; l < layers; l++) {
      double water = column.dryMoleFraction(Gas.H2O, l);
      for (String species : absorption.species()) {
        double dry = column.dryMoleFraction(Gas.valueOf(species.toUpperCase(Locale.ROOT)), l);
        double amount = column.dryAir(l) * dry * PhysicalConstants.AVOGADRO * 1e-4;
        if (amount == 0) {
          continue;
        }
        absorption.crossSection(
            species,
            column.pressurePa(l),
            Math.min(column.temperatureK(l), absorption.hottestK()),
            dry / (1 + water),
            ws,
            sigma);
        float[] tau = depth[l];
        for (int i = 0; i < tau.length; i++) {
          tau[i] += (float) (amount * Math.max(0, sigma[i]));
        }
      }
    }
    return depth;
  }
}
