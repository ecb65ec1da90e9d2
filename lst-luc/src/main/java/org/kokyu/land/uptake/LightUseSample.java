package org.kokyu.land.uptake;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityModel;

/**
 * A map of invented drivers, to measure the light-use step with: classes in patches of some hundred
 * pixels as land cover has them, light, leaves and weather at random within what they can be. Not a
 * simulation of any place.
 */
public final class LightUseSample {
  private static final int ROWS_PER_BLOCK = 64;
  private static final int PATCH = 200;
  private static final double BYTES_OF_CLASS = 1;

  private final int rows;
  private final int columns;
  private final float[] par;
  private final float[] parSigma;
  private final float[] fapar;
  private final float[] lai;
  private final float[] airK;
  private final float[] vpd;
  private final byte[] classes;
  private final float[] gpp;
  private final float[] sigma;

  private LightUseSample(int rows, int columns) {
    int n = rows * columns;
    this.rows = rows;
    this.columns = columns;
    par = new float[n];
    parSigma = new float[n];
    fapar = new float[n];
    lai = new float[n];
    airK = new float[n];
    vpd = new float[n];
    classes = new byte[n];
    gpp = new float[n];
    sigma = new float[n];
  }

  /** The same for the same size. */
  public static LightUseSample of(int rows, int columns) {
    LightUseSample map = new LightUseSample(rows, columns);
    SplittableRandom random = new SplittableRandom(20240520);
    byte landCover = 1;
    for (int i = 0; i < map.par.length; i++) {
      if (i % PATCH == 0) {
        landCover = (byte) (1 + random.nextInt(17));
      }
      map.classes[i] = landCover;
      map.par[i] = (float) (2200 * random.nextDouble());
      map.parSigma[i] = 0.1f * map.par[i];
      map.lai[i] = (float) (6 * random.nextDouble());
      map.fapar[i] = (float) (0.95 * random.nextDouble());
      map.airK[i] = (float) (268 + 40 * random.nextDouble());
      map.vpd[i] = (float) (4000 * random.nextDouble());
    }
    return map;
  }

  /** Light of all pixels. */
  public float[] par() {
    return par;
  }

  /** Production of all pixels. */
  public float[] gpp() {
    return gpp;
  }

  /** Bytes that the step must read and write, whatever way it is done. */
  public long bytes(ProductivityModel model, boolean uncertainty) {
    Set<ProductivityDriver> held =
        EnumSet.of(
            ProductivityDriver.PAR,
            ProductivityDriver.FAPAR,
            ProductivityDriver.LAI,
            ProductivityDriver.AIR_TEMPERATURE,
            ProductivityDriver.MINIMUM_TEMPERATURE,
            ProductivityDriver.VPD);
    long arrays = model.requiredDrivers().stream().filter(held::contains).count();
    double perPixel = 4 * (arrays + 1) + BYTES_OF_CLASS + (uncertainty ? 8 : 0);
    return (long) (perPixel * par.length);
  }

  /**
   * The step on the whole map.
   *
   * @param executor lends threads
   * @param helpers most tasks to hand to it at a time
   */
  public void compute(
      ProductivityModel model, boolean uncertainty, Executor executor, int helpers) {
    BlockLoop.run(
        executor,
        helpers,
        (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK,
        b -> {
          LightUseRow row = new LightUseRow(model, columns, 420);
          float[] own = new float[columns];
          float[] ownSigma = new float[columns];
          constants(row);
          int to = Math.min(rows, (b + 1) * ROWS_PER_BLOCK);
          for (int r = b * ROWS_PER_BLOCK; r < to; r++) {
            fill(row, r * columns);
            if (uncertainty) {
              row.compute(own, ownSigma);
              System.arraycopy(ownSigma, 0, sigma, r * columns, columns);
            } else {
              row.computeAlone(own);
            }
            System.arraycopy(own, 0, gpp, r * columns, columns);
          }
        });
  }

  private void fill(LightUseRow row, int at) {
    System.arraycopy(par, at, row.par, 0, columns);
    System.arraycopy(parSigma, at, row.parSigma, 0, columns);
    System.arraycopy(fapar, at, row.fapar, 0, columns);
    System.arraycopy(lai, at, row.lai, 0, columns);
    System.arraycopy(airK, at, row.airK, 0, columns);
    System.arraycopy(airK, at, row.minimumK, 0, columns);
    System.arraycopy(vpd, at, row.vpd, 0, columns);
    System.arraycopy(classes, at, row.classes, 0, columns);
  }

  /** What is the same everywhere. */
  private void constants(LightUseRow row) {
    for (int c = 0; c < columns; c++) {
      row.diffuse[c] = 0.4f;
      row.evi[c] = 0.4f;
      row.lswi[c] = 0.2f;
      row.cosSun[c] = 0.7f;
      row.pressurePa[c] = 101_325;
      row.faparSigma[c] = 0.09f;
      row.airSigmaK[c] = 1.5f;
      row.vapourPa[c] = 1500;
      row.vapourSigmaPa[c] = 150;
    }
  }
}
