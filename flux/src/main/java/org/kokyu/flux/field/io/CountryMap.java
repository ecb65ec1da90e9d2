package org.kokyu.flux.field.io;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.kokyu.core.scene.SceneGrid;

/**
 * Countries in cells of 0.05°, from the Natural Earth 1:10m polygons (public domain; de facto
 * borders); made by {@code src/reference/countries.py}. A cell belongs to the country that holds
 * its centre. Immutable.
 */
public final class CountryMap {
  /** For the products' metadata. */
  public static final String VERSION = "countries 1 (Natural Earth 1:10m at 0.05 degrees)";

  private static final String RESOURCE = "/org/kokyu/flux/field/countries-0.05.bin.gz";
  private static final int MAGIC = 0x4b594354;

  /**
   * A country.
   *
   * @param code ISO 3166-1 numeric; 900 and more where there is none
   */
  public record Country(int code, String name) {}

  private final int cellsPerDegree;
  private final List<Country> countries;
  private final short[] cells;

  private CountryMap(int cellsPerDegree, List<Country> countries, short[] cells) {
    this.cellsPerDegree = cellsPerDegree;
    this.countries = List.copyOf(countries);
    this.cells = cells;
  }

  /** Reads the resource. */
  public static CountryMap load() {
    try (InputStream raw = CountryMap.class.getResourceAsStream(RESOURCE);
        DataInputStream in = new DataInputStream(new GZIPInputStream(raw, 1 << 16))) {
      if (in.readInt() != MAGIC) {
        throw new IllegalStateException(RESOURCE + ": not a map of countries");
      }
      int n = in.readUnsignedByte();
      List<Country> countries = new ArrayList<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        int code = in.readUnsignedShort();
        byte[] name = in.readNBytes(in.readUnsignedShort());
        countries.add(new Country(code, new String(name, StandardCharsets.UTF_8)));
      }
      short[] cells = new short[180 * n * 360 * n];
      for (int row = 0; row < 180 * n; row++) {
        int begin = row * 360 * n;
        for (int at = 0; at < 360 * n; ) {
          short index = (short) number(in);
          int length = number(in);
          java.util.Arrays.fill(cells, begin + at, begin + at + length, index);
          at += length;
        }
      }
      return new CountryMap(n, countries, cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(DataInputStream in) throws IOException {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int b = in.readUnsignedByte();
      value |= (b & 127) << shift;
      if (b < 128) {
        return value;
      }
    }
  }

  /** All countries; the first has the number 1 in {@link #on}. */
  public List<Country> countries() {
    return countries;
  }

  /** Number of the country of a place, 0 where there is none; longitude −180 … 360. */
  public short at(double latitudeDeg, double longitudeDeg) {
    int n = cellsPerDegree;
    int row = Math.min(180 * n - 1, Math.max(0, (int) ((90 - latitudeDeg) * n)));
    int column = Math.floorMod((int) Math.floor((longitudeDeg + 180) * n), 360 * n);
    return cells[row * 360 * n + column];
  }

  /** Number of the country of every cell of a row of a grid. */
  public void row(SceneGrid.LatLon grid, int row, short[] out) {
    double latitude = grid.latitudeDeg(row);
    for (int c = 0; c < grid.columns(); c++) {
      out[c] = at(latitude, grid.longitudeDeg(c));
    }
  }
}
