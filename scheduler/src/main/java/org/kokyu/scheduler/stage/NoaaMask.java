package org.kokyu.scheduler.stage;

import java.util.Arrays;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.GeosNavigation;
import org.kokyu.himawari.GeosProjection;
import org.kokyu.himawari.netcdf.CloudMaskImage;
import org.kokyu.himawari.netcdf.NoaaCloudMaskFileName;
import org.kokyu.himawari.netcdf.NoaaCloudMaskReader;
import org.kokyu.land.CloudField;
import org.kokyu.land.LstEstimator;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * NOAA's cloud mask on the grid of a scene: the level and probability of the imager pixel that sees
 * the cell's centre. Only the window that the scene needs is read.
 */
final class NoaaMask {
  private NoaaMask() {}

  static boolean isOne(InputFile file) {
    return NoaaCloudMaskFileName.parse(file.name()).isPresent();
  }

  /**
   * Reads the mask of a scene.
   *
   * @throws MalformedInputException if it is broken or of another slot or satellite
   */
  static LstEstimator.GivenMask of(InputFile file, ImagerScene scene) {
    NoaaCloudMaskFileName name = NoaaCloudMaskFileName.parse(file.name()).orElseThrow();
    if (!name.slot().equals(scene.slot())) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: cloud mask of %s expected, found one of %s"
              .formatted(file.name(), scene.slot(), name.slot()));
    }
    int[] pixel = pixels(scene);
    SceneGrid.Native window = window(pixel);
    CloudMaskImage image = new NoaaCloudMaskReader().read(file.path(), window);
    byte[] level = new byte[pixel.length];
    byte[] percent = new byte[pixel.length];
    Arrays.fill(level, (byte) -1);
    Arrays.fill(percent, (byte) -1);
    for (int i = 0; i < pixel.length; i++) {
      if (pixel[i] >= 0) {
        int at =
            (pixel[i] / WIDTH + 1 - window.firstLine()) * window.columns()
                + pixel[i] % WIDTH
                + 1
                - window.firstColumn();
        level[i] = image.level()[at];
        float probability = image.probability()[at];
        percent[i] = Float.isNaN(probability) ? -1 : (byte) Math.round(100 * probability);
      }
    }
    String basis = "NOAA enterprise cloud mask, " + file.name();
    return new LstEstimator.GivenMask(new CloudField(level, percent, level, basis), image.input());
  }

  private static final int WIDTH = NoaaCloudMaskReader.FULL_DISK.columns();

  /** Full-disk pixel of each cell, counted from 0 along the lines; −1 off the disk. */
  private static int[] pixels(ImagerScene scene) {
    SceneGrid grid = scene.grid();
    int[] pixel = new int[grid.size()];
    if (grid instanceof SceneGrid.Native w) {
      for (int i = 0; i < pixel.length; i++) {
        int line = w.firstLine() - 1 + i / w.columns();
        int column = w.firstColumn() - 1 + i % w.columns();
        boolean inside = line >= 0 && line < WIDTH && column >= 0 && column < WIDTH;
        pixel[i] = inside ? line * WIDTH + column : -1;
      }
      return pixel;
    }
    GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
    for (int i = 0; i < pixel.length; i++) {
      GeosNavigation.PixelPoint p =
          navigation.toPixel(scene.geometry().latitudeDeg(i), scene.geometry().longitudeDeg(i));
      pixel[i] =
          Double.isNaN(p.line())
              ? -1
              : ((int) Math.rint(p.line()) - 1) * WIDTH + (int) Math.rint(p.column()) - 1;
    }
    return pixel;
  }

  /** The smallest window that holds the pixels; one pixel if there are none. */
  private static SceneGrid.Native window(int[] pixel) {
    int top = WIDTH;
    int left = WIDTH;
    int bottom = -1;
    int right = -1;
    for (int p : pixel) {
      if (p >= 0) {
        top = Math.min(top, p / WIDTH);
        bottom = Math.max(bottom, p / WIDTH);
        left = Math.min(left, p % WIDTH);
        right = Math.max(right, p % WIDTH);
      }
    }
    return bottom < 0
        ? new SceneGrid.Native(1, 1, 1, 1)
        : new SceneGrid.Native(top + 1, left + 1, bottom - top + 1, right - left + 1);
  }
}
