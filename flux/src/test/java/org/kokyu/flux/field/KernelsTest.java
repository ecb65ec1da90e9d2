package org.kokyu.flux.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kokyu.core.flux.FluxQuality;
import org.kokyu.core.flux.FluxRows;
import org.kokyu.core.flux.FluxVariable;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.scene.SceneGrid;

class KernelsTest {
  private static final Instant HOUR = Instant.parse("2026-07-01T02:00:00Z");
  private static final int FOREST = 5;
  private static final int WATER = 17;

  private final SceneGrid.LatLon grid = new SceneGrid.LatLon("test-10", 50, 100, 10, 2, 3);
  private final MapRespiration respiration = MapRespiration.load();
  private final HourKernel kernel = new HourKernel(respiration, grid, middles(HOUR));

  private static List<Instant> middles(Instant hour) {
    List<Instant> all = new ArrayList<>();
    for (int s = 0; s < 6; s++) {
      all.add(hour.plus(Duration.ofMinutes(10 * s + 5)));
    }
    return all;
  }

  private static float[] all(float value) {
    float[] values = new float[6];
    Arrays.fill(values, value);
    return values;
  }

  private static byte[] cover(int igbp) {
    byte[] values = new byte[6];
    Arrays.fill(values, (byte) igbp);
    return values;
  }

  private FluxRows compute(List<float[]> gpp, float air, float surface, float recent, int igbp) {
    FluxRows out = new FluxRows(6);
    List<float[]> sd = gpp.stream().map(g -> g == null ? null : all(1)).toList();
    List<byte[]> flags = gpp.stream().map(g -> g == null ? null : new byte[6]).toList();
    kernel.compute(
        new HourKernel.Inputs(
            gpp,
            new ArrayList<>(sd),
            new ArrayList<>(flags),
            all(air),
            all(surface),
            all(recent),
            all(0.7f),
            cover(igbp)),
        0,
        2,
        out);
    return out;
  }

  private static List<float[]> slots(float... values) {
    List<float[]> all = new ArrayList<>();
    for (float v : values) {
      all.add(Float.isNaN(v) ? null : all(v));
    }
    return all;
  }

  @Test
  void completeHourIsTheMean() {
    FluxRows out = compute(slots(10, 11, 12, 13, 14, 15), 293.15f, Float.NaN, 6, FOREST);
    assertEquals(12.5f, out.values(FluxVariable.GPP)[0], 1e-5);
    assertEquals(1f, out.uncertainty(FluxVariable.GPP)[0], 1e-6, "slots err alike");
    double reco = respiration.respiration(FOREST, 293.15f, 6, 0.7f);
    assertEquals(reco, out.values(FluxVariable.RECO)[0], 1e-5);
    assertEquals(reco - 12.5, out.values(FluxVariable.NEE)[0], 1e-5);
    assertEquals(0, out.flag()[0]);
  }

  /** Values of the table by hand: (1.7026 + 0.4358 * 6) * exp(125 (1/61.02 - 1/66.02)) g/m2/d. */
  @Test
  void respirationByHand() {
    double grams = (1.7026 + 0.4358 * 6) * Math.exp(125 * (1 / 61.02 - 1 / 66.02));
    assertEquals(grams / 12.011 / 86400 * 1e6, respiration.respiration(5, 293.15f, 6, 0), 1e-5);
    double perKelvin =
        respiration.respiration(5, 288.65f, 6, 0) / respiration.respiration(5, 287.65f, 6, 0);
    assertEquals(1.4, Math.pow(perKelvin, 10), 0.002, "Q10 at 15 degrees");
    assertTrue(Double.isNaN(respiration.respiration(WATER, 290, 6, 0.1f)));
  }

  /** The sun of the missing slots is not lost: a flux in step with the sun comes out whole. */
  @Test
  void missingSlotsKeepTheUseOfTheSun() {
    Instant dawn = Instant.parse("2026-07-01T22:00:00Z"); // early morning at 105 to 125 E
    HourKernel early = new HourKernel(respiration, grid, middles(dawn));
    List<float[]> inStep = new ArrayList<>();
    for (Instant t : middles(dawn)) {
      float[] g = new float[6];
      for (int i = 0; i < 6; i++) {
        double cos =
            SolarPosition.at(t).cosZenith(grid.latitudeDeg(i / 3), grid.longitudeDeg(i % 3));
        g[i] = (float) (20 * Math.max(0, cos));
      }
      inStep.add(g);
    }
    FluxRows whole = new FluxRows(6);
    FluxRows part = new FluxRows(6);
    List<float[]> sd = slots(1, 1, 1, 1, 1, 1);
    List<byte[]> flag = new ArrayList<>();
    for (int s = 0; s < 6; s++) {
      flag.add(new byte[6]);
    }
    early.compute(inputs(inStep, sd, flag), 0, 2, whole);
    List<float[]> holes = new ArrayList<>(inStep);
    holes.set(0, null);
    holes.set(1, null);
    early.compute(inputs(holes, sd, flag), 0, 2, part);
    for (int i = 0; i < 6; i++) {
      assertEquals(
          whole.values(FluxVariable.GPP)[i], part.values(FluxVariable.GPP)[i], 1e-3, "cell " + i);
      assertEquals(1, part.flag()[i]);
      assertTrue((part.word()[i] & FluxQuality.GAPS_FILLED.bit()) != 0);
    }
  }

  private static HourKernel.Inputs inputs(List<float[]> gpp, List<float[]> sd, List<byte[]> flag) {
    return new HourKernel.Inputs(
        gpp, sd, flag, all(290), all(290), all(5), all(0.7f), cover(FOREST));
  }

  @Test
  void whatIsUnknownIsNotProduced() {
    FluxRows none =
        compute(
            slots(new float[] {Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN}),
            290,
            290,
            5,
            FOREST);
    assertTrue(Float.isNaN(none.values(FluxVariable.NEE)[0]));
    assertEquals(2, none.flag()[0]);
    FluxRows water = compute(slots(0, 0, 0, 0, 0, 0), 290, 290, 5, WATER);
    assertEquals(2, water.flag()[0]);
    FluxRows cold = compute(slots(1, 1, 1, 1, 1, 1), Float.NaN, Float.NaN, 5, FOREST);
    assertEquals(2, cold.flag()[0]);
    assertTrue((cold.word()[0] & FluxQuality.NO_TEMPERATURE.bit()) != 0);
    FluxRows skin = compute(slots(1, 1, 1, 1, 1, 1), Float.NaN, 300, Float.NaN, FOREST);
    assertEquals(1, skin.flag()[0]);
    int both = FluxQuality.SURFACE_TEMPERATURE.bit() | FluxQuality.REFERENCE_FROM_FAPAR.bit();
    assertEquals(both, skin.word()[0]);
  }

  /** Drawn errors of production and respiration give the scatter of NEE that is stated. */
  @Test
  void uncertaintyOfTheExchangeKnowsThatRespirationFollowsProduction() {
    java.util.Random random = new java.util.Random(8);
    FluxRows base = compute(slots(12, 12, 12, 12, 12, 12), 293.15f, 293, 8, FOREST);
    double k = 0.4358;
    double f = Math.exp(125 * (1 / 61.02 - 1 / 66.02));
    double own = base.values(FluxVariable.RECO)[0] * 0.233;
    double sum = 0;
    int n = 200_000;
    for (int i = 0; i < n; i++) {
      double g = random.nextGaussian(); // sd of production is 1
      double nee = own * random.nextGaussian() + k * f * g - g;
      sum += nee * nee;
    }
    double stated = base.uncertainty(FluxVariable.NEE)[0];
    assertEquals(Math.sqrt(sum / n), stated, 0.01 * stated);
  }

  private static final class Hours implements DayKernel.HourRows {
    private final float[][] gpp;

    Hours(float[]... gpp) {
      this.gpp = gpp;
    }

    @Override
    public boolean has(int hour) {
      return gpp[hour] != null;
    }

    @Override
    public void values(int hour, FluxVariable variable, float[] into) {
      System.arraycopy(gpp[hour], 0, into, 0, into.length);
    }

    @Override
    public void uncertainty(int hour, FluxVariable variable, float[] into) {
      Arrays.fill(into, 0.5f);
    }

    @Override
    public void flags(int hour, byte[] into) {
      Arrays.fill(into, (byte) 0);
    }
  }

  @Test
  void dayIsTheSumOfItsHours() {
    float[][] hours = new float[24][];
    double sum = 0;
    for (int h = 0; h < 24; h++) {
      hours[h] = new float[] {h, 2 * h};
      sum += h;
    }
    FluxRows out = new FluxRows(2);
    float[] before = {Float.NaN, 4};
    new DayKernel().compute(new Hours(hours), before, out);
    double grams = sum * 3600 * 12.011e-6;
    assertEquals(grams, out.values(FluxVariable.GPP)[0], 1e-6 * grams);
    double ch4 = sum * 3600 * 16.043e-6;
    assertEquals(ch4, out.values(FluxVariable.FIRE_CH4)[0], 1e-6 * ch4);
    assertEquals(12 * 3600 * 12.011e-6, out.uncertainty(FluxVariable.GPP)[0], 1e-6);
    assertEquals(out.values(FluxVariable.GPP)[0], out.recentGpp()[0]);
    double blended = 4 + (1 - Math.exp(-0.1)) * (2 * grams - 4);
    assertEquals(blended, out.recentGpp()[1], 1e-5);
  }

  @Test
  void missingHoursTakeTheMeanOfTheirNeighbours() {
    float[][] hours = new float[24][];
    double sum = 0;
    for (int h = 0; h < 24; h++) {
      hours[h] = new float[] {h};
      sum += h;
    }
    hours[5] = null;
    hours[6] = null;
    hours[23] = null; // takes the last one
    FluxRows out = new FluxRows(1);
    new DayKernel().compute(new Hours(hours), new float[] {Float.NaN}, out);
    double grams = (sum - 1) * 3600 * 12.011e-6; // 5 and 6 become 5.5 twice, 23 becomes 22
    assertEquals(grams, out.values(FluxVariable.GPP)[0], 1e-6 * grams);
    assertEquals(1, out.flag()[0]);
    double fire = (sum - 5 - 6 - 23) * 3600 * 12.011e-6;
    assertEquals(fire, out.values(FluxVariable.FIRE_CO2)[0], 1e-6 * fire);
    for (int h = 8; h < 13; h++) {
      hours[h] = null;
    }
    FluxRows few = new FluxRows(1);
    new DayKernel().compute(new Hours(hours), new float[] {Float.NaN}, few);
    assertTrue(Float.isNaN(few.values(FluxVariable.GPP)[0]));
    assertEquals(2, few.flag()[0]);
  }
}
