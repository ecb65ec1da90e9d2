package org.kokyu.simulation.imager;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.kokyu.himawari.GeosNavigation;
import org.kokyu.himawari.GeosProjection;

/**
 * Turns the fields of a slot into counts.
 *
 * <p>Clear radiance L = τ ε B(T_s) + L_up + (1 − ε)(τ L_down + sun at 3.9 µm, seen through τ²); low
 * cloud of cover f_l replaces it by B(T_low), high cloud of cover f_h both by B(T_high); no
 * atmosphere above clouds, clouds are black but for sunlight at 3.9 µm (reflectance 0.15 low, 0.05
 * high). A burning share p of a pixel adds p τ B(850 K). White noise of the band's NEdT, then the
 * nearest count. Space within 20 pixels of the limb carries noise around zero radiance, space
 * beyond is outside the scan. Noise depends on seed, slot, band and line alone, so that a segment
 * is the same whenever it is rendered. Thread-safe.
 */
final class SegmentRenderer {
  static final int COLUMNS = 5500;
  static final int LINES = 550;
  private static final short OUTSIDE = (short) 65534;
  private static final int SPACE_MARGIN = 20;
  private static final float FIRE_K = 850f;
  private static final int NORMALS = 1 << 16;

  /** Emissivity per band 7, 13, 14, 15: sea water, bare soil, dense vegetation. */
  private static final float[] SEA = {0.975f, 0.990f, 0.990f, 0.985f};

  private static final float[] BARE = {0.90f, 0.945f, 0.960f, 0.970f};
  private static final float[] GREEN = {0.97f, 0.985f, 0.985f, 0.985f};

  /** A burning pixel. */
  record Fire(int line, int column, double fraction) {}

  private final long seed;
  private final BoxcarBand[] bands;
  private final SceneLattice lattice;
  private final List<Fire> fires;
  private final float[] normals = new float[NORMALS];
  private final GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);

  SegmentRenderer(long seed, BoxcarBand[] bands, SceneLattice lattice, List<Fire> fires) {
    this.seed = seed;
    this.bands = bands;
    this.lattice = lattice;
    this.fires = List.copyOf(fires);
    SplittableRandom random = new SplittableRandom(NoiseField.mix(seed));
    for (int i = 0; i < NORMALS; i += 2) {
      // Box and Muller 1958
      double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
      double angle = 2 * Math.PI * random.nextDouble();
      normals[i] = (float) (radius * Math.cos(angle));
      normals[i + 1] = (float) (radius * Math.sin(angle));
    }
  }

  /**
   * Counts of one segment.
   *
   * @param wanted which of the bands, by index
   * @return one array per band, null where not wanted
   */
  short[][] render(Instant slot, int segment, boolean[] wanted) {
    int firstLine = (segment - 1) * LINES + 1;
    SceneLattice.Slab slab = lattice.slab(slot, firstLine, firstLine + LINES - 1);
    short[][] counts = new short[bands.length][];
    for (int b = 0; b < bands.length; b++) {
      counts[b] = wanted[b] ? new short[LINES * COLUMNS] : null;
    }
    float[][] fields = SceneLattice.Slab.lineBuffer(lattice.fields());
    float[] radiance = new float[COLUMNS];
    for (int row = 0; row < LINES; row++) {
      int line = firstLine + row;
      slab.blendLine(line, fields);
      int[] limb = limb(line);
      for (int b = 0; b < bands.length; b++) {
        if (wanted[b]) {
          Arrays.fill(radiance, 0f);
          radiances(b, fields, limb, radiance);
          burn(b, fields, line, radiance);
          quantise(b, slot, line, limb, radiance, counts[b], row * COLUMNS);
        }
      }
    }
    return counts;
  }

  /** First and last column on the earth, 1-based; first greater than last if there is none. */
  private int[] limb(int line) {
    int middle = COLUMNS / 2;
    if (Double.isNaN(navigation.toEarth(middle, line).latitudeDeg())) {
      return new int[] {1, 0};
    }
    int outside = 0;
    int inside = middle;
    while (inside - outside > 1) {
      int c = (outside + inside) / 2;
      if (c >= 1 && !Double.isNaN(navigation.toEarth(c, line).latitudeDeg())) {
        inside = c;
      } else {
        outside = c;
      }
    }
    // the disk is centred on column 2750.5
    return new int[] {inside, COLUMNS + 1 - inside};
  }

  private void radiances(int b, float[][] fields, int[] limb, float[] radiance) {
    BoxcarBand band = bands[b];
    float[] tau = fields[SceneLattice.BANDS + 3 * b];
    float[] up = fields[SceneLattice.BANDS + 3 * b + 1];
    float[] down = fields[SceneLattice.BANDS + 3 * b + 2];
    boolean sunlit = band.number() == 7;
    for (int column = limb[0]; column <= limb[1]; column++) {
      boolean land = SceneLattice.Slab.pixel(fields[SceneLattice.LAND], column) > 0;
      float t =
          SceneLattice.Slab.pixel(fields[land ? SceneLattice.LAND_K : SceneLattice.SEA_K], column);
      float emissivity = SEA[b];
      if (land) {
        float green = SceneLattice.Slab.pixel(fields[SceneLattice.VEGETATION], column);
        emissivity = BARE[b] + green * (GREEN[b] - BARE[b]);
      }
      float low = cover(SceneLattice.Slab.pixel(fields[SceneLattice.LOW_CLOUD], column));
      float high = cover(SceneLattice.Slab.pixel(fields[SceneLattice.HIGH_CLOUD], column));
      float through = SceneLattice.Slab.pixel(tau, column);
      float sun = sunlit ? SceneLattice.Slab.pixel(fields[SceneLattice.SUN], column) : 0;
      float reflected = SceneLattice.Slab.pixel(down, column) + sun * through * through;
      float l =
          through * emissivity * band.radiance(t)
              + SceneLattice.Slab.pixel(up, column)
              + (1 - emissivity) * reflected;
      if (low > 0) {
        float top = SceneLattice.Slab.pixel(fields[SceneLattice.LOW_TOP_K], column);
        l += low * (band.radiance(top) + 0.15f * sun - l);
      }
      if (high > 0) {
        float top = SceneLattice.Slab.pixel(fields[SceneLattice.HIGH_TOP_K], column);
        l += high * (band.radiance(top) + 0.05f * sun - l);
      }
      radiance[column - 1] = l;
    }
  }

  private static float cover(float potential) {
    return potential <= 0 ? 0 : (float) SyntheticEarth.cover(potential);
  }

  private void burn(int b, float[][] fields, int line, float[] radiance) {
    for (Fire fire : fires) {
      if (fire.line() == line) {
        float tau = SceneLattice.Slab.pixel(fields[SceneLattice.BANDS + 3 * b], fire.column());
        double flame = fire.fraction() * tau * bands[b].integrate(FIRE_K);
        int i = fire.column() - 1;
        radiance[i] = (float) ((1 - fire.fraction()) * radiance[i] + flame);
      }
    }
  }

  private void quantise(
      int b, Instant slot, int line, int[] limb, float[] radiance, short[] counts, int offset) {
    var calibration = bands[b].calibration();
    float inverseGain = (float) (1 / calibration.gain());
    float zero = (float) calibration.offset();
    float sigma = (float) bands[b].noiseRadiance();
    int last = (1 << calibration.validBits()) - 1;
    long state =
        NoiseField.mix(
            seed ^ NoiseField.mix(slot.getEpochSecond() ^ ((long) line << 40) ^ ((long) b << 60)));
    int from = limb[0] - SPACE_MARGIN;
    int to = limb[1] + SPACE_MARGIN;
    for (int c = 1; c <= COLUMNS; c++) {
      if (limb[0] > limb[1] || c < from || c > to) {
        counts[offset + c - 1] = OUTSIDE;
        continue;
      }
      // xorshift64 (Marsaglia 2003)
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      float noisy = radiance[c - 1] + sigma * normals[(int) (state >>> 48)];
      int count = Math.round((noisy - zero) * inverseGain);
      counts[offset + c - 1] = (short) Math.max(0, Math.min(last, count));
    }
  }
}
