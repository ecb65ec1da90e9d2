package org.kokyu.simulation.imager;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
  private static final float LOW_REFLECTANCE = 0.15f;
  private static final float HIGH_REFLECTANCE = 0.05f;

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
  private final PixelTexture texture;
  private final float[] normals;
  private final GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);

  SegmentRenderer(
      long seed, BoxcarBand[] bands, SceneLattice lattice, List<Fire> fires, PixelTexture texture) {
    this.seed = seed;
    this.bands = bands;
    this.lattice = lattice;
    this.fires = List.copyOf(fires);
    this.texture = texture;
    this.normals = PixelTexture.normals(NoiseField.mix(seed), 1);
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
    LineView view = new LineView();
    float[][] fields = SceneLattice.Slab.lineBuffer(lattice.fields());
    for (int row = 0; row < LINES; row++) {
      int line = firstLine + row;
      slab.blendLine(line, fields);
      int[] limb = limb(line);
      view.surface(fields, limb);
      view.roughen(texture, line, limb);
      for (int b = 0; b < bands.length; b++) {
        if (wanted[b]) {
          view.radiances(b, bands[b], fields, limb);
          burn(b, line, view);
          quantise(b, slot, line, limb, view.radiance, counts[b], row * COLUMNS);
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

  /** One line at full resolution; what the bands share is worked out once. Not thread-safe. */
  private static final class LineView {
    private final float[] landPotential = SceneLattice.Slab.pixelBuffer();
    private final float[] surfaceK = SceneLattice.Slab.pixelBuffer();
    private final float[] seaK = SceneLattice.Slab.pixelBuffer();
    private final float[] green = SceneLattice.Slab.pixelBuffer();
    private final float[] low = SceneLattice.Slab.pixelBuffer();
    private final float[] high = SceneLattice.Slab.pixelBuffer();
    private final float[] lowTopK = SceneLattice.Slab.pixelBuffer();
    private final float[] highTopK = SceneLattice.Slab.pixelBuffer();
    private final float[] sun = SceneLattice.Slab.pixelBuffer();
    private final float[] tau = SceneLattice.Slab.pixelBuffer();
    private final float[] up = SceneLattice.Slab.pixelBuffer();
    private final float[] down = SceneLattice.Slab.pixelBuffer();
    private final float[] radiance = new float[COLUMNS];

    void surface(float[][] fields, int[] limb) {
      SceneLattice.Slab.expand(fields[SceneLattice.LAND], landPotential);
      SceneLattice.Slab.expand(fields[SceneLattice.LAND_K], surfaceK);
      SceneLattice.Slab.expand(fields[SceneLattice.SEA_K], seaK);
      SceneLattice.Slab.expand(fields[SceneLattice.VEGETATION], green);
      SceneLattice.Slab.expand(fields[SceneLattice.LOW_CLOUD], low);
      SceneLattice.Slab.expand(fields[SceneLattice.HIGH_CLOUD], high);
      SceneLattice.Slab.expand(fields[SceneLattice.LOW_TOP_K], lowTopK);
      SceneLattice.Slab.expand(fields[SceneLattice.HIGH_TOP_K], highTopK);
      SceneLattice.Slab.expand(fields[SceneLattice.SUN], sun);
      for (int i = limb[0] - 1; i < limb[1]; i++) {
        if (!(landPotential[i] > 0)) {
          surfaceK[i] = seaK[i];
        }
        low[i] = SyntheticEarth.cover(low[i]);
        high[i] = SyntheticEarth.cover(high[i]);
      }
    }

    /** Ground and cloud tops vary from pixel to pixel; thick cloud varies in its tops only. */
    void roughen(PixelTexture texture, int line, int[] limb) {
      if (texture.isNone()) {
        return;
      }
      for (int i = limb[0] - 1; i < limb[1]; i++) {
        float deviate = texture.at(line, i + 1);
        surfaceK[i] += deviate * (landPotential[i] > 0 ? PixelTexture.LAND_K : PixelTexture.SEA_K);
        lowTopK[i] += deviate * PixelTexture.CLOUD_K;
        highTopK[i] += deviate * PixelTexture.CLOUD_K;
      }
    }

    void radiances(int b, BoxcarBand band, float[][] fields, int[] limb) {
      SceneLattice.Slab.expand(fields[SceneLattice.BANDS + 3 * b], tau);
      SceneLattice.Slab.expand(fields[SceneLattice.BANDS + 3 * b + 1], up);
      SceneLattice.Slab.expand(fields[SceneLattice.BANDS + 3 * b + 2], down);
      Arrays.fill(radiance, 0f);
      float sunlit = band.number() == 7 ? 1 : 0;
      for (int i = limb[0] - 1; i < limb[1]; i++) {
        boolean land = landPotential[i] > 0;
        float emissivity = land ? BARE[b] + green[i] * (GREEN[b] - BARE[b]) : SEA[b];
        float through = tau[i];
        float sunshine = sunlit * sun[i];
        float reflected = down[i] + sunshine * through * through;
        float l =
            through * emissivity * band.radiance(surfaceK[i])
                + up[i]
                + (1 - emissivity) * reflected;
        if (low[i] > 0) {
          l += low[i] * (band.radiance(lowTopK[i]) + LOW_REFLECTANCE * sunshine - l);
        }
        if (high[i] > 0) {
          l += high[i] * (band.radiance(highTopK[i]) + HIGH_REFLECTANCE * sunshine - l);
        }
        radiance[i] = l;
      }
    }
  }

  private void burn(int b, int line, LineView view) {
    for (Fire fire : fires) {
      if (fire.line() == line) {
        int i = fire.column() - 1;
        double flame = fire.fraction() * view.tau[i] * bands[b].integrate(FIRE_K);
        view.radiance[i] = (float) ((1 - fire.fraction()) * view.radiance[i] + flame);
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
      int count = (int) ((noisy - zero) * inverseGain + 0.5f); // a negative one is clipped below
      counts[offset + c - 1] = (short) Math.max(0, Math.min(last, count));
    }
  }
}
