package org.kokyu.scheduler.stage;

import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.PixelGeometry;
import org.kokyu.himawari.GeosNavigation;
import org.kokyu.himawari.GeosProjection;
import org.kokyu.scheduler.flow.UnitWork;

/** Angles and times of every pixel of a scene, for products that give them. */
final class PixelViews {
  private static final int PIXELS_PER_BLOCK = 100_000;

  private PixelViews() {}

  static PixelGeometry of(ImagerScene scene, UnitWork work) {
    GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
    SolarPosition sun = SolarPosition.at(scene.slot().nominalTime());
    int n = scene.geometry().size();
    // the scene's own array may be used again for the next slot
    float[] seconds = scene.timeOffsetSeconds().clone();
    float[] azimuth = new float[n];
    float[] solar = new float[n];
    BlockLoop.run(
        work.helpers(),
        work.helperCount(),
        (n + PIXELS_PER_BLOCK - 1) / PIXELS_PER_BLOCK,
        block -> {
          int from = block * PIXELS_PER_BLOCK;
          int to = Math.min(n, from + PIXELS_PER_BLOCK);
          float[] latitude = new float[to - from];
          float[] longitude = new float[to - from];
          scene.geometry().positionsDeg(from, latitude, longitude);
          sun.cosZenith(latitude, longitude, seconds, solar, from);
          for (int i = from; i < to; i++) {
            solar[i] = (float) Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, solar[i]))));
            azimuth[i] = (float) navigation.viewAzimuthDeg(latitude[i - from], longitude[i - from]);
          }
        });
    return new PixelGeometry(azimuth, solar, seconds);
  }
}
