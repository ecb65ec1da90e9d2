package org.kokyu.retrieval.table.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.NodeTable;
import org.kokyu.retrieval.table.StateGrid;

/**
 * File of absorption tables: {@code KOKYUTAB}, format version, SHA-256 of the rest, then the
 * deflated content.
 *
 * <p>ln cross sections are stored as 16-bit numbers, scaled per gas and node (step below 0.001);
 * along temperature as differences, which compresses well. Weights are stored as float. Big-endian.
 */
public final class TableFile {
  private static final byte[] MAGIC = "KOKYUTAB".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HASH_LENGTH = 32;
  private static final int STATES = StateGrid.PRESSURES * StateGrid.TEMPERATURES;
  private static final int MAX_COUNT = 100_000;
  private static final long MAX_BYTES = 1L << 30;

  private TableFile() {}

  /** The tables of an instrument that come with the program. */
  public static AbsorptionTables bundled(Instrument instrument) {
    return resource(instrument.name().toLowerCase(java.util.Locale.ROOT) + ".tables");
  }

  /** The finer tables of the simulator, GOSAT-2 channels. */
  public static AbsorptionTables bundledForSimulation() {
    return resource("gosat2-simulation.tables");
  }

  private static AbsorptionTables resource(String name) {
    String path = "/org/kokyu/retrieval/table/" + name;
    try (InputStream in = TableFile.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + path);
      }
      return read(in, "bundled table " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static AbsorptionTables read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      if (Files.size(file) > MAX_BYTES) {
        throw new MalformedInputException(
            InputFault.UNSUPPORTED, file + ": larger than 1 GiB, not a table");
      }
      return read(in, file.toString());
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException("absorption table %s does not exist".formatted(file), e);
    } catch (IOException e) {
      throw new UnavailableInputException(
          "cannot read absorption table %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static AbsorptionTables read(InputStream in, String name) throws IOException {
    byte[] magic = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          name + ": does not begin with KOKYUTAB, not an absorption table");
    }
    byte[] head = in.readNBytes(4 + HASH_LENGTH);
    if (head.length < 4 + HASH_LENGTH) {
      throw new MalformedInputException(InputFault.TRUNCATED, name + ": ends within its header");
    }
    int version = new DataInputStream(new ByteArrayInputStream(head)).readInt();
    if (version != VERSION) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED,
          "%s: table format %d expected, %d found; build the table again"
              .formatted(name, VERSION, version));
    }
    byte[] body = in.readAllBytes();
    if (!Arrays.equals(sha256(body), Arrays.copyOfRange(head, 4, head.length))) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: checksum does not match its %d bytes, the table is damaged"
              .formatted(name, body.length));
    }
    try (DataInputStream data =
        new DataInputStream(
            new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(body))))) {
      return readContent(data);
    } catch (EOFException | IllegalArgumentException e) {
      throw new MalformedInputException(
          InputFault.CORRUPT, name + ": content ends early or contradicts itself", e);
    }
  }

  /** The file's bytes. */
  public static byte[] toBytes(AbsorptionTables tables) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
      try (DataOutputStream out =
          new DataOutputStream(new DeflaterOutputStream(body, deflater, 1 << 16))) {
        writeContent(tables, out);
      } finally {
        deflater.end();
      }
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(file);
      out.write(MAGIC);
      out.writeInt(VERSION);
      out.write(sha256(body.toByteArray()));
      out.write(body.toByteArray());
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }

  private static void writeContent(AbsorptionTables tables, DataOutputStream out)
      throws IOException {
    AbsorptionTables.Header h = tables.header();
    out.writeUTF(h.instrument().name());
    out.writeDouble(h.intervalPerCm());
    for (String s :
        List.of(
            h.lineShape(),
            h.grade(),
            h.lineListSha256(),
            h.continua(),
            h.citation(),
            h.training())) {
      out.writeUTF(s);
    }
    out.writeInt(tables.windows().size());
    for (NodeTable w : tables.windows()) {
      writeWindow(w, out);
    }
  }

  private static void writeWindow(NodeTable w, DataOutputStream out) throws IOException {
    out.writeUTF(w.window());
    out.writeInt(w.channels().length);
    for (int k : w.channels()) {
      out.writeInt(k);
    }
    out.writeInt(w.nodes());
    for (double nu : w.nodesPerCm()) {
      out.writeDouble(nu);
    }
    out.writeInt(w.gases().size());
    for (int g = 0; g < w.gases().size(); g++) {
      out.writeUTF(w.gases().get(g).name());
      writeStates(w.lnCrossSection()[g], w.nodes(), STATES, out);
    }
    writeStates(w.waterSelfSlope(), w.nodes(), STATES, out);
    out.writeBoolean(w.waterSelfContinuum().isPresent());
    if (w.waterSelfContinuum().isPresent()) {
      writeStates(w.waterSelfContinuum().get(), w.nodes(), StateGrid.TEMPERATURES, out);
    }
    writeFloats(w.weights(), out);
    writeFloats(w.shiftWeights(), out);
  }

  private static void writeFloats(float[] v, DataOutputStream out) throws IOException {
    for (float f : v) {
      out.writeFloat(f);
    }
  }

  /**
   * Per node: smallest value, step, then 16-bit numbers as differences; high bytes before low
   * bytes.
   */
  private static void writeStates(float[] v, int nodes, int states, DataOutputStream out)
      throws IOException {
    byte[] high = new byte[states];
    byte[] low = new byte[states];
    for (int i = 0; i < nodes; i++) {
      float min = Float.POSITIVE_INFINITY;
      float max = Float.NEGATIVE_INFINITY;
      for (int s = 0; s < states; s++) {
        min = Math.min(min, v[s * nodes + i]);
        max = Math.max(max, v[s * nodes + i]);
      }
      float step = Math.max((max - min) / 65535f, 1e-9f);
      out.writeFloat(min);
      out.writeFloat(step);
      int last = 0;
      for (int s = 0; s < states; s++) {
        int q = Math.min(65535, Math.round((v[s * nodes + i] - min) / step));
        int d = (q - last) & 0xffff;
        last = q;
        high[s] = (byte) (d >>> 8);
        low[s] = (byte) d;
      }
      out.write(high);
      out.write(low);
    }
  }

  private static AbsorptionTables readContent(DataInputStream in) throws IOException {
    Instrument instrument = Instrument.valueOf(in.readUTF());
    double interval = in.readDouble();
    AbsorptionTables.Header header =
        new AbsorptionTables.Header(
            instrument,
            interval,
            in.readUTF(),
            in.readUTF(),
            in.readUTF(),
            in.readUTF(),
            in.readUTF(),
            in.readUTF());
    int count = count(in);
    List<NodeTable> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      windows.add(readWindow(in));
    }
    return new AbsorptionTables(header, windows);
  }

  private static int count(DataInputStream in) throws IOException {
    int n = in.readInt();
    if (n < 0 || n > MAX_COUNT) {
      throw new IllegalArgumentException("count " + n);
    }
    return n;
  }

  private static NodeTable readWindow(DataInputStream in) throws IOException {
    String name = in.readUTF();
    int[] channels = new int[count(in)];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = in.readInt();
    }
    double[] nu = new double[count(in)];
    for (int i = 0; i < nu.length; i++) {
      nu[i] = in.readDouble();
    }
    List<Gas> gases = new ArrayList<>();
    float[][] ln = new float[count(in)][];
    for (int g = 0; g < ln.length; g++) {
      gases.add(Gas.valueOf(in.readUTF()));
      ln[g] = readStates(nu.length, STATES, in);
    }
    float[] slope = readStates(nu.length, STATES, in);
    Optional<float[]> self =
        in.readBoolean()
            ? Optional.of(readStates(nu.length, StateGrid.TEMPERATURES, in))
            : Optional.empty();
    float[] weights = readFloats(channels.length * nu.length, in);
    float[] shift = readFloats(channels.length * nu.length, in);
    return new NodeTable(name, channels, nu, gases, ln, slope, self, weights, shift);
  }

  private static float[] readFloats(int n, DataInputStream in) throws IOException {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = in.readFloat();
    }
    return v;
  }

  private static float[] readStates(int nodes, int states, DataInputStream in) throws IOException {
    float[] v = new float[states * nodes];
    byte[] high = new byte[states];
    byte[] low = new byte[states];
    for (int i = 0; i < nodes; i++) {
      float min = in.readFloat();
      float step = in.readFloat();
      in.readFully(high);
      in.readFully(low);
      int last = 0;
      for (int s = 0; s < states; s++) {
        last = (last + ((high[s] & 0xff) << 8 | low[s] & 0xff)) & 0xffff;
        v[s * nodes + i] = min + last * step;
      }
    }
    return v;
  }
}
