package org.kokyu.ops.publish;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;

/**
 * A map of a slot of ours (surface temperature, gross primary production) or of an hour, read in
 * blocks of rows, quickly. Thread-safe: blocks may be read by several threads at a time.
 */
public final class MapReader implements AutoCloseable {
  private static final double SAME_DEG = 1e-6;

  private final PackedGridInput in;
  private final SceneGrid grid;

  private MapReader(PackedGridInput in) {
    this.in = in;
    this.grid = grid(in);
  }

  /**
   * Opens a map.
   *
   * @throws MalformedInputException if it is no map of ours, or cut short
   * @throws org.kokyu.core.result.UnavailableInputException if it cannot be read
   */
  public static MapReader open(Path file) {
    PackedGridInput in = PackedGridInput.open(file);
    try {
      return new MapReader(in);
    } catch (RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static SceneGrid grid(PackedGridInput in) {
    return in.has("line") ? in.window() : in.grid();
  }

  /** Name of the file. */
  public String name() {
    return in.name();
  }

  /** The grid; of an equal-angle one edges and step are rounded to a millionth of a degree. */
  public SceneGrid grid() {
    return grid;
  }

  /** Which slot; of a map of a slot. */
  public SlotKey slot() {
    String platform = in.requiredText("platform");
    try {
      return new SlotKey(ImagerSatellite.valueOf(platform), in.requiredText("area"), time());
    } catch (IllegalArgumentException e) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: platform H08 or H09 expected, found '%s'".formatted(in.name(), platform));
    }
  }

  /** Nominal time. */
  public Instant time() {
    return Instant.ofEpochSecond(Math.round(in.scalar("time")));
  }

  /** Revision. */
  public int revision() {
    return (int) in.requiredNumber("revision");
  }

  /** Share of the expected segments that was present. */
  public double coverage() {
    return in.requiredNumber("coverage");
  }

  /** Time of the newest input. */
  public Instant newestInput() {
    String text = in.requiredText("date_created");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT, "%s: date_created: not a time: %s".formatted(in.name(), text));
    }
  }

  /** A global attribute. */
  public String text(String attribute) {
    return in.requiredText(attribute);
  }

  /** A number that every map of its kind has among its attributes. */
  public double number(String attribute) {
    return in.requiredNumber(attribute);
  }

  /** Names of the variables. */
  public Set<String> variables() {
    return in.variables();
  }

  /**
   * Requires variables.
   *
   * @param kind of map, for the message
   */
  public MapReader require(String kind, String... names) {
    if (!in.variables().containsAll(Arrays.asList(names))) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: %s expected, found variables %s".formatted(in.name(), kind, in.variables()));
    }
    return this;
  }

  /**
   * Rows of a variable, unpacked, fill as not a number.
   *
   * @param target filled from 0 on
   */
  public void rows(String variable, int fromRow, int toRow, float[] target) {
    in.floats(variable, fromRow, toRow - fromRow, target);
  }

  /** A variable as a whole. */
  public float[] floats(String variable) {
    float[] all = new float[grid.size()];
    in.floats(variable, 0, grid.rows(), all);
    return all;
  }

  /** Rows of a variable of bytes, filled from 0 on. */
  public void rows(String variable, int fromRow, int toRow, byte[] target) {
    in.bytes(variable, fromRow, toRow - fromRow, target);
  }

  /** A variable of bytes as a whole. */
  public byte[] bytes(String variable) {
    byte[] all = new byte[grid.size()];
    in.bytes(variable, 0, grid.rows(), all);
    return all;
  }

  /** Rows of a variable of 16-bit words, filled from 0 on. */
  public void rows(String variable, int fromRow, int toRow, short[] target) {
    in.shorts(variable, fromRow, toRow - fromRow, target);
  }

  /** Positions of the pixels; views are not a number, the file has none. */
  public SceneGeometry positions() {
    float[] view = new float[grid.size()];
    Arrays.fill(view, Float.NaN);
    if (grid instanceof SceneGrid.LatLon regular) {
      float[] latitude = new float[regular.rows()];
      float[] longitude = new float[regular.columns()];
      for (int r = 0; r < latitude.length; r++) {
        latitude[r] = (float) regular.latitudeDeg(r);
      }
      for (int c = 0; c < longitude.length; c++) {
        longitude[c] = (float) regular.longitudeDeg(c);
      }
      return SceneGeometry.regular(latitude, longitude, view);
    }
    return new SceneGeometry(floats("latitude"), floats("longitude"), view);
  }

  /** Whether two grids have the same cells, names apart. */
  public static boolean sameCells(SceneGrid a, SceneGrid b) {
    if (a instanceof SceneGrid.LatLon x && b instanceof SceneGrid.LatLon y) {
      return x.rows() == y.rows()
          && x.columns() == y.columns()
          && Math.abs(x.northDeg() - y.northDeg()) < SAME_DEG
          && Math.abs(x.westDeg() - y.westDeg()) < SAME_DEG
          && Math.abs(x.stepDeg() - y.stepDeg()) * x.columns() < SAME_DEG * 10;
    }
    return a.equals(b);
  }

  @Override
  public void close() {
    in.close();
  }
}
