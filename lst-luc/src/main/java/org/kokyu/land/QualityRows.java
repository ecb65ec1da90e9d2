package org.kokyu.land;

import org.kokyu.core.scene.ImagerSatellite;

/** Puts the {@link QualityWord} of whole rows together. Scratch of one worker. */
final class QualityRows {
  private static final double DAY_COSINE =
      Math.cos(Math.toRadians(SplitWindow.DAY_SOLAR_ZENITH_DEG));
  private static final double BEST_VIEW_ZENITH_DEG = 50;
  private static final double BEST_WATER_KG = 40;

  private final LstRows rows;
  private final byte[] mask;
  private final BandEmissivity emissivity;
  private final boolean knownWater;
  private final boolean himawari9;
  private final boolean[] cloudyColumn;

  QualityRows(LstRows rows, byte[] mask) {
    this.rows = rows;
    this.mask = mask;
    this.emissivity = rows.land.emissivityOf(14);
    this.knownWater = rows.land.waterKg().isPresent();
    this.himawari9 = rows.scene.slot().satellite() == ImagerSatellite.H09;
    this.cloudyColumn = new boolean[rows.scene.grid().columns() + 2];
  }

  void of(int fromRow, int toRow) {
    for (int row = fromRow; row < toRow; row++) {
      of(row);
    }
  }

  private void of(int row) {
    int columns = rows.scene.grid().columns();
    cloudyColumns(row, columns);
    float[] zenith = rows.scene.geometry().viewZenithDeg();
    for (int c = 0; c < columns; c++) {
      int i = row * columns + c;
      boolean beside = cloudyColumn[c] || cloudyColumn[c + 1] || cloudyColumn[c + 2];
      byte quality = rows.quality[i];
      double water = rows.water(i);
      LandState.EmissivitySource source = emissivity.source(i);
      boolean best =
          quality == LstEstimator.GOOD
              && zenith[i] <= BEST_VIEW_ZENITH_DEG
              && knownWater
              && water < BEST_WATER_KG
              && source != LandState.EmissivitySource.DEFAULT;
      rows.word[i] =
          QualityWord.of(
              overall(quality, best),
              mask[i],
              beside,
              rows.cosSun[i] >= DAY_COSINE,
              zenith[i],
              water,
              !source.isOfSeason(),
              rows.land.isSnow(i),
              rows.land.isInlandWater(i),
              rows.word[i] == QualityWord.EXTRAPOLATED,
              himawari9,
              !rows.hasBand13(i));
    }
  }

  private static int overall(byte quality, boolean best) {
    return quality == LstEstimator.NOT_PRODUCED
        ? 0
        : best ? 3 : quality == LstEstimator.GOOD ? 2 : 1;
  }

  /** Per column, shifted by one: whether this row or one beside it is cloudy. */
  private void cloudyColumns(int row, int columns) {
    int last = rows.scene.grid().rows() - 1;
    int above = Math.max(0, row - 1) * columns;
    int here = row * columns;
    int below = Math.min(last, row + 1) * columns;
    for (int c = 0; c < columns; c++) {
      cloudyColumn[c + 1] =
          mask[above + c] == CloudMask.CLOUDY
              || mask[here + c] == CloudMask.CLOUDY
              || mask[below + c] == CloudMask.CLOUDY;
    }
  }
}
