package org.kokyu.land.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.land.tile.GeoTiles;

/**
 * A file of {@link GeoTiles}: a line with kind and version, a line with the SHA-256 of the rest,
 * then deflated: cells per degree, layers, number of tiles, each with its number and bytes;
 * big-endian. Written whole or not at all, also if the process is killed meanwhile.
 */
public final class GeoTilesFile {
  private static final String HASH = "# sha256 ";

  private GeoTilesFile() {}

  /**
   * What was read.
   *
   * @param sha256 of the content
   */
  public record Read(GeoTiles tiles, String sha256) {}

  private static String format(String kind) {
    return "# kokyu " + kind + " 1\n";
  }

  /**
   * Reads a file; empty if there is none.
   *
   * @param kind in the first line
   * @param cellsPerDegree that it must have
   * @param layers that it must have
   */
  public static Optional<Read> read(Path file, String kind, int cellsPerDegree, int layers) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    String start = format(kind) + HASH;
    int length = start.length() + 64 + 1;
    String head = new String(bytes, 0, Math.min(length, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.length() < length || !head.startsWith(start) || !head.endsWith("\n")) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: first line '%s' expected".formatted(file, format(kind).strip()));
    }
    byte[] body = Arrays.copyOfRange(bytes, length, bytes.length);
    String stated = head.substring(start.length(), length - 1);
    String found = sha256(body);
    if (!stated.equals(found)) {
      throw new MalformedInputException(
          InputFault.CORRUPT, "%s: sha256 %s expected, found %s".formatted(file, stated, found));
    }
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(body)))) {
      return Optional.of(new Read(parse(in, file, cellsPerDegree, layers), found));
    } catch (IOException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT, "%s: content cannot be inflated: %s".formatted(file, e.getMessage()));
    }
  }

  private static GeoTiles parse(DataInputStream in, Path file, int cellsPerDegree, int layers)
      throws IOException {
    int cells = in.readInt();
    int depth = in.readInt();
    int n = in.readInt();
    if (cells != cellsPerDegree || depth != layers || n < 0 || n > GeoTiles.TILES) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: %d cells per degree in %d layers expected, found %d in %d, %d tiles"
              .formatted(file, cellsPerDegree, layers, cells, depth, n));
    }
    Map<Integer, byte[]> tiles = new TreeMap<>();
    int length = layers * GeoTiles.cells(cellsPerDegree);
    for (int i = 0; i < n; i++) {
      int number = in.readInt();
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException("it ends within a tile");
      }
      if (number < 0 || number >= GeoTiles.TILES || tiles.put(number, bytes) != null) {
        throw new MalformedInputException(
            InputFault.CORRUPT, "%s: tile %d out of range or twice".formatted(file, number));
      }
    }
    return new GeoTiles(cellsPerDegree, layers, tiles);
  }

  /** Writes or replaces a file; its folder is made if it is not there. */
  public static Read write(Path file, String kind, GeoTiles tiles) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(body, fast))) {
      out.writeInt(tiles.cellsPerDegree());
      out.writeInt(tiles.layers());
      out.writeInt(tiles.tiles().size());
      for (Map.Entry<Integer, byte[]> tile : tiles.tiles().entrySet()) {
        out.writeInt(tile.getKey());
        out.write(tile.getValue());
      }
    } finally {
      fast.end();
    }
    String hash = sha256(body.toByteArray());
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + file.getFileName() + ".tmp");
    try (var out = Files.newOutputStream(temporary)) {
      out.write((format(kind) + HASH + hash + "\n").getBytes(StandardCharsets.ISO_8859_1));
      body.writeTo(out);
    }
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new Read(tiles, hash);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }
}
