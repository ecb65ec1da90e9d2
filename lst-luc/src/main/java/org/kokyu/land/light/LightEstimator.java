package org.kokyu.land.light;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.scene.GppQuality;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.ReflectanceImage;
import org.kokyu.land.tile.GeoTiles;

/**
 * Shortwave and photosynthetically active light of the land pixels of a scene: clear-sky irradiance
 * ({@link ClearSkyModel}) times the clear-sky index of the cloud index ({@link CloudIndex}) against
 * a learned reference of ground and cloud ({@link GroundReference}).
 *
 * <p>Fallbacks, each with a bit in the word: while the reference is learned, the lowest reflectance
 * so far, and clear sky where the cloud mask says clear; without any day, ground of 0.06 below the
 * path reflectance of a clean atmosphere. Without band 3, below 10° of sun, or over snow that the
 * mask calls clear, the cloud mask alone. Snow: normalised difference of bands 3 and 5 above 0.4 on
 * a surface below 280 K (after Hall et al. 1995, Remote Sens. Environ. 54, 127–140, with 0.64 µm
 * for 0.55 µm).
 *
 * <p>Uncertainty, standard deviations added in squares: clear sky 5 %, aerosol ± 0.10, σ of n from
 * 0.015 (learned), 0.03 (learning) or 0.05 of ground and 0.08 of cloud, 0.03 and up to 0.15 more at
 * half cover for what one view of cloud does not tell (three dimensions, shadow); at mean light
 * this is the 70–80 W m-2 of comparisons with stations (Damiani et al. 2018, Atmos. Meas. Tech. 11,
 * 2501–2521). The sky over water, sea and seen beyond 75° is not made. A pure function of its
 * arguments, the same for any executor. Immutable, thread-safe.
 */
public final class LightEstimator {
  /** Version line for provenance. */
  public static final String VERSION = "kokyu-light 1";

  private static final int ROWS_PER_BLOCK = 64;
  private static final float LOW_SUN = (float) Math.cos(Math.toRadians(80));
  private static final float GROUND_SIGMA = 0.015f;
  private static final float LEARNING_SIGMA = 0.03f;
  private static final float UNKNOWN_SIGMA = 0.05f;
  private static final float UNKNOWN_GROUND = 0.06f;
  private static final float CLOUD_SIGMA = 0.08f;
  private static final float MASK_SIGMA = 0.25f;
  private static final float CLEAR_MASK_SIGMA = 0.08f;
  private static final double CLEAR_VIEW_SIGMA = 0.03;
  private static final double BROKEN_VIEW_SIGMA = 0.15;
  private static final float OBLIQUE_DEG = 60;
  private static final float SNOW_INDEX = 0.4f;
  private static final float SNOW_K = 280;
  private static final float AEROSOL_SIGMA = 0.10f;

  /** 3 of the mask. */
  private static final int CLOUDY = 3;

  private final Executor executor;
  private final int helpers;
  private final ClearSkyModel.Sky sky;
  private final ClearSkyTable clear;
  private final ClearSkyTable hazy;

  /** Works on the calling thread alone. */
  public LightEstimator() {
    this(Runnable::run, 0);
  }

  /**
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   */
  public LightEstimator(Executor executor, int helpers) {
    this.executor = executor;
    this.helpers = helpers;
    this.sky = ClearSkyModel.Sky.ASSUMED;
    this.clear = new ClearSkyTable(sky);
    this.hazy = new ClearSkyTable(sky.withAerosol700(sky.aerosol700() + AEROSOL_SIGMA));
  }

  /**
   * What is known beside the reflectances; arrays on the scene's grid.
   *
   * @param land 1 where a pixel is land
   * @param cosSun cosine of the solar zenith angle
   * @param cloudMask 0 clear … 3 cloudy, −1 unknown
   * @param waterKg water vapour column [kg m-2], not a number where unknown
   * @param surfaceK surface temperature, not a number where unknown
   */
  public record Surroundings(
      byte[] land, float[] cosSun, byte[] cloudMask, float[] waterKg, float[] surfaceK) {}

  /**
   * Light of one row of a scene; not a number where unknown.
   *
   * @param shortwave global irradiance on the horizontal [W m-2]
   * @param par photosynthetically active photons on the horizontal [µmol m-2 s-1]
   * @param parSigma one standard deviation [µmol m-2 s-1]
   * @param diffuse diffuse share of par
   * @param word bits of {@link GppQuality} that concern light
   */
  public record Row(
      float[] shortwave, float[] par, float[] parSigma, float[] diffuse, short[] word) {
    /** A row to be filled. */
    public static Row of(int columns) {
      return new Row(
          new float[columns],
          new float[columns],
          new float[columns],
          new float[columns],
          new short[columns]);
    }
  }

  /** Light of a scene that is asked for row by row, by several threads if need be. */
  public interface Rows {
    /** Fills the light of a row. */
    void row(int row, Row target);
  }

  /** Light of a scene, row by row. */
  public Rows rows(ImagerScene scene, Surroundings around, GroundReference reference) {
    return new SceneRows(scene, around, reference);
  }

  /** Light of a scene as a whole. */
  public LightField estimate(
      ImagerScene scene, Surroundings around, Optional<GroundReference> reference) {
    int n = scene.grid().size();
    int columns = scene.grid().columns();
    GroundReference ground = reference.orElseGet(GroundReference::empty);
    Rows rows = rows(scene, around, ground);
    LightField field =
        new LightField(
            new float[n],
            new float[n],
            new float[n],
            new float[n],
            new short[n],
            basis(scene, ground));
    int all = scene.grid().rows();
    BlockLoop.run(
        executor,
        helpers,
        (all + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK,
        b -> {
          Row row = Row.of(columns);
          int to = Math.min(all, (b + 1) * ROWS_PER_BLOCK);
          for (int r = b * ROWS_PER_BLOCK; r < to; r++) {
            rows.row(r, row);
            int at = r * columns;
            System.arraycopy(row.shortwave(), 0, field.shortwave(), at, columns);
            System.arraycopy(row.par(), 0, field.par(), at, columns);
            System.arraycopy(row.parSigma(), 0, field.parSigma(), at, columns);
            System.arraycopy(row.diffuse(), 0, field.diffuseFraction(), at, columns);
            System.arraycopy(row.word(), 0, field.word(), at, columns);
          }
        });
    return field;
  }

  /** What light is made from, for the product's metadata. */
  public String basis(ImagerScene scene, GroundReference reference) {
    if (scene.reflectance(3).isEmpty()) {
      return "clear sky of Ineichen 2008 (simplified Solis) (%s), no reflectance: cloud mask alone (Kasten and Czeplak 1980)"
          .formatted(sky.describe());
    }
    return "clear sky of Ineichen 2008 (simplified Solis) (%s), cloud index of band 3, ground reference %s: %d of %d days"
        .formatted(
            sky.describe(),
            reference.dayCount() < GroundReference.READY_DAYS ? "learning" : "learned",
            reference.dayCount(),
            GroundReference.WINDOW_DAYS);
  }

  /** The pixels of one scene. */
  private final class SceneRows implements Rows {
    private final ImagerScene scene;
    private final Surroundings around;
    private final GroundReference reference;
    private final float[] red;
    private final float[] shortwaveInfrared;
    private final float distance;
    private final float extraterrestrial;

    SceneRows(ImagerScene scene, Surroundings around, GroundReference reference) {
      this.scene = scene;
      this.around = around;
      this.reference = reference;
      red = scene.reflectance(3).map(ReflectanceImage::reflectance).orElse(null);
      shortwaveInfrared = scene.reflectance(5).map(ReflectanceImage::reflectance).orElse(null);
      distance = (float) SolarIrradiance.distanceFactor(scene.slot().nominalTime());
      extraterrestrial = (float) SolarIrradiance.normal(scene.slot().nominalTime());
    }

    @Override
    public void row(int row, Row target) {
      int columns = scene.grid().columns();
      int first = row * columns;
      Arrays.fill(target.shortwave(), Float.NaN);
      Arrays.fill(target.par(), Float.NaN);
      Arrays.fill(target.parSigma(), Float.NaN);
      Arrays.fill(target.diffuse(), Float.NaN);
      float[] latitude = new float[columns];
      float[] longitude = new float[columns];
      scene.geometry().positionsDeg(first, latitude, longitude);
      float[] view = scene.geometry().viewZenithDeg();
      for (int c = 0; c < columns; c++) {
        int i = first + c;
        if (around.land()[i] == 0
            || Float.isNaN(latitude[c])
            || !(view[i] <= GroundReflectanceDay.WIDEST_VIEW_DEG)) {
          target.word()[c] = GppQuality.NO_LAND.bit();
        } else if (!(around.cosSun()[i] > 0)) {
          night(c, target);
        } else if (around.cloudMask()[i] < 0) {
          target.word()[c] = GppQuality.NO_LIGHT_KNOWN.bit();
        } else {
          day(i, latitude[c], longitude[c], target, c);
        }
      }
    }

    private void night(int c, Row target) {
      target.shortwave()[c] = 0;
      target.par()[c] = 0;
      target.parSigma()[c] = 0;
      target.diffuse()[c] = 1;
      target.word()[c] = GppQuality.NIGHT.bit();
    }

    private void day(int i, float latitude, float longitude, Row target, int c) {
      float mu = around.cosSun()[i];
      boolean bright = red != null && !Float.isNaN(red[i]);
      boolean snow = isSnow(i);
      int mask = around.cloudMask()[i];
      int flags = snow ? GppQuality.SNOW.bit() : 0;
      flags |= mu < LOW_SUN ? GppQuality.LOW_SUN.bit() : 0;
      flags |= bright ? 0 : GppQuality.LIGHT_FROM_MASK.bit();
      if (!bright || mu < LOW_SUN || snow && mask == 0) {
        double k = CloudIndex.ofCover(mask / (double) CLOUDY);
        put(i, flags, k, mask == 0 ? CLEAR_MASK_SIGMA : MASK_SIGMA, target, c);
        return;
      }
      byReflectance(i, flags, latitude, longitude, target, c);
    }

    private boolean isSnow(int i) {
      if (shortwaveInfrared == null || red == null || !(around.surfaceK()[i] < SNOW_K)) {
        return false;
      }
      float sum = red[i] + shortwaveInfrared[i];
      return sum > 0 && red[i] - shortwaveInfrared[i] > SNOW_INDEX * sum;
    }

    private void byReflectance(
        int i, int before, float latitude, float longitude, Row target, int c) {
      float mu = around.cosSun()[i];
      float rho = red[i] / (mu * distance);
      int tile = GeoTiles.tileOf(GroundReflectanceDay.CELLS_PER_DEGREE, latitude, longitude);
      int cell = GeoTiles.cellOf(GroundReflectanceDay.CELLS_PER_DEGREE, latitude, longitude);
      float ground = reference.ground(tile, cell);
      float cloud = reference.cloud(tile);
      if (Float.isNaN(cloud)) {
        cloud = (float) CloudIndex.thickCloud(mu);
      }
      float sigma = GROUND_SIGMA;
      int flags = before;
      if (reference.days(tile, cell) < GroundReference.READY_DAYS) {
        flags |= GppQuality.GROUND_LEARNING.bit();
        if (around.cloudMask()[i] == 0) {
          put(i, flags, 1, CLEAR_MASK_SIGMA, target, c);
          return;
        }
        sigma = Float.isNaN(ground) ? UNKNOWN_SIGMA : LEARNING_SIGMA;
        ground = Float.isNaN(ground) ? UNKNOWN_GROUND + path(i, mu) : ground;
      }
      float range = Math.max(0.2f, cloud - ground);
      double n = (rho - ground) / range;
      put(i, flags, CloudIndex.clearSkyIndex(n), sigmaOfIndex(n, sigma, range), target, c);
    }

    private float sigmaOfIndex(double n, double groundSigma, double range) {
      double fromGround = (1 - n) * groundSigma / range;
      double fromCloud = n * CLOUD_SIGMA / range;
      double fromBoth =
          CloudIndex.slope(n) * Math.sqrt(fromGround * fromGround + fromCloud * fromCloud);
      double share = Math.max(0, Math.min(1, n));
      double oneView = CLEAR_VIEW_SIGMA + BROKEN_VIEW_SIGMA * 4 * share * (1 - share);
      return (float) Math.sqrt(fromBoth * fromBoth + oneView * oneView);
    }

    /** Rayleigh and a clean aerosol, as the cloud mask takes them. */
    private float path(int i, float mu) {
      double cosView = Math.cos(Math.toRadians(scene.geometry().viewZenithDeg()[i]));
      return (float) (0.0537 / (4 * mu * cosView) + 0.010);
    }

    private void put(int i, int flags, double k, float sigmaOfK, Row target, int c) {
      float mu = around.cosSun()[i];
      float kg = around.waterKg()[i];
      float water = kg >= 0 ? 0.1f * kg : PhotonShare.REFERENCE_WATER_CM;
      float top = extraterrestrial * mu;
      float transmittance = clear.at(mu, water);
      float reference15 = clear.at(mu, PhotonShare.REFERENCE_WATER_CM);
      // more than the light above the atmosphere does not come down, whatever the index says
      float share = (float) Math.min(1, k * transmittance);
      float photons =
          (float) (PhotonShare.UMOL_PER_JOULE * PhotonShare.ofIndex(k))
              * reference15
              / transmittance;
      float par = top * share * photons;
      target.shortwave()[c] = top * share;
      target.par()[c] = par;
      target.diffuse()[c] = (float) DiffuseShare.ofPar(DiffuseShare.ofClearness(share));
      float haze = 1 - hazy.at(mu, water) / transmittance;
      double relative2 =
          ClearSkyModel.MODEL_SIGMA * ClearSkyModel.MODEL_SIGMA
              + haze * haze
              + PhotonShare.SIGMA * PhotonShare.SIGMA;
      float fromIndex = top * transmittance * photons * sigmaOfK;
      target.parSigma()[c] = (float) Math.sqrt(relative2 * par * par + fromIndex * fromIndex);
      boolean oblique = scene.geometry().viewZenithDeg()[i] > OBLIQUE_DEG;
      target.word()[c] = (short) (oblique ? flags | GppQuality.OBLIQUE_VIEW.bit() : flags);
    }
  }
}
