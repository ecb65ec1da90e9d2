package org.kokyu.flux.respiration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RespirationTest {
  private static final int PER_DAY = 48;
  private static final int DAYS = 365;

  private final double[] day = new double[DAYS * PER_DAY];
  private final double[] kelvin = new double[day.length];
  private final double[] flux = new double[day.length];
  private final boolean[] use = new boolean[day.length];

  /** Nights of a year, E_0 = 220 K, reference rate 3 + sin(season), noise of a given size. */
  private NightSeries nights(double noise) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < day.length; i++) {
      day[i] = (i + 0.5) / PER_DAY;
      double season = Math.sin(2 * Math.PI * day[i] / DAYS - 1.8);
      double week = 5 * Math.sin(2 * Math.PI * day[i] / 6.3);
      double hour = (day[i] - Math.floor(day[i])) * 24;
      kelvin[i] = 282 + 8 * season + week + 3 * Math.sin((hour - 9) / 24 * 2 * Math.PI);
      use[i] = hour < 5 || hour > 20;
      flux[i] =
          (3 + season) * LloydTaylor.factor(kelvin[i], 220) + noise * (random.nextDouble() - 0.5);
    }
    return new NightSeries(day, kelvin, flux, use);
  }

  @Test
  void lloydTaylorByHand() {
    assertEquals(1, LloydTaylor.factor(288.15, 308.56), 1e-12);
    assertEquals(
        Math.exp(308.56 * (1 / 61.02 - 1 / 46.02)), LloydTaylor.factor(273.15, 308.56), 1e-9);
    assertTrue(LloydTaylor.factor(200, 308.56) < 1e-20, "far below T0 there is none");
    float[] out = new float[2];
    LloydTaylor.respiration(new float[] {288.15f, Float.NaN}, new float[] {2.5f, 2.5f}, 200, out);
    assertEquals(2.5f, out[0], 1e-5f);
    assertTrue(Float.isNaN(out[1]));
  }

  @Test
  void sensitivityComesBackAlthoughTheSeasonGoesWithTemperature() {
    TemperatureSensitivity e0 = TemperatureSensitivity.of(nights(0.5));
    assertEquals("windows", e0.origin());
    assertEquals(220, e0.kelvin(), 15);
    assertTrue(e0.standardErrorK() < 20);
  }

  @Test
  void aYearOfOneTemperatureHasNoSensitivityOfItsOwn() {
    NightSeries night = nights(0.5);
    Arrays.fill(kelvin, 285);
    assertEquals("published", TemperatureSensitivity.of(night).origin());
  }

  @Test
  void referenceRatesFollowTheSeason() {
    ReferenceRespiration reference = ReferenceRespiration.of(nights(0.5), 220);
    for (int d = 10; d < 355; d += 15) {
      assertEquals(3 + Math.sin(2 * Math.PI * d / DAYS - 1.8), reference.at(d), 0.15, "day " + d);
      assertTrue(reference.errorAt(d) > 0 && reference.errorAt(d) < 0.1);
    }
  }

  @Test
  void seasonalModelBridgesWeeksWithoutData() {
    NightSeries night = nights(1);
    boolean[] even = use.clone();
    int[] week = new int[day.length];
    for (int i = 0; i < even.length; i++) {
      week[i] = (int) day[i] / 7;
      even[i] &= week[i] % 2 == 0;
    }
    SeasonalRespiration model = SeasonalRespiration.fit(night.using(even), 220, week);
    for (int i = 0; i < day.length; i += 97) {
      double truth =
          (3 + Math.sin(2 * Math.PI * day[i] / DAYS - 1.8)) * LloydTaylor.factor(kelvin[i], 220);
      assertEquals(truth, model.at(day[i], kelvin[i]), 0.15 + 0.05 * truth, "day " + day[i]);
    }
  }

  @Test
  void frictionThresholdIsFoundWithItsSpread() {
    NightSeries night = nights(1);
    SplittableRandom random = new SplittableRandom(2);
    double[] friction = new double[day.length];
    int[] quarter = new int[day.length];
    for (int i = 0; i < friction.length; i++) {
      friction[i] = 0.8 * random.nextDouble();
      quarter[i] = (int) (day[i] / 92);
      flux[i] *= Math.min(1, friction[i] / 0.25);
    }
    FrictionThreshold threshold = FrictionThreshold.of(night, friction, quarter);
    assertEquals(0.25, threshold.median(), 0.06);
    assertTrue(threshold.low() <= threshold.median() && threshold.median() <= threshold.high());
    assertEquals(threshold.median(), FrictionThreshold.of(night, friction, quarter).median());
  }

  @Test
  void fewNightsGiveNoThreshold() {
    boolean[] few = new boolean[day.length];
    Arrays.fill(few, 0, 100, true);
    NightSeries night = nights(1).using(few);
    double[] friction = new double[day.length];
    assertEquals(0, FrictionThreshold.of(night, friction, new int[day.length]).samples().length);
  }
}
