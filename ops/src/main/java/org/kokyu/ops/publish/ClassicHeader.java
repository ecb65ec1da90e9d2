package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;

/**
 * Header of a file in the NetCDF classic format (NetCDF Classic Format Specification, Unidata),
 * 32-bit or 64-bit offsets, without record variables.
 *
 * @param dimensions lengths by name
 * @param attributes of the file: a {@code String} or a {@code double[]}
 * @param variables by name
 */
record ClassicHeader(
    Map<String, Integer> dimensions,
    Map<String, Object> attributes,
    Map<String, Variable> variables) {

  /**
   * A variable.
   *
   * @param shape lengths of its dimensions
   * @param type code of the format: 1 byte … 6 double
   * @param begin where its values start in the file
   */
  record Variable(List<Integer> shape, int type, long begin, Map<String, Object> attributes) {
    int bytesPerValue() {
      return ClassicHeader.bytes(type);
    }

    long values() {
      return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    double number(String attribute, double otherwise) {
      return attributes.get(attribute) instanceof double[] n && n.length == 1 ? n[0] : otherwise;
    }
  }

  private static final int MAGIC = 0x434446;
  private static final int TAG_DIMENSION = 10;
  private static final int TAG_VARIABLE = 11;
  private static final int TAG_ATTRIBUTE = 12;
  private static final int MOST_ENTRIES = 10_000;

  static int bytes(int type) {
    return switch (type) {
      case 1, 2 -> 1;
      case 3 -> 2;
      case 4, 5 -> 4;
      case 6 -> 8;
      default -> 0;
    };
  }

  /**
   * Reads a header.
   *
   * @param start the first bytes of the file
   * @param fileBytes length of the whole file; no variable may end behind it
   * @throws MalformedInputException with the file's name
   */
  static ClassicHeader parse(String name, ByteBuffer start, long fileBytes) {
    try {
      ClassicHeader header = new Parser(start).header();
      for (Map.Entry<String, Variable> v : header.variables().entrySet()) {
        long end = v.getValue().begin() + v.getValue().values() * v.getValue().bytesPerValue();
        if (v.getValue().begin() < 0 || end > fileBytes) {
          throw new MalformedInputException(
              InputFault.TRUNCATED,
              "%s: %s: values to byte %d expected, the file has %d bytes"
                  .formatted(name, v.getKey(), end, fileBytes));
        }
      }
      return header;
    } catch (IOException | RuntimeException e) {
      if (e instanceof MalformedInputException malformed) {
        throw malformed;
      }
      String found = e instanceof IOException ? e.getMessage() : "a header that ends too early";
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: NetCDF classic file of ours expected, found %s".formatted(name, found),
          e);
    }
  }

  /** Walks through the header. */
  private static final class Parser {
    private final ByteBuffer in;
    private boolean longOffsets;

    Parser(ByteBuffer in) {
      this.in = in;
    }

    ClassicHeader header() throws IOException {
      int magic = in.getInt();
      int version = magic & 255;
      if (magic >>> 8 != MAGIC || version != 1 && version != 2) {
        throw new IOException("another format");
      }
      longOffsets = version == 2;
      if (in.getInt() != 0) {
        throw new IOException("records");
      }
      Map<String, Integer> dimensions = new LinkedHashMap<>();
      for (int n = entries(TAG_DIMENSION); n > 0; n--) {
        String name = text();
        int length = in.getInt();
        if (length < 1) {
          throw new IOException("dimension " + name + " of length " + length);
        }
        dimensions.put(name, length);
      }
      List<Integer> lengths = List.copyOf(dimensions.values());
      Map<String, Object> attributes = attributes();
      Map<String, Variable> variables = new LinkedHashMap<>();
      for (int n = entries(TAG_VARIABLE); n > 0; n--) {
        String name = text();
        variables.put(name, variable(lengths));
      }
      return new ClassicHeader(dimensions, attributes, variables);
    }

    private Variable variable(List<Integer> lengths) throws IOException {
      List<Integer> shape = new ArrayList<>();
      for (int n = count(in.getInt()); n > 0; n--) {
        shape.add(lengths.get(in.getInt()));
      }
      Map<String, Object> attributes = attributes();
      int type = in.getInt();
      if (ClassicHeader.bytes(type) == 0) {
        throw new IOException("type " + type);
      }
      in.getInt(); // size, known from the shape
      long begin = longOffsets ? in.getLong() : in.getInt() & 0xffffffffL;
      return new Variable(shape, type, begin, attributes);
    }

    private Map<String, Object> attributes() throws IOException {
      Map<String, Object> all = new LinkedHashMap<>();
      for (int n = entries(TAG_ATTRIBUTE); n > 0; n--) {
        String name = text();
        int type = in.getInt();
        if (type == 2) {
          all.put(name, text());
          continue;
        }
        double[] numbers = new double[count(in.getInt())];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = number(type);
        }
        in.position(in.position() + (4 - numbers.length * ClassicHeader.bytes(type) % 4) % 4);
        all.put(name, numbers);
      }
      return all;
    }

    private double number(int type) throws IOException {
      return switch (type) {
        case 1 -> in.get();
        case 3 -> in.getShort();
        case 4 -> in.getInt();
        case 5 -> in.getFloat();
        case 6 -> in.getDouble();
        default -> throw new IOException("type " + type);
      };
    }

    private int entries(int tag) throws IOException {
      int found = in.getInt();
      int n = count(in.getInt());
      if (found != tag && (found != 0 || n != 0)) {
        throw new IOException("list " + found);
      }
      return n;
    }

    private static int count(int n) throws IOException {
      if (n < 0 || n > MOST_ENTRIES) {
        throw new IOException("count " + n);
      }
      return n;
    }

    private String text() {
      byte[] bytes = new byte[Math.min(in.getInt() & 0x7fffffff, in.remaining() + 1)];
      in.get(bytes);
      in.position(in.position() + (4 - bytes.length % 4) % 4);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
