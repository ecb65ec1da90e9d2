package org.kokyu.retrieval.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A finished chunk as bytes, so that an interrupted build can go on. In memory only. */
final class ChunkCodec {
  private ChunkCodec() {}

  static byte[] encode(TrainingChunk.Result r) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, r.candidatesPerCm());
      write(out, r.phase());
      write(out, r.crossSection());
      write(out, r.selfContinuum());
      write(out, r.candidateRadiance());
      write(out, r.channels());
      write(out, r.channelSum());
      write(out, r.shiftSum());
      write(out, r.norm());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static TrainingChunk.Result decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new TrainingChunk.Result(
          doubles(in),
          ints(in),
          floatRows(in),
          floatRows(in),
          floatRows(in),
          ints(in),
          doubleRows(in),
          doubleRows(in),
          doubles(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, int[] v) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(4 * v.length);
    b.asIntBuffer().put(v);
    out.writeInt(v.length);
    out.write(b.array());
  }

  private static void write(DataOutputStream out, double[] v) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(8 * v.length);
    b.asDoubleBuffer().put(v);
    out.writeInt(v.length);
    out.write(b.array());
  }

  private static void write(DataOutputStream out, double[][] rows) throws IOException {
    out.writeInt(rows.length);
    for (double[] row : rows) {
      write(out, row);
    }
  }

  private static void write(DataOutputStream out, float[][] rows) throws IOException {
    out.writeInt(rows.length);
    for (float[] row : rows) {
      ByteBuffer b = ByteBuffer.allocate(4 * row.length);
      b.asFloatBuffer().put(row);
      out.writeInt(row.length);
      out.write(b.array());
    }
  }

  private static int[] ints(DataInputStream in) throws IOException {
    int[] v = new int[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(4 * v.length)).asIntBuffer().get(v);
    return v;
  }

  private static double[] doubles(DataInputStream in) throws IOException {
    double[] v = new double[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(8 * v.length)).asDoubleBuffer().get(v);
    return v;
  }

  private static double[][] doubleRows(DataInputStream in) throws IOException {
    double[][] rows = new double[in.readInt()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = doubles(in);
    }
    return rows;
  }

  private static float[][] floatRows(DataInputStream in) throws IOException {
    float[][] rows = new float[in.readInt()][];
    for (int i = 0; i < rows.length; i++) {
      float[] v = new float[in.readInt()];
      ByteBuffer.wrap(in.readNBytes(4 * v.length)).asFloatBuffer().get(v);
      rows[i] = v;
    }
    return rows;
  }
}
