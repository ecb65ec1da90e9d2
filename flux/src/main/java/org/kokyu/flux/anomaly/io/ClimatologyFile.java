package org.kokyu.flux.anomaly.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.flux.anomaly.SeasonalClimatology;

/**
 * A climatology in a state folder, one file per hour and window: a line with the version, a line
 * with the SHA-256 of the rest, then deflated: hour, window, unit, number of cells, values, days;
 * big-endian. Written whole or not at all.
 */
public final class ClimatologyFile {
  private static final String FORMAT = "# kokyu climatology 1\n";
  private static final String HASH = "# sha256 ";
  private static final int HEAD = FORMAT.length() + HASH.length() + 64 + 1;
  private static final int MOST_CELLS = 40_000_000;

  private ClimatologyFile() {}

  /** Name in the state folder. */
  public static String name(String quantity, int hourUtc, int window) {
    return "climatology-%s-%02d-%02d.bin".formatted(quantity, hourUtc, window);
  }

  /** Reads a file; empty if there is none yet. */
  public static Optional<SeasonalClimatology> read(
      Path folder, String quantity, int hourUtc, int window) {
    Path file = folder.resolve(name(quantity, hourUtc, window));
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.length() < HEAD || !head.startsWith(FORMAT + HASH) || !head.endsWith("\n")) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT, "%s: first line '%s' expected".formatted(file, FORMAT.strip()));
    }
    byte[] body = Arrays.copyOfRange(bytes, HEAD, bytes.length);
    String stated = head.substring(FORMAT.length() + HASH.length(), HEAD - 1);
    String found = sha256(body);
    if (!stated.equals(found)) {
      throw new MalformedInputException(
          InputFault.CORRUPT, "%s: sha256 %s expected, found %s".formatted(file, stated, found));
    }
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(body)))) {
      return Optional.of(parse(in, file, hourUtc, window));
    } catch (IOException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT, "%s: content cannot be inflated: %s".formatted(file, e.getMessage()));
    }
  }

  private static SeasonalClimatology parse(DataInputStream in, Path file, int hourUtc, int window)
      throws IOException {
    int hour = in.readInt();
    int number = in.readInt();
    double scale = in.readDouble();
    int cells = in.readInt();
    if (hour != hourUtc || number != window || !(scale > 0) || cells < 0 || cells > MOST_CELLS) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: hour %d, window %d and at most %d cells expected, found hour %d, window %d, %d cells"
              .formatted(file, hourUtc, window, MOST_CELLS, hour, number, cells));
    }
    short[] packed = shorts(in, cells);
    short[] days = shorts(in, cells);
    return new SeasonalClimatology(hour, number, scale, packed, days);
  }

  private static short[] shorts(DataInputStream in, int cells) throws IOException {
    short[] values = new short[Math.multiplyExact(cells, SeasonalClimatology.VALUES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readShort();
    }
    return values;
  }

  /** Replaces the file of a climatology. */
  public static void write(Path folder, String quantity, SeasonalClimatology c) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(new DeflaterOutputStream(body, fast, 1 << 16))) {
      out.writeInt(c.hourUtc());
      out.writeInt(c.window());
      out.writeDouble(c.scale());
      out.writeInt(c.cells());
      for (short[] values : new short[][] {c.packed(), c.days()}) {
        for (short v : values) {
          out.writeShort(v);
        }
      }
    } finally {
      fast.end();
    }
    Files.createDirectories(folder);
    String name = name(quantity, c.hourUtc(), c.window());
    Path temporary = folder.resolve("." + name + ".tmp");
    try (var out = Files.newOutputStream(temporary)) {
      String head = FORMAT + HASH + sha256(body.toByteArray()) + "\n";
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      body.writeTo(out);
    }
    Files.move(
        temporary,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }
}
