package org.kokyu.land.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import org.kokyu.land.ClearSkyComposite;

/**
 * The composite of clear days of a state folder, one file per hour of the day: a line with the
 * version, a line with the SHA-256 of the rest, then deflated: hour, newest day, number of tiles,
 * each with its number and bytes; big-endian. Written whole or not at all.
 */
public final class ClearSkyFile {
  private static final String FORMAT = "# kokyu clear sky 1\n";
  private static final String HASH = "# sha256 ";
  private static final int HEAD = FORMAT.length() + HASH.length() + 64 + 1;

  private ClearSkyFile() {}

  /** Name in the state folder. */
  public static String name(int hourUtc) {
    return "clear-sky-%02d.bin".formatted(hourUtc);
  }

  /** The composite of an hour; empty if there is none yet. */
  public static Optional<ClearSkyComposite> read(Path folder, int hourUtc) {
    Path file = folder.resolve(name(hourUtc));
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
      return Optional.of(parse(in, file, hourUtc));
    } catch (IOException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT, "%s: content cannot be inflated: %s".formatted(file, e.getMessage()));
    }
  }

  private static ClearSkyComposite parse(DataInputStream in, Path file, int hourUtc)
      throws IOException {
    int hour = in.readInt();
    long newest = in.readLong();
    int tiles = in.readInt();
    if (hour != hourUtc || tiles < 0 || tiles > ClearSkyComposite.tileLimit()) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: hour %d and at most %d tiles expected, found hour %d and %d tiles"
              .formatted(file, hourUtc, ClearSkyComposite.tileLimit(), hour, tiles));
    }
    TreeMap<Integer, byte[]> read = new TreeMap<>();
    for (int i = 0; i < tiles; i++) {
      int number = in.readInt();
      byte[] planes = readFully(in);
      if (number < 0
          || number >= ClearSkyComposite.tileLimit()
          || read.put(number, planes) != null) {
        throw new MalformedInputException(
            InputFault.CORRUPT, "%s: tile %d out of range or twice".formatted(file, number));
      }
    }
    return new ClearSkyComposite(hour, newest, read);
  }

  private static byte[] readFully(InputStream in) throws IOException {
    byte[] planes = in.readNBytes(ClearSkyComposite.tileBytes());
    if (planes.length < ClearSkyComposite.tileBytes()) {
      throw new EOFException("it ends within a tile");
    }
    return planes;
  }

  /** Replaces the composite of its hour in a folder. */
  public static void write(Path folder, ClearSkyComposite composite) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(body, fast))) {
      out.writeInt(composite.hourUtc());
      out.writeLong(composite.newestDay());
      out.writeInt(composite.tiles().size());
      for (Map.Entry<Integer, byte[]> tile : composite.tiles().entrySet()) {
        out.writeInt(tile.getKey());
        out.write(tile.getValue());
      }
    } finally {
      fast.end();
    }
    String head = FORMAT + HASH + sha256(body.toByteArray()) + "\n";
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + name(composite.hourUtc()) + ".tmp");
    try (var out = Files.newOutputStream(temporary)) {
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      body.writeTo(out);
    }
    Files.move(
        temporary,
        folder.resolve(name(composite.hourUtc())),
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
