package org.kokyu.land;

import java.util.Arrays;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;

/**
 * The arrays of one estimate, filled rows by rows: sun, temperature, uncertainty. Different rows
 * may be filled by different threads at the same time.
 */
final class LstRows {
  private static final double MAX_VIEW_ZENITH_DEG = 70;
  private static final double VALID_VIEW_ZENITH_DEG = 60;
  private static final double MIN_LST_K = 200;
  private static final double MAX_LST_K = 360;

  final ImagerScene scene;
  final LandState land;
  final float[] cosSun;
  final float[] lst;
  final float[] uncertainty;
  final byte[] quality;
  final short[] word;

  private final CoefficientTable table;
  private final SolarPosition sun;
  private final float[] t13;
  private final float[] t14;
  private final float[] t15;
  private final float[] zenith;
  private final float[] waterKg;

  LstRows(ImagerScene scene, LandState land, CoefficientTable table) {
    int n = scene.grid().size();
    this.scene = scene;
    this.land = land;
    this.table = table;
    this.sun = SolarPosition.at(scene.slot().nominalTime());
    this.t13 = scene.band(13).map(BandImage::brightnessTemperatureK).orElse(null);
    this.t14 = scene.band(14).orElseThrow().brightnessTemperatureK();
    this.t15 = scene.band(15).orElseThrow().brightnessTemperatureK();
    this.zenith = scene.geometry().viewZenithDeg();
    this.waterKg = land.waterKg().orElse(null);
    this.cosSun = new float[n];
    this.lst = new float[n];
    this.uncertainty = new float[n];
    this.quality = new byte[n];
    this.word = new short[n];
  }

  void sun(int fromRow, int toRow) {
    int columns = scene.grid().columns();
    float[] latitude = new float[columns];
    float[] longitude = new float[columns];
    for (int row = fromRow; row < toRow; row++) {
      int first = row * columns;
      scene.geometry().positionsDeg(first, latitude, longitude);
      sun.cosZenith(latitude, longitude, scene.timeOffsetSeconds(), cosSun, first);
    }
  }

  /**
   * @param mask cloud mask, known in these rows and one row beyond
   */
  void temperature(byte[] mask, int fromRow, int toRow) {
    int columns = scene.grid().columns();
    int from = fromRow * columns;
    int to = toRow * columns;
    Arrays.fill(lst, from, to, Float.NaN);
    Arrays.fill(uncertainty, from, to, Float.NaN);
    Arrays.fill(quality, from, to, LstEstimator.NOT_PRODUCED);
    Arrays.fill(word, from, to, (short) 0);
    Batches batches = new Batches(mask);
    for (int i = from; i < to; i++) {
      boolean clear = mask[i] == CloudMask.CLEAR || mask[i] == CloudMask.PROBABLY_CLEAR;
      if (clear && zenith[i] <= MAX_VIEW_ZENITH_DEG && land.isLand(i)) {
        batches.add(i);
      }
    }
    batches.finish();
    new QualityRows(this, mask).of(fromRow, toRow);
  }

  /** {@link LandState#waterAt} without its look-ups. */
  double water(int pixel) {
    return waterKg != null && waterKg[pixel] >= 0 ? waterKg[pixel] : land.waterAt(pixel);
  }

  private double waterSigma(int pixel) {
    return waterKg != null && waterKg[pixel] >= 0
        ? waterKg[pixel] * land.waterSigma()
        : land.waterSigmaAt(pixel);
  }

  boolean hasBand13(int pixel) {
    return t13 != null && !Float.isNaN(t13[pixel]);
  }

  /** Pixels on their way to a formula, one batch for each set of coefficients. */
  private final class Batches {
    private final byte[] mask;
    private final BandEmissivity[] emissivity = new BandEmissivity[3];
    private final float[] airK = land.airK().orElse(null);
    private final Batch withAir = new Batch(table.best(true, true).orElseThrow());
    private final Batch withoutAir = new Batch(table.best(true, false).orElseThrow());
    private final Batch twoBands = new Batch(table.best(false, false).orElseThrow());

    Batches(byte[] mask) {
      this.mask = mask;
      for (int b = 0; b < 3; b++) {
        emissivity[b] = land.emissivityOf(13 + b);
      }
    }

    void add(int i) {
      boolean air = airK != null && !Float.isNaN(airK[i]);
      Batch batch = !hasBand13(i) ? twoBands : air ? withAir : withoutAir;
      batch.pixels[batch.n++] = i;
      if (batch.n == LstKernel.CAPACITY) {
        compute(batch);
      }
    }

    void finish() {
      compute(withAir);
      compute(withoutAir);
      compute(twoBands);
    }

    private void compute(Batch batch) {
      if (LstKernel.supports(batch.set)) {
        together(batch);
      } else {
        singly(batch);
      }
      batch.n = 0;
    }

    private void together(Batch batch) {
      if (batch.n == 0) {
        return;
      }
      LstKernel k = batch.kernel();
      for (int j = 0; j < batch.n; j++) {
        int i = batch.pixels[j];
        k.kelvin[0][j] = t13[i];
        k.kelvin[1][j] = t14[i];
        k.kelvin[2][j] = t15[i];
        k.air[j] = airK == null ? Float.NaN : airK[i];
        k.water[j] = (float) water(i);
        k.waterSigma[j] = (float) waterSigma(i);
        k.secant[j] = (float) (1 / Math.cos(Math.toRadians(zenith[i])));
        k.emissivitySigma[j] = (float) emissivity[1].sigma(i);
      }
      for (int b = 0; b < 3; b++) {
        for (int j = 0; j < batch.n; j++) {
          k.emissivity[b][j] = (float) emissivity[b].at(batch.pixels[j]);
        }
      }
      k.run(batch.n);
      for (int j = 0; j < batch.n; j++) {
        store(batch.pixels[j], k.lst[j], k.sigma[j], k.extrapolated[j]);
      }
    }

    /** Forms that the kernel does not know: where band 13 is missing, and sets of one node. */
    private void singly(Batch batch) {
      LstInputs x = new LstInputs();
      LstCoefficients.Estimate e = new LstCoefficients.Estimate();
      for (int j = 0; j < batch.n; j++) {
        int i = batch.pixels[j];
        x.kelvin[0] = hasBand13(i) ? t13[i] : t14[i];
        x.kelvin[1] = t14[i];
        x.kelvin[2] = t15[i];
        for (int b = 0; b < 3; b++) {
          x.emissivity[b] = emissivity[b].at(i);
        }
        x.secant = 1 / Math.cos(Math.toRadians(zenith[i]));
        x.waterKg = water(i);
        x.airK = airK == null ? Double.NaN : airK[i];
        batch.set.estimateWithGradient(x, e);
        double sigma =
            LstUncertainty.of(
                    e,
                    LstUncertainty.NEDT_K,
                    emissivity[1].sigma(i),
                    waterSigma(i),
                    land.airSigmaK())
                .totalK();
        store(i, (float) e.kelvin, (float) sigma, e.extrapolated);
      }
    }

    private void store(int i, float kelvin, float sigmaK, boolean extrapolated) {
      if (!(kelvin >= MIN_LST_K && kelvin <= MAX_LST_K)) {
        return;
      }
      lst[i] = kelvin;
      uncertainty[i] = sigmaK;
      boolean care =
          mask[i] == CloudMask.PROBABLY_CLEAR
              || zenith[i] > VALID_VIEW_ZENITH_DEG
              || extrapolated
              || !hasBand13(i);
      quality[i] = care ? LstEstimator.USE_WITH_CARE : LstEstimator.GOOD;
      // the other bits follow when the row is done
      word[i] = extrapolated ? QualityWord.EXTRAPOLATED : 0;
    }
  }

  /** Pixels that wait for the same set of coefficients. */
  private final class Batch {
    private final LstCoefficients set;
    private final int[] pixels = new int[LstKernel.CAPACITY];
    private LstKernel kernel;
    private int n;

    Batch(LstCoefficients set) {
      this.set = set;
    }

    LstKernel kernel() {
      if (kernel == null) {
        kernel = new LstKernel(set, land.airSigmaK());
      }
      return kernel;
    }
  }
}
