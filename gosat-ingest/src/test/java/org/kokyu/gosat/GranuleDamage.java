package org.kokyu.gosat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kokyu.gosat.l1b.StoredValues;

/** One way after the other to spoil a granule. */
final class GranuleDamage {
  private final byte[] original;
  private final List<StoredValues.Run> runs;
  private final Random random;

  /** A spoilt copy and what was done to it. */
  record Mutant(byte[] bytes, String stratum) {}

  GranuleDamage(byte[] original, Random random) {
    this.original = original.clone();
    this.random = random;
    // only what the reader looks at; other datasets would survive any damage
    Set<String> read =
        BuiltInLayouts.ALL.stream()
            .flatMap(
                layout ->
                    Stream.concat(
                        layout.datasets().values().stream(),
                        layout.bands().values().stream().flatMap(b -> b.values().stream())))
            .map(DatasetRule::path)
            .collect(Collectors.toSet());
    runs = StoredValues.of(original).stream().filter(r -> read.contains(r.path())).toList();
  }

  Mutant next(int number) {
    byte[] b = original.clone();
    return switch (number % 8) {
      case 0 -> new Mutant(flipped(b, Math.min(b.length, 20_000)), "bits of the structure");
      case 1 -> new Mutant(flipped(b, b.length), "bits anywhere");
      case 2 -> new Mutant(cut(b), "truncated");
      case 3 -> renamed(b);
      default -> values(b);
    };
  }

  private byte[] flipped(byte[] b, int range) {
    int flips = 1 + random.nextInt(8);
    for (int f = 0; f < flips; f++) {
      b[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
    }
    return b;
  }

  /** The end missing, or never written. */
  private byte[] cut(byte[] b) {
    int kept = random.nextInt(b.length);
    if (random.nextBoolean()) {
      return Arrays.copyOf(b, kept);
    }
    int to = Math.min(b.length, kept + 1 + random.nextInt(4096));
    Arrays.fill(b, kept, to, (byte) (random.nextBoolean() ? 0 : 255));
    return b;
  }

  /** A dataset under another name is missing. */
  private Mutant renamed(byte[] b) {
    StoredValues.Run run = runs.get(random.nextInt(runs.size()));
    String name = run.path().substring(run.path().lastIndexOf('/') + 1);
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + text.length < b.length; i++) {
      if (Arrays.equals(b, i, i + text.length, text, 0, text.length)) {
        b[i + random.nextInt(text.length)] = 'q';
      }
    }
    return new Mutant(b, "missing " + name);
  }

  private Mutant values(byte[] b) {
    StoredValues.Run run = runs.get(random.nextInt(runs.size()));
    String name = run.path().substring(run.path().lastIndexOf('/') + 1);
    byte[] values = StoredValues.read(b, run).orElseThrow();
    if (run.floating()) {
      number(values, run.elementBytes());
    } else {
      for (int f = 0; f <= random.nextInt(4); f++) {
        values[random.nextInt(values.length)] = (byte) odd();
      }
    }
    if (!StoredValues.write(b, run, values)) {
      b[run.address() + random.nextInt(run.bytes())] ^= (byte) (1 << random.nextInt(8));
    }
    return new Mutant(b, "values of " + name);
  }

  private int odd() {
    int[] bytes = {0, 1, 0x7f, 0x80, 0xff, '-', ' ', random.nextInt(256)};
    return bytes[random.nextInt(bytes.length)];
  }

  /** Numbers no instrument gives, or in the wrong place. */
  private void number(byte[] values, int element) {
    ByteBuffer numbers = StoredValues.numbers(values);
    int n = values.length / element;
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = element == 4 ? numbers.getFloat(4 * i) : numbers.getDouble(8 * i);
    }
    int from = random.nextBoolean() ? 0 : random.nextInt(n);
    int to = random.nextBoolean() ? n : Math.min(n, from + 1 + random.nextInt(20));
    double[] strange = {
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      -1e30,
      -9999,
      1e30,
      0,
      -1,
      1e-40,
      90.0001,
      -90.0001,
      180.5,
      360,
      1e9
    };
    switch (random.nextInt(6)) {
      case 0 -> Arrays.fill(v, from, to, strange[random.nextInt(strange.length)]);
      case 1 -> reverse(v);
      case 2 ->
          scale(v, from, to, random.nextBoolean() ? -1 : Math.pow(10, 8 - random.nextInt(17)));
      case 3 -> Arrays.fill(v, v[random.nextInt(n)]);
      case 4 -> v[random.nextInt(n)] = strange[random.nextInt(strange.length)];
      default -> rotate(v, 1 + random.nextInt(n));
    }
    for (int i = 0; i < n; i++) {
      if (element == 4) {
        numbers.putFloat(4 * i, (float) v[i]);
      } else {
        numbers.putDouble(8 * i, v[i]);
      }
    }
  }

  private static void reverse(double[] v) {
    for (int i = 0, j = v.length - 1; i < j; i++, j--) {
      double t = v[i];
      v[i] = v[j];
      v[j] = t;
    }
  }

  private static void scale(double[] v, int from, int to, double factor) {
    for (int i = from; i < to; i++) {
      v[i] *= factor;
    }
  }

  private static void rotate(double[] v, int by) {
    double[] old = v.clone();
    for (int i = 0; i < v.length; i++) {
      v[i] = old[(i + by) % v.length];
    }
  }
}
