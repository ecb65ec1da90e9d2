package org.kokyu.himawari.netcdf;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.ObservationArea;

/**
 * Reads NOAA's enterprise cloud mask of the full disk (product CMSK, NetCDF): {@code CloudMask} 0
 * clear, 1 probably clear, 2 probably cloudy, 3 cloudy, and {@code CloudProbability} 0 … 1, over
 * {@code Rows}, {@code Columns} of the imager's 2 km pixels, first row in the north.
 *
 * <p>Pixels with a {@code CloudMaskQualFlag} other than 0 have neither. The files carry no
 * projection; that of the nominal full disk is meant. Validity: written after the description in
 * the reader of satpy and reports of users; no real file has been read by it. Sources: NOAA,
 * noaa-himawari8 and -9 open data, AHI-L2-FLDK-Clouds; satpy, reader ahi_l2_nc. Stateless,
 * thread-safe.
 */
public final class NoaaCloudMaskReader {
  /** The whole disk. */
  public static final SceneGrid.Native FULL_DISK =
      new SceneGrid.Native(
          1, 1, ObservationArea.FULL_DISK.columns(20), ObservationArea.FULL_DISK.columns(20));

  private static final Duration TIME_TOLERANCE = Duration.ofSeconds(2);

  private final SceneGrid.Native disk;

  public NoaaCloudMaskReader() {
    this(FULL_DISK);
  }

  /** For small files. */
  NoaaCloudMaskReader(SceneGrid.Native disk) {
    this.disk = disk;
  }

  /** Reads a window of the full disk. */
  public CloudMaskImage read(Path path, SceneGrid.Native window) {
    String fileName = String.valueOf(path.getFileName());
    NoaaCloudMaskFileName name =
        NoaaCloudMaskFileName.parse(fileName)
            .orElseThrow(
                () ->
                    new MalformedInputException(
                        InputFault.WRONG_FORMAT,
                        fileName + ": name like AHI-CMSK_v1r1_h09_s…_e…_c….nc expected"));
    NetcdfFields.Window part = part(window);
    try (NetcdfFields file = NetcdfFields.open(path)) {
      requireHeader(file, name);
      int[] shape = {disk.rows(), disk.columns()};
      float[] levels = file.values("CloudMask", shape, part);
      float[] probability = file.values("CloudProbability", shape, part);
      boolean screened = file.has("CloudMaskQualFlag");
      float[] quality =
          screened ? file.values("CloudMaskQualFlag", shape, part) : new float[levels.length];
      byte[] level = new byte[levels.length];
      for (int i = 0; i < level.length; i++) {
        level[i] = level(file, levels[i], quality[i]);
        probability[i] = level[i] < 0 ? Float.NaN : probability(file, probability[i]);
      }
      return new CloudMaskImage(name.slot(), window, level, probability, screened, file.ref());
    }
  }

  private NetcdfFields.Window part(SceneGrid.Native w) {
    boolean inside =
        w.firstLine() >= 1
            && w.firstColumn() >= 1
            && w.rows() >= 1
            && w.columns() >= 1
            && w.firstLine() - 1 + w.rows() <= disk.rows()
            && w.firstColumn() - 1 + w.columns() <= disk.columns();
    if (!inside) {
      throw new IllegalArgumentException("a window of the full disk expected, found " + w);
    }
    return new NetcdfFields.Window(w.firstLine() - 1, w.firstColumn() - 1, w.rows(), w.columns());
  }

  private static byte level(NetcdfFields file, float level, float quality) {
    if (Float.isNaN(level) || quality != 0) {
      return -1;
    }
    if (!(level >= 0 && level <= 3) || level != Math.rint(level)) {
      throw file.fault(InputFault.CORRUPT, "CloudMask", "levels 0 to 3", level);
    }
    return (byte) level;
  }

  private static float probability(NetcdfFields file, float probability) {
    if (probability < 0 || probability > 1) {
      throw file.fault(InputFault.CORRUPT, "CloudProbability", "0 to 1", probability);
    }
    return probability;
  }

  private static void requireHeader(NetcdfFields file, NoaaCloudMaskFileName name) {
    String satellite = "Himawari-" + name.satellite().name().substring(2);
    require(file, "satellite_name", satellite);
    require(file, "cdm_data_type", "Full Disk");
    requireTime(file, "time_coverage_start", name.start());
    requireTime(file, "time_coverage_end", name.end());
  }

  private static void require(NetcdfFields file, String attribute, String expected) {
    Optional<String> found = file.text(attribute);
    if (!found.equals(Optional.of(expected))) {
      throw file.fault("attribute " + attribute, expected, found.orElse("none"));
    }
  }

  /** The attributes are cut to whole seconds. */
  private static void requireTime(NetcdfFields file, String attribute, Instant expected) {
    String found = file.text(attribute).orElse("none");
    try {
      Duration off = Duration.between(Instant.parse(found), expected).abs();
      if (off.compareTo(TIME_TOLERANCE) <= 0) {
        return;
      }
    } catch (DateTimeException notATime) {
      // said below, as for a wrong time
    }
    throw file.fault("attribute " + attribute, expected, found);
  }
}
