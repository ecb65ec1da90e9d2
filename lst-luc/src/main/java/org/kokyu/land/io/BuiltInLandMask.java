package org.kokyu.land.io;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.zip.GZIPInputStream;
import org.kokyu.core.scene.SceneGeometry;

/**
 * Land or sea in cells of 0.05°, from the Natural Earth 1:10m land polygons (public domain); lakes
 * count as land. A cell is land if its centre is; made by {@code src/reference/land_mask.py}. For
 * use where no better mask is given: coasts are wrong by up to a cell, islands below some
 * kilometres are missing. Immutable.
 */
public final class BuiltInLandMask {
  /** For the product's metadata. */
  public static final String NAME = "Natural Earth 1:10m at 0.05 degrees, built in";

  private static final String RESOURCE = "/org/kokyu/land/land-mask-0.05.bin.gz";
  private static final int MAGIC = 0x4b594c4d;

  private final int cellsPerDegree;
  private final BitSet land;

  private BuiltInLandMask(int cellsPerDegree, BitSet land) {
    this.cellsPerDegree = cellsPerDegree;
    this.land = land;
  }

  /** Reads the resource. */
  public static BuiltInLandMask load() {
    try (InputStream raw = BuiltInLandMask.class.getResourceAsStream(RESOURCE);
        DataInputStream in = new DataInputStream(new GZIPInputStream(raw, 1 << 16))) {
      if (in.readInt() != MAGIC) {
        throw new IllegalStateException(RESOURCE + ": not a land mask");
      }
      int n = in.readUnsignedByte();
      int columns = 360 * n;
      BitSet land = new BitSet(180 * n * columns);
      for (int row = 0; row < 180 * n; row++) {
        boolean isLand = false;
        for (int at = 0; at < columns; isLand = !isLand) {
          int length = number(in);
          land.set(row * columns + at, row * columns + at + length, isLand);
          at += length;
        }
      }
      return new BuiltInLandMask(n, land);
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

  /** Whether a place is land; longitude −180 … 360. */
  public boolean isLand(double latitudeDeg, double longitudeDeg) {
    int n = cellsPerDegree;
    int row = Math.min(180 * n - 1, Math.max(0, (int) ((90 - latitudeDeg) * n)));
    int column = Math.floorMod((int) Math.floor((longitudeDeg + 180) * n), 360 * n);
    return land.get(row * 360 * n + column);
  }

  /** 1 for land, 0 for sea and where there is no earth. */
  public byte[] on(SceneGeometry geometry) {
    byte[] mask = new byte[geometry.size()];
    for (int i = 0; i < mask.length; i++) {
      float latitude = geometry.latitudeDeg(i);
      boolean land = !Float.isNaN(latitude) && isLand(latitude, geometry.longitudeDeg(i));
      mask[i] = (byte) (land ? 1 : 0);
    }
    return mask;
  }
}
