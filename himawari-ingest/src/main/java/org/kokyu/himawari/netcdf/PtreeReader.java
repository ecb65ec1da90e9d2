package org.kokyu.himawari.netcdf;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.BandImage;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.ReflectanceImage;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.himawari.AhiBand;

/**
 * Reads the gridded Himawari data of JAXA's P-Tree: calibrated bands on an equal-angle grid of
 * 0.05, 0.02 or (Japan) 0.01 degree, one NetCDF file per slot.
 *
 * <p>Variables {@code tbb_07 … tbb_16} [K], {@code albedo_01 … albedo_06}, {@code SAZ} (view zenith
 * [degree]) and {@code Hour} (UT hours of the day) over {@code latitude}, {@code longitude}, packed
 * with {@code scale_factor} and {@code add_offset}. The albedo is reflectance times the cosine of
 * the solar zenith, which is what scenes hold: it is passed on as it is. Cells are centred on the
 * file's nodes, nothing is resampled; the first longitude and the size are the file's, for the
 * published grid was widened once. Where the satellite does not see (view zenith missing or 90
 * degrees and more) nothing has a value, whatever the file holds. The time of a cell comes from
 * {@code Hour}, which is not exact to the scan line. Wavelengths are the nominal ones: the files
 * state none.
 *
 * <p>Validity: written after the provider's descriptions and reports of users; no real file has
 * been read by it. Sources: JAXA/EORC, README of the Himawari L1 gridded data; P-Tree listings of
 * 2026. Stateless, thread-safe.
 */
public final class PtreeReader {
  private static final double HORIZON_DEG = 90;
  private static final double DAY_SECONDS = 86400;
  private static final double LARGEST_KELVIN = 1000;
  private static final double LARGEST_REFLECTANCE = 10;
  private static final Duration LARGEST_DELAY = Duration.ofMinutes(20);
  private static final Pattern DAYS_SINCE =
      Pattern.compile("days since ([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})( 0{1,2}:0{1,2}:0{1,2})?.*");

  /** Which nodes to read [degrees]; longitudes count eastwards beyond 180. */
  public record Bounds(double southDeg, double northDeg, double westDeg, double eastDeg) {
    /** Everything that a file holds. */
    public static final Bounds ALL = new Bounds(-90, 90, -180, 360);

    /** What a grid covers. */
    public static Bounds of(SceneGrid.LatLon grid) {
      return new Bounds(
          grid.northDeg() - grid.rows() * grid.stepDeg(),
          grid.northDeg(),
          grid.westDeg(),
          grid.westDeg() + grid.columns() * grid.stepDeg());
    }

    public Bounds {
      if (!(southDeg <= northDeg && westDeg <= eastDeg)) {
        throw new IllegalArgumentException(
            "south to north and west to east expected, found %s to %s, %s to %s"
                .formatted(southDeg, northDeg, westDeg, eastDeg));
      }
    }
  }

  /**
   * What a file says of itself.
   *
   * @param bands there are, ascending
   */
  public record Header(
      SlotKey slot,
      int rows,
      int columns,
      double stepDeg,
      double northDeg,
      double westDeg,
      List<Integer> bands) {}

  /**
   * Reads name, times and axes.
   *
   * @throws MalformedInputException if they are broken or contradict each other
   */
  public Header readHeader(Path path) {
    PtreeFileName name = nameOf(path);
    try (NetcdfFields file = NetcdfFields.open(path)) {
      requireTime(file, name, "start_time");
      requireTime(file, name, "end_time");
      EqualAngleAxes axes = EqualAngleAxes.of(file, name);
      List<Integer> bands = new ArrayList<>();
      for (int band = 1; band <= 16; band++) {
        if (file.has(variable(AhiBand.of(band)))) {
          bands.add(band);
        }
      }
      return new Header(
          name.slot(),
          axes.rows(),
          axes.columns(),
          axes.step(),
          axes.firstLatitude(),
          axes.firstLongitude(),
          bands);
    }
  }

  private static String variable(AhiBand band) {
    return (band.isInfrared() ? "tbb_%02d" : "albedo_%02d").formatted(band.number());
  }

  private static PtreeFileName nameOf(Path path) {
    String fileName = String.valueOf(path.getFileName());
    return PtreeFileName.parse(fileName)
        .orElseThrow(
            () ->
                new MalformedInputException(
                    InputFault.WRONG_FORMAT,
                    fileName
                        + ": name like NC_H09_20240514_0320_R21_FLDK.07001_06001.nc expected"));
  }

  /**
   * Reads bands of a file into a scene on the file's own grid. Bands that the file does not have
   * are left out and counted as missing.
   *
   * @param bands band numbers
   * @throws MalformedInputException if the file is broken, or has none of the bands
   */
  public ImagerScene read(Path path, Set<Integer> bands, Bounds bounds) {
    PtreeFileName name = nameOf(path);
    try (NetcdfFields file = NetcdfFields.open(path)) {
      requireTime(file, name, "start_time");
      requireTime(file, name, "end_time");
      EqualAngleAxes axes = EqualAngleAxes.of(file, name);
      return scene(file, name, axes, axes.window(file, bounds), new TreeSet<>(bands));
    }
  }

  private static ImagerScene scene(
      NetcdfFields file,
      PtreeFileName name,
      EqualAngleAxes axes,
      NetcdfFields.Window window,
      TreeSet<Integer> wanted) {
    float[] zenith = viewZenith(file, axes, window);
    List<BandImage> thermal = new ArrayList<>();
    List<ReflectanceImage> visible = new ArrayList<>();
    for (int number : wanted) {
      AhiBand band = AhiBand.of(number);
      String variable = variable(band);
      if (!file.has(variable)) {
        continue;
      }
      float[] values = file.values(variable, axes.shape(), window);
      if (band.isInfrared()) {
        requireUnit(file, variable, Set.of("K", ""));
        check(file, variable, values, zenith, Double.MIN_VALUE, LARGEST_KELVIN);
        thermal.add(new BandImage(number, band.wavelengthMicrometre(), values));
      } else {
        check(file, variable, values, zenith, -LARGEST_REFLECTANCE, LARGEST_REFLECTANCE);
        visible.add(new ReflectanceImage(number, band.wavelengthMicrometre(), values));
      }
    }
    if (thermal.isEmpty() && visible.isEmpty()) {
      throw file.fault("variables", "one of bands " + wanted, "none");
    }
    SceneGrid.LatLon grid = axes.grid(window);
    return new ImagerScene(
        name.slot(),
        grid,
        EqualAngleAxes.geometry(grid, zenith),
        thermal,
        seconds(file, name, axes, window, zenith),
        wanted.size(),
        thermal.size() + visible.size(),
        List.of(file.ref()),
        visible);
  }

  private static float[] viewZenith(
      NetcdfFields file, EqualAngleAxes axes, NetcdfFields.Window window) {
    float[] zenith = file.values("SAZ", axes.shape(), window);
    requireUnit(file, "SAZ", Set.of("degree", "degrees", "deg", ""));
    for (int i = 0; i < zenith.length; i++) {
      if (zenith[i] < 0 || zenith[i] > 180) {
        throw file.fault(InputFault.CORRUPT, "SAZ", "0 to 180 degrees", zenith[i]);
      }
      if (zenith[i] >= HORIZON_DEG) {
        zenith[i] = Float.NaN;
      }
    }
    return zenith;
  }

  /** Takes values out that are not seen; what is seen must be physical. */
  private static void check(
      NetcdfFields file, String variable, float[] values, float[] zenith, double low, double high) {
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(zenith[i])) {
        values[i] = Float.NaN;
      } else if (values[i] < low || values[i] > high) {
        throw file.fault(
            InputFault.CORRUPT, variable, "values of %s to %s".formatted(low, high), values[i]);
      }
    }
  }

  private static void requireUnit(NetcdfFields file, String variable, Set<String> units) {
    if (!units.contains(file.unit(variable))) {
      throw file.fault(variable, "unit of " + new TreeSet<>(units), file.unit(variable));
    }
  }

  /** Hours of the day to seconds after the nominal time, over midnight in either direction. */
  private static float[] seconds(
      NetcdfFields file,
      PtreeFileName name,
      EqualAngleAxes axes,
      NetcdfFields.Window window,
      float[] zenith) {
    if (!file.has("Hour")) {
      float[] unknown = new float[window.size()];
      Arrays.fill(unknown, Float.NaN);
      return unknown;
    }
    float[] seconds = file.values("Hour", axes.shape(), window);
    double nominal = Math.floorMod(name.nominalTime().getEpochSecond(), (long) DAY_SECONDS);
    for (int i = 0; i < seconds.length; i++) {
      double after = Math.IEEEremainder(seconds[i] * 3600.0 - nominal, DAY_SECONDS);
      if (Float.isNaN(zenith[i])) {
        seconds[i] = Float.NaN;
      } else if (Math.abs(after) > LARGEST_DELAY.toSeconds()) {
        throw file.fault(
            InputFault.HEADER_MISMATCH, "Hour", "a time near " + name.nominalTime(), seconds[i]);
      } else {
        seconds[i] = (float) after;
      }
    }
    return seconds;
  }

  /** Where the file states observation times, they must be those of its name. */
  private static void requireTime(NetcdfFields file, PtreeFileName name, String variable) {
    if (!file.has(variable)) {
      return;
    }
    String unit = file.unit(variable);
    Matcher m = DAYS_SINCE.matcher(unit);
    double days = file.axis(variable)[0];
    if (!m.matches() || !(Math.abs(days) < 1e6)) {
      throw file.fault(variable, "a number of days since a date", days + " " + unit);
    }
    Instant time;
    try {
      time =
          LocalDateTime.of(
                  Integer.parseInt(m.group(1)),
                  Integer.parseInt(m.group(2)),
                  Integer.parseInt(m.group(3)),
                  0,
                  0)
              .toInstant(ZoneOffset.UTC)
              .plusMillis(Math.round(days * DAY_SECONDS * 1000));
    } catch (DateTimeException e) {
      throw file.fault(variable, "a number of days since a date", days + " " + unit);
    }
    if (Duration.between(name.nominalTime(), time).abs().compareTo(LARGEST_DELAY) > 0) {
      throw file.fault(variable, "a time near " + name.nominalTime(), time);
    }
  }
}
