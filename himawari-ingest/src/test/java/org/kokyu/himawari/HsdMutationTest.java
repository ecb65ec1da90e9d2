package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;

/**
 * Damaged segments by the thousand, stratified by header block, data and compressed stream: each is
 * a segment that can be worked with or a typed refusal, in bounded time and memory.
 */
class HsdMutationTest {
  private static final int HEADER_STRATA = 11;
  private static final int STRATA = 20;
  private static final double LONGEST_SECONDS = 20;
  private static final double[] SPECIAL = {
    0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE, 1e300
  };

  private final HsdHeader header = TestSegments.target();
  private final short[] counts = smooth();
  private final HsdReader reader = new HsdReader();
  private final Map<InputFault, Integer> faults = new EnumMap<>(InputFault.class);
  private final Map<Integer, Integer> acceptedByStratum = new TreeMap<>();
  private byte[] plain;
  private byte[] packed;
  private int[] blocks;
  private int pastHeader;
  private double slowest;

  /** Compresses to several bzip2 blocks of the size that is written here. */
  private static short[] smooth() {
    SplittableRandom random = new SplittableRandom(8);
    short[] counts = new short[250_000];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (short) (1500 + 400 * Math.sin(i * 1e-3) + random.nextInt(12));
    }
    return counts;
  }

  @Test
  void someDamagedSegments() throws IOException {
    run(800, 1);
  }

  @Test
  @Tag("campaign")
  void twentyThousandDamagedSegments() throws IOException {
    run(20_000, 20261122);
  }

  private void run(int n, long seed) throws IOException {
    plain = TestSegments.raw(header, counts);
    packed = TestSegments.bzip2(plain);
    blocks = new int[] {0, 0, 282, 332, 459, 598, 745, 1004, 1051, 1112, 1207, 1258, 1517};
    assertEquals(1517, header.headerBytes());
    SplittableRandom random = new SplittableRandom(seed);
    long before = usedBytes();
    for (int i = 0; i < n; i++) {
      int stratum = i % STRATA;
      boolean compressed = stratum >= HEADER_STRATA + 5;
      byte[] bytes = stratum <= HEADER_STRATA - 1 ? mutatedHeader(stratum + 1, random) : null;
      if (bytes == null) {
        bytes = compressed ? mutated(packed, 0, random) : mutated(plain, 1517, random);
      }
      check(stratum, compressed, bytes);
    }
    double growthMegabytes = (usedBytes() - before) / 1e6;
    int accepted = acceptedByStratum.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        "%d damaged segments: %d past the header checks, %d read, refused %s; slowest %.3f s,"
            + " memory %+.1f MB; read by stratum %s%n",
        n, pastHeader, accepted, faults, slowest, growthMegabytes, acceptedByStratum);
    assertTrue(3 * pastHeader >= n, pastHeader + " of " + n);
    assertTrue(growthMegabytes < 60, "memory grew by " + growthMegabytes + " MB");
    assertTrue(slowest < LONGEST_SECONDS, "one took " + slowest + " s");
    for (InputFault fault :
        List.of(InputFault.HEADER_MISMATCH, InputFault.CORRUPT, InputFault.TRUNCATED)) {
      assertTrue(faults.getOrDefault(fault, 0) > 0, fault + " was never met");
    }
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** A few changes within one header block. */
  private byte[] mutatedHeader(int block, SplittableRandom random) {
    byte[] copy = plain.clone();
    int from = blocks[block];
    int to = blocks[block + 1];
    ByteBuffer b = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 1 + random.nextInt(3); k > 0; k--) {
      int at = from + random.nextInt(to - from);
      switch (random.nextInt(5)) {
        case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> copy[at] = (byte) random.nextInt(256);
        case 2 -> b.putShort(Math.min(at, to - 2), (short) random.nextInt(65536));
        case 3 -> b.putDouble(Math.min(at, to - 8), SPECIAL[random.nextInt(SPECIAL.length)]);
        default -> Arrays.fill(copy, at, Math.min(to, at + random.nextInt(40)), (byte) 0);
      }
    }
    return copy;
  }

  /** Changes from a place on: bits, runs, cuts, additions, moved pieces. */
  private static byte[] mutated(byte[] sound, int from, SplittableRandom random) {
    byte[] copy = sound.clone();
    int n = copy.length - from;
    int at = from + random.nextInt(n);
    switch (random.nextInt(8)) {
      case 0, 1 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> Arrays.fill(copy, at, Math.min(copy.length, at + random.nextInt(5000)), (byte) -1);
      case 3 -> copy = Arrays.copyOf(copy, from == 0 ? at : from + (at - from) / 2 * 2);
      case 4 -> copy = Arrays.copyOf(copy, copy.length + 1 + random.nextInt(100_000));
      case 5 -> {
        int length = Math.min(copy.length - at, random.nextInt(3000));
        System.arraycopy(sound, from + random.nextInt(n - length + 1), copy, at, length);
      }
      case 6 -> {
        for (int i = at; i < Math.min(copy.length, at + 64); i++) {
          copy[i] = (byte) random.nextInt(256);
        }
      }
      default -> {
        for (int k = 0; k < 20; k++) {
          copy[from + random.nextInt(n)] = (byte) random.nextInt(256);
        }
      }
    }
    return copy;
  }

  private void check(int stratum, boolean compressed, byte[] bytes) throws IOException {
    HsdFileName name = TestSegments.targetName(compressed);
    long start = System.nanoTime();
    boolean headerIsSound = isHeaderSound(name, bytes);
    pastHeader += headerIsSound ? 1 : 0;
    try {
      HsdSegment segment =
          reader.read(
              name,
              Channels.newChannel(new ByteArrayInputStream(bytes)),
              bytes.length,
              Optional.empty());
      assertTrue(headerIsSound || compressed, "read in spite of its header");
      work(segment);
      acceptedByStratum.merge(stratum, 1, Integer::sum);
    } catch (MalformedInputException e) {
      assertTrue(e.getMessage().startsWith(name.fileName() + ": "), e.getMessage());
      assertTrue(e.getMessage().contains("expected"), e.getMessage());
      faults.merge(e.fault(), 1, Integer::sum);
    }
    slowest = Math.max(slowest, (System.nanoTime() - start) * 1e-9);
  }

  private boolean isHeaderSound(HsdFileName name, byte[] bytes) throws IOException {
    try {
      reader.readHeader(name, Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
      return true;
    } catch (MalformedInputException e) {
      return false;
    }
  }

  /** What is accepted can be calibrated, timed and put in its place. */
  private static void work(HsdSegment segment) {
    HsdSegment.CountStatistics s = segment.statistics();
    assertEquals(250_000, s.valid() + s.outside() + s.error() + s.other());
    GeosProjection g = segment.header().projection().geos();
    boolean placed =
        PixelSpace.of(ObservationArea.TARGET, g).isOnFullDiskGrid()
            && Math.abs(g.lineOffset()) < 20_000;
    SceneGrid grid = placed ? new SceneGrid.Native(1490, 1690, 40, 40) : SceneGrids.asia(5);
    ImagerScene scene =
        new SceneAssembler().assemble(grid, new BandSet(List.of(13), List.of()), List.of(segment));
    for (float t : scene.timeOffsetSeconds()) {
      assertTrue(Float.isNaN(t) || Math.abs(t) < 2000, "time " + t);
    }
  }
}
