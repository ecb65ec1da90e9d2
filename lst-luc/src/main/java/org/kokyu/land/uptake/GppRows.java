package org.kokyu.land.uptake;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.scene.GppField;
import org.kokyu.core.scene.GppQuality;
import org.kokyu.land.light.LightEstimator;
import org.kokyu.land.vegetation.Canopy;
import org.kokyu.land.vegetation.LeafAreaClimatology;

/** Rows of a {@link GppField} on one thread; different rows may be filled by different threads. */
final class GppRows {
  private static final byte GOOD = 0;
  private static final byte USE_WITH_CARE = 1;
  private static final byte NOT_PRODUCED = 2;

  /** Reasons that do not make a pixel worse. */
  private static final int HARMLESS = GppQuality.NIGHT.bit() | GppQuality.NOT_VEGETATED.bit();

  private static final int ENDED =
      GppQuality.NO_LAND.bit()
          | GppQuality.NO_LIGHT_KNOWN.bit()
          | GppQuality.NO_VEGETATION_KNOWN.bit()
          | GppQuality.NO_WEATHER_KNOWN.bit();

  /**
   * CO2 in the air, for models that ask for it: 412.5 ppm in 2020 and 2.4 ppm a year (NOAA's global
   * mean of marine surface air and its growth over the decade around).
   */
  private static final double CO2_2020_PPM = 412.5;

  private static final double CO2_GROWTH_PPM = 2.4;

  private static final float INNER_TROPICS_DEG = 10;

  private final GppInputs in;
  private final LightEstimator.Rows lightRows;
  private final SurfaceAir surfaceAir;
  private final GppField field;
  private final int columns;
  private final LightEstimator.Row light;
  private final LightUseRow use;
  private final float[] gpp;
  private final float[] sigma;
  private final float[] latitude;
  private final float[] longitude;
  private final float[] northLeaves;
  private final float[] southLeaves;

  GppRows(
      GppInputs in,
      ProductivityModel model,
      LightEstimator.Rows lightRows,
      SurfaceAir surfaceAir,
      GppField field) {
    this.in = in;
    this.lightRows = lightRows;
    this.surfaceAir = surfaceAir;
    this.field = field;
    columns = in.scene().grid().columns();
    light = LightEstimator.Row.of(columns);
    LocalDate day = in.scene().slot().nominalTime().atOffset(ZoneOffset.UTC).toLocalDate();
    double years = day.getYear() - 2020 + (day.getDayOfYear() - 1) / 365.0;
    use = new LightUseRow(model, columns, (float) (CO2_2020_PPM + CO2_GROWTH_PPM * years));
    gpp = new float[columns];
    sigma = new float[columns];
    latitude = new float[columns];
    longitude = new float[columns];
    northLeaves = LeafAreaClimatology.of(day, true);
    southLeaves = LeafAreaClimatology.of(day, false);
  }

  private void lightAndLeaves(int row) {
    int first = row * columns;
    in.scene().geometry().positionsDeg(first, latitude, longitude);
    lightRows.row(row, light);
    for (int c = 0; c < columns; c++) {
      cover(first + c, c);
      leaves(first + c, c);
    }
  }

  private void cover(int i, int c) {
    int word = light.word()[c];
    byte igbp = Cover.ASSUMED;
    boolean land = (word & GppQuality.NO_LAND.bit()) == 0;
    if (in.cover().classes().isPresent()) {
      igbp = in.cover().classes().get()[i];
    } else if (land) {
      word |= GppQuality.COVER_ASSUMED.bit();
    }
    use.classes[c] = land ? igbp : 0;
    if (land && igbp > 0 && Biome.ofIgbp(igbp).isEmpty()) {
      word |= GppQuality.NOT_VEGETATED.bit();
    }
    light.word()[c] = (short) word;
  }

  private void leaves(int i, int c) {
    use.fapar[c] = Float.NaN;
    use.lai[c] = Float.NaN;
    use.faparSigma[c] = Float.NaN;
    use.evi[c] = Float.NaN;
    use.lswi[c] = Float.NaN;
    int word = light.word()[c];
    if ((word & (GppQuality.NO_LAND.bit() | GppQuality.NOT_VEGETATED.bit())) != 0) {
      return;
    }
    float given = in.leaves().ndvi().isPresent() ? in.leaves().ndvi().get()[i] : Float.NaN;
    float learned = in.leaves().composite().ndvi(latitude[c], longitude[c]);
    float ndvi = Float.isNaN(given) ? learned : given;
    use.evi[c] = in.leaves().composite().evi(latitude[c], longitude[c]);
    use.lswi[c] = in.leaves().composite().lswi(latitude[c], longitude[c]);
    if (!Float.isNaN(ndvi)) {
      use.fapar[c] = Canopy.fapar(ndvi);
      use.lai[c] = Canopy.lai(use.fapar[c]);
      use.faparSigma[c] = Canopy.faparSigma();
      return;
    }
    // the seasons of the hemispheres pass into each other within the inner tropics
    float north = Math.max(0, Math.min(1, 0.5f + latitude[c] / (2 * INNER_TROPICS_DEG)));
    float lai = north * northLeaves[use.classes[c]] + (1 - north) * southLeaves[use.classes[c]];
    if (Float.isNaN(lai)) {
      light.word()[c] = (short) (word | GppQuality.NO_VEGETATION_KNOWN.bit());
      return;
    }
    light.word()[c] = (short) (word | GppQuality.VEGETATION_CLIMATOLOGY.bit());
    use.lai[c] = lai;
    use.fapar[c] = Canopy.faparOfLeaves(lai);
    use.faparSigma[c] = LeafAreaClimatology.faparSigma(lai);
  }

  /** First pass without meteorology: air temperature of the clear pixels of a row. */
  void clearAir(int row) {
    lightAndLeaves(row);
    int first = row * columns;
    for (int c = 0; c < columns; c++) {
      float surface = in.around().surfaceK()[first + c];
      boolean known = !Float.isNaN(surface) && !Float.isNaN(light.shortwave()[c]);
      float cover = Float.isNaN(use.fapar[c]) ? 0 : use.fapar[c];
      field.airTemperatureK()[first + c] =
          known ? SurfaceAir.ofClear(surface, cover, light.shortwave()[c]) : Float.NaN;
    }
  }

  /** Between the passes: means of the clear pixels, in the order of the pixels. */
  static void collect(GppInputs in, GppField field, SurfaceAir surfaceAir) {
    int columns = in.scene().grid().columns();
    float[] latitude = new float[columns];
    float[] longitude = new float[columns];
    float[] air = field.airTemperatureK();
    for (int i = 0; i < air.length; i++) {
      if (i % columns == 0) {
        in.scene().geometry().positionsDeg(i, latitude, longitude);
      }
      if (!Float.isNaN(air[i])) {
        surfaceAir.add(latitude[i % columns], longitude[i % columns], air[i]);
      }
    }
    surfaceAir.spread(in.scene().geometry());
  }

  /** A row of the field. */
  void row(int row) {
    lightAndLeaves(row);
    int first = row * columns;
    for (int c = 0; c < columns; c++) {
      use.par[c] = light.par()[c];
      use.parSigma[c] = light.parSigma()[c];
      use.diffuse[c] = light.diffuse()[c];
      use.cosSun[c] = in.around().cosSun()[first + c];
      weather(first + c, c);
    }
    use.compute(gpp, sigma);
    for (int c = 0; c < columns; c++) {
      put(first + c, c);
    }
  }

  private void weather(int i, int c) {
    Air air = in.air();
    int word = light.word()[c];
    float kelvin;
    float kelvinSigma = (float) air.temperatureSigmaK();
    if (air.temperatureK().isPresent()) {
      kelvin = air.temperatureK().get()[i];
    } else {
      word |= GppQuality.AIR_FROM_SURFACE.bit();
      kelvin = field.airTemperatureK()[i];
      kelvinSigma = (float) SurfaceAir.SIGMA_K;
      if (Float.isNaN(kelvin) && !Float.isNaN(latitude[c])) {
        kelvin = surfaceAir.at(latitude[c], longitude[c]);
        kelvinSigma = (float) SurfaceAir.FILLED_SIGMA_K;
      }
    }
    float vapour = air.vapourPressurePa()[i];
    if ((word & GppQuality.NO_LAND.bit()) != 0) {
      word = GppQuality.NO_LAND.bit();
    } else if (air.humidityIsClimatology()) {
      word |= GppQuality.HUMIDITY_CLIMATOLOGY.bit();
    }
    float saturation = (float) Saturation.pressurePa(kelvin);
    use.airK[c] = kelvin;
    use.airSigmaK[c] = kelvinSigma;
    use.minimumK[c] = air.minimumK().isPresent() ? air.minimumK().get()[i] : kelvin;
    use.vpd[c] = Math.max(0, saturation - vapour);
    use.vapourPa[c] = vapour;
    use.vapourSigmaPa[c] = (float) air.vapourSigma() * vapour;
    use.pressurePa[c] = air.pressurePa()[i];
    if (Float.isNaN(use.vpd[c]) && (word & GppQuality.NO_LAND.bit()) == 0) {
      word |= GppQuality.NO_WEATHER_KNOWN.bit();
    }
    light.word()[c] = (short) word;
  }

  private void put(int i, int c) {
    int word = light.word()[c] & 0xffff;
    boolean zero =
        (word & (GppQuality.NIGHT.bit() | GppQuality.NOT_VEGETATED.bit())) != 0
            && (word & GppQuality.NO_LAND.bit()) == 0
            && use.classes[c] > 0;
    if (zero) {
      gpp[c] = 0;
      sigma[c] = 0;
      word &= HARMLESS | GppQuality.COVER_ASSUMED.bit();
    } else if ((word & ENDED) != 0) {
      gpp[c] = Float.NaN;
    }
    if (Float.isNaN(gpp[c])) {
      sigma[c] = Float.NaN;
      if ((word & ENDED) == 0) {
        // the class is unknown, or the model asks for an index that is not there
        word |= GppQuality.NO_VEGETATION_KNOWN.bit();
      }
    }
    boolean land = (word & GppQuality.NO_LAND.bit()) == 0;
    field.gpp()[i] = gpp[c];
    field.gppUncertainty()[i] = sigma[c];
    field.par()[i] = use.par[c];
    field.diffuseFraction()[i] = use.diffuse[c];
    field.fapar()[i] = use.fapar[c];
    field.lai()[i] = use.lai[c];
    field.airTemperatureK()[i] = land ? use.airK[c] : Float.NaN;
    field.vpdPa()[i] = land ? use.vpd[c] : Float.NaN;
    field.landCover()[i] = use.classes[c];
    field.qualityWord()[i] = (short) word;
    field.qualityFlag()[i] =
        Float.isNaN(gpp[c]) ? NOT_PRODUCED : (word & ~HARMLESS) != 0 ? USE_WITH_CARE : GOOD;
  }
}
