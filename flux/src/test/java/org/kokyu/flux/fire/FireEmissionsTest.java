package org.kokyu.flux.fire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FireEmissionsTest {
  private static final int SLOTS_PER_HOUR = 6;
  private static final double SLOT_SECONDS = 600;

  private final EmissionFactors factors = EmissionFactors.load();

  @Test
  void carbonOfTheTableAddsUp() {
    for (FireType type : FireType.values()) {
      assertEquals(0, factors.carbonImbalance(type), 0.01, type.name());
    }
    List<String> wrong =
        List.of(
            "set,species,SAVA,BORF,TEMF,DEFO,PEAT,AGRI",
            "gfed4,C,488.3,464.989,489.416,491.751,570.055,480.352",
            "gfed4,CO2,1686,1489,1647,1643,1703,1585",
            "gfed4,CO,63,127,88,93,210,102",
            "gfed4,CH4,1.94,5.96,3.36,5.07,20.8,5.82");
    assertThrows(IllegalStateException.class, () -> EmissionFactors.parse(wrong));
  }

  @Test
  void spreadIsThatOfTheTwoSets() {
    // (1686 - 1613) / 2 / 1686; peat has no second number for N2O: the largest of the others
    assertEquals(0.021649, factors.spread(FireGas.CO2, FireType.SAVA), 1e-6);
    assertEquals(0.3125, factors.spread(FireGas.N2O, FireType.PEAT), 1e-12);
    assertEquals((0.78 - 0.368) / 2 / 0.78, factors.dryMatterSpread(FireType.SAVA), 1e-12);
  }

  @Test
  void typeByLandCoverAndLatitude() {
    assertEquals(FireType.BORF, FireType.of(1, 61));
    assertEquals(FireType.TEMF, FireType.of(4, 36));
    assertEquals(FireType.DEFO, FireType.of(2, -2));
    assertEquals(FireType.DEFO, FireType.of(4, 19));
    assertEquals(FireType.TEMF, FireType.of(2, 55));
    assertEquals(FireType.AGRI, FireType.of(12, 30));
    assertEquals(FireType.SAVA, FireType.of(10, 47));
    assertEquals(FireType.SAVA, FireType.of(-1, 47));
  }

  /** 100 MW for an hour are 360 GJ; times 0.78 kg/MJ and 1.686 kg/kg. */
  @Test
  void oneHourByHand() {
    double[] hours = slots(24);
    double[] power = new double[hours.length];
    Arrays.fill(power, 30, 36, 100.0); // 05:00 to 05:59
    FireHours day = fire(List.of(new FirePixel(7, 100, FireType.SAVA, power, power.clone())), 24);
    double kg = FireHours.emittedKg(day.pixels().get(0), 5, FireGas.CO2, factors);
    assertEquals(360_000 * 0.78 * 1.686, kg, 1e-6);
    assertEquals(kg, day.total(FireGas.CO2, factors).kg(), 1e-6);
  }

  @Test
  void monthIsTheSumOfDaysIsTheSumOfHours() {
    Random random = new Random(31);
    double month = 0;
    double days = 0;
    double slots = 0;
    List<FirePixel> all = new ArrayList<>();
    double[] monthHours = slots(30 * 24);
    for (int p = 0; p < 40; p++) {
      double[] power = new double[monthHours.length];
      for (int i = 0; i < power.length; i++) {
        power[i] = random.nextInt(4) == 0 ? Math.exp(random.nextGaussian() * 2 + 3) : 0;
      }
      FireType type = FireType.values()[p % 6];
      all.add(new FirePixel(p, 70 + 2 * p, type, power, power.clone()));
      double sum = Arrays.stream(power).sum();
      slots +=
          sum
              * SLOT_SECONDS
              * factors.dryMatterKgPerMj(type)
              * factors.gramsPerKg(FireGas.CH4, type)
              / 1000;
    }
    month = fire(all, 30 * 24).total(FireGas.CH4, factors).kg();
    for (int d = 0; d < 30; d++) {
      int from = d * 24 * SLOTS_PER_HOUR;
      int to = from + 24 * SLOTS_PER_HOUR;
      List<FirePixel> day =
          all.stream()
              .map(
                  p ->
                      new FirePixel(
                          p.pixel(),
                          p.longitudeDeg(),
                          p.type(),
                          Arrays.copyOfRange(p.powerMw(), from, to),
                          Arrays.copyOfRange(p.powerUncertaintyMw(), from, to)))
              .toList();
      FireHours hours = fire(day, 24);
      double total = hours.total(FireGas.CH4, factors).kg();
      double byHour = 0;
      for (FireHours.Pixel p : hours.pixels()) {
        for (int h = 0; h < 24; h++) {
          byHour += FireHours.emittedKg(p, h, FireGas.CH4, factors);
        }
      }
      assertEquals(total, byHour, 1e-12 * total);
      days += total;
    }
    assertEquals(month, days, 1e-12 * month);
    assertEquals(month, slots, 1e-12 * month);
  }

  /** A fire with the shape of the model, hidden for hours, comes out as if it had been seen. */
  @Test
  void gapsAreFilled() {
    double[] hours = slots(24);
    double longitude = 105;
    double[] truth =
        IntStream.range(0, hours.length)
            .mapToDouble(i -> 250 * DiurnalCycle.shape(hours[i] + longitude / 15))
            .toArray();
    double[] seen = truth.clone();
    Arrays.fill(seen, 30, 54, Double.NaN);
    double[] filled = DiurnalCycle.filled(hours, longitude, seen);
    for (int i = 0; i < truth.length; i++) {
      assertEquals(truth[i], filled[i], 1e-9 * truth[i]);
    }
    FireHours day = fire(List.of(new FirePixel(0, longitude, FireType.TEMF, seen, seen)), 24);
    FireHours.Pixel p = day.pixels().get(0);
    assertEquals(p.dryMatterKg()[6], p.filledKg()[6]);
    assertTrue(p.independentSdKg()[6] >= p.filledKg()[6], "what is filled in may be wrong whole");
    assertEquals(0, p.filledKg()[3]);
  }

  @Test
  void nothingSeenStaysUnknown() {
    double[] power = new double[24 * SLOTS_PER_HOUR];
    Arrays.fill(power, Double.NaN);
    FireHours day = fire(List.of(new FirePixel(0, 90, FireType.SAVA, power, power)), 24);
    assertEquals(144, day.pixels().get(0).unknownSlots());
    assertEquals(0, day.total(FireGas.CO2, factors).kg());
  }

  /** The factors err together: a hundred pixels are no better known than their factor. */
  @Test
  void sharedFactorsDoNotAverageOut() {
    List<FirePixel> pixels = new ArrayList<>();
    double[] power = new double[24 * SLOTS_PER_HOUR];
    Arrays.fill(power, 60.0);
    double[] sd = new double[power.length];
    Arrays.fill(sd, 20.0);
    for (int p = 0; p < 100; p++) {
      pixels.add(new FirePixel(p, 100, FireType.DEFO, power, sd));
    }
    FireHours.Total total = fire(pixels, 24).total(FireGas.CO2, factors);
    double shared =
        Math.hypot(
            factors.dryMatterSpread(FireType.DEFO), factors.spread(FireGas.CO2, FireType.DEFO));
    assertEquals(shared, total.sdKg() / total.kg(), 0.001);
  }

  private FireHours fire(List<FirePixel> pixels, int hours) {
    return FireHours.of(pixels, slots(hours), 0, hours, SLOT_SECONDS, factors);
  }

  private static double[] slots(int hours) {
    return IntStream.range(0, hours * SLOTS_PER_HOUR)
        .mapToDouble(i -> (double) i / SLOTS_PER_HOUR)
        .toArray();
  }
}
