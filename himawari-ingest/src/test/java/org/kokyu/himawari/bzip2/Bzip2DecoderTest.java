package org.kokyu.himawari.bzip2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What another program's encoder packs comes out again, on one thread and on several. */
class Bzip2DecoderTest {
  private static final long MAGIC = 0x314159265359L;
  private final Bzip2Decoder decoder = new Bzip2Decoder();
  private final ExecutorService pool = Executors.newFixedThreadPool(3);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  private static byte[] packed(byte[] plain, int level) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream bz = new BZip2CompressorOutputStream(out, level)) {
      bz.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] padded(byte[] packed) {
    return Arrays.copyOf(packed, packed.length + Bzip2Decoder.PADDING);
  }

  private void check(byte[] plain, byte[] packed) throws Bzip2Exception {
    byte[] target = new byte[plain.length + 1];
    Bzip2Decoder.Extent expected = new Bzip2Decoder.Extent(plain.length, true);
    assertEquals(expected, decoder.decode(padded(packed), packed.length, target));
    assertArrayEquals(plain, Arrays.copyOf(target, plain.length));
    byte[] shared = new byte[plain.length + 1];
    assertEquals(expected, decoder.decode(padded(packed), packed.length, shared, pool, 3));
    assertArrayEquals(target, shared);
  }

  static Stream<byte[]> texts() {
    SplittableRandom random = new SplittableRandom(3);
    byte[] noise = new byte[350_000];
    random.nextBytes(noise);
    byte[] smooth = new byte[700_000];
    for (int i = 0; i < smooth.length; i += 2) {
      smooth[i] = (byte) (100 + 30 * Math.sin(i * 1e-4) + random.nextInt(9));
      smooth[i + 1] = 9;
    }
    byte[] pairs = new byte[1_000_001];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (byte) (i % 2 == 0 ? 0xfe : 0xff);
    }
    byte[] runs = new byte[400_000];
    for (int i = 0; i < runs.length; ) {
      int n = 1 + random.nextInt(700);
      Arrays.fill(runs, i, Math.min(runs.length, i + n), (byte) random.nextInt(3));
      i += n;
    }
    byte[] cycle = "four equal bytes eeee and more; ".repeat(9000).getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        new byte[0],
        new byte[1],
        new byte[4],
        new byte[5],
        new byte[259],
        new byte[260],
        new byte[3_000_000],
        "a".getBytes(StandardCharsets.UTF_8),
        "abababab".getBytes(StandardCharsets.UTF_8),
        noise,
        smooth,
        pairs,
        runs,
        cycle);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatWasPackedIsUnpacked(byte[] plain) throws Exception {
    check(plain, packed(plain, 1));
    check(plain, packed(plain, 9));
  }

  @Test
  void streamsFollowEachOther() throws Exception {
    byte[] a = texts().toList().get(9);
    byte[] b = texts().toList().get(10);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int level : new int[] {1, 9, 3}) {
      plain.write(a);
      packed.write(packed(a, level));
      packed.write(packed(new byte[0], level));
      plain.write(b);
      packed.write(packed(b, level));
    }
    check(plain.toByteArray(), packed.toByteArray());
  }

  /** The magic number of a block in the middle of a block is no block. */
  @Test
  void aMagicNumberByChanceDoesNoHarm() throws Exception {
    byte[] whole = packed(texts().toList().get(9), 1);
    BitInput in = new BitInput(padded(whole), whole.length);
    assertEquals(4, BlockScan.find(in, 10).length);
    byte[] forged = padded(whole);
    for (int k = 0; k < 6; k++) {
      forged[50_000 + k] = (byte) (MAGIC >>> (40 - 8 * k));
    }
    assertEquals(5, BlockScan.find(new BitInput(forged, whole.length), 10).length);
    assertEquals(
        4, BlockScan.find(new BitInput(forged, whole.length), 4).length, "not more than asked for");
    byte[] target = new byte[400_000];
    Bzip2Exception alone =
        assertThrows(
            Bzip2Exception.class, () -> decoder.decode(forged.clone(), whole.length, target));
    Bzip2Exception shared =
        assertThrows(
            Bzip2Exception.class,
            () -> decoder.decode(forged.clone(), whole.length, target, pool, 2));
    assertEquals(Bzip2Exception.Kind.CORRUPT, alone.kind());
    assertEquals(alone.getMessage(), shared.getMessage());
  }

  /** Thousands of magic numbers behind a sound stream cost no more than the refusal. */
  @Test
  void manyMagicNumbersAreNotWorkedOn() throws Exception {
    byte[] sound = packed(new byte[100], 9);
    byte[] forged = Arrays.copyOf(sound, 3_000_000);
    for (int at = sound.length; at + 6 < forged.length; at += 6) {
      for (int k = 0; k < 6; k++) {
        forged[at + k] = (byte) (MAGIC >>> (40 - 8 * k));
      }
    }
    Bzip2Exception e =
        assertThrows(
            Bzip2Exception.class,
            () -> decoder.decode(padded(forged), forged.length, new byte[7_000_000], pool, 2));
    assertEquals(Bzip2Exception.Kind.CORRUPT, e.kind());
  }

  @Test
  void nothingIsWrittenBeyondTheTarget() throws Exception {
    byte[] plain = new byte[40_000_000];
    byte[] packed = packed(plain, 9);
    byte[] target = new byte[1_000_000];
    Bzip2Decoder.Extent full = new Bzip2Decoder.Extent(target.length, false);
    assertEquals(full, decoder.decode(padded(packed), packed.length, target));
    byte[] smooth = texts().toList().get(10);
    byte[] two = packed(smooth, 1);
    byte[] small = new byte[smooth.length - 1];
    Bzip2Decoder.Extent most = new Bzip2Decoder.Extent(small.length, false);
    assertEquals(most, decoder.decode(padded(two), two.length, small));
    assertArrayEquals(Arrays.copyOf(smooth, 600_000), Arrays.copyOf(small, 600_000));
    assertEquals(most, decoder.decode(padded(two), two.length, small, pool, 2));
  }

  @Test
  void theFirstBlockAloneCanBeRead() throws Exception {
    byte[] smooth = texts().toList().get(10);
    byte[] packed = packed(smooth, 1);
    byte[] target = new byte[smooth.length];
    Bzip2Decoder.Extent e =
        decoder.decodeFirstBlock(padded(packed), packed.length / 3, target.clone());
    assertFalse(e.complete());
    assertTrue(e.bytes() > 90_000 && e.bytes() <= 100_000);
  }

  /** Cut anywhere: always noticed; one and several threads agree on the kind. */
  @Test
  void everyCutIsNoticed() throws Exception {
    byte[] plain = Arrays.copyOf(texts().toList().get(10), 300_000);
    byte[] packed = packed(plain, 1);
    byte[] target = new byte[plain.length];
    for (int length = 0; length < packed.length; length += 1 + length / 40) {
      byte[] cut = padded(Arrays.copyOf(packed, length));
      int n = length;
      Bzip2Exception e =
          assertThrows(Bzip2Exception.class, () -> decoder.decode(cut, n, target), "at " + n);
      assertEquals(Bzip2Exception.Kind.TRUNCATED, e.kind(), "at " + n);
      Bzip2Exception shared =
          assertThrows(Bzip2Exception.class, () -> decoder.decode(cut, n, target, pool, 2));
      assertEquals(Bzip2Exception.Kind.TRUNCATED, shared.kind(), "at " + n);
    }
  }

  /** Any bit may be wrong: the damage is named, or it did not matter. */
  @Test
  void damageIsNamed() throws Exception {
    byte[] plain = Arrays.copyOf(texts().toList().get(10), 250_000);
    byte[] packed = packed(plain, 1);
    SplittableRandom random = new SplittableRandom(11);
    Map<Bzip2Exception.Kind, Integer> kinds = new EnumMap<>(Bzip2Exception.Kind.class);
    for (int i = 0; i < 300; i++) {
      byte[] copy = padded(packed);
      int at = i < 150 ? i : random.nextInt(packed.length);
      copy[at] ^= (byte) (1 << random.nextInt(8));
      byte[] target = new byte[plain.length];
      try {
        // a damaged run can only be too long; the reader refuses that as well
        if (decoder.decode(copy, packed.length, target, pool, i % 3).complete()) {
          assertArrayEquals(plain, target);
        }
      } catch (Bzip2Exception e) {
        kinds.merge(e.kind(), 1, Integer::sum);
      }
    }
    assertTrue(kinds.get(Bzip2Exception.Kind.CORRUPT) > 250, kinds.toString());
  }
}
