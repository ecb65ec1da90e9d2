package org.kokyu.flux.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.flux.anomaly.io.ClimatologyFile;

class SeasonalClimatologyTest {
  private static final int CELLS = 400;

  private static float[] day(LocalDate day) {
    Random random = new Random(day.toEpochDay() * 7919);
    float[] values = new float[CELLS];
    for (int c = 0; c < CELLS; c++) {
      values[c] = c == 5 ? Float.NaN : (float) (300 + 4 * random.nextGaussian());
    }
    return values;
  }

  private static List<LocalDate> days(int years) {
    List<LocalDate> days = new ArrayList<>();
    for (int y = 0; y < years; y++) {
      for (int d = 0; d < 14; d++) {
        days.add(LocalDate.of(2021 + y, 7, 3).plusDays(d));
      }
    }
    return days;
  }

  private static SeasonalClimatology learned(List<LocalDate> days) {
    SeasonalClimatology c =
        SeasonalClimatology.empty(3, SeasonalClimatology.window(days.get(0)), .02, CELLS);
    days.forEach(d -> c.learn(d, day(d)));
    return c;
  }

  @Test
  void orderAndRepetitionDoNotMatter(@TempDir Path folder) throws IOException {
    List<LocalDate> days = days(4);
    SeasonalClimatology a = learned(days);
    List<LocalDate> mixed = new ArrayList<>(days);
    mixed.addAll(days.subList(3, 20));
    Collections.shuffle(mixed, new Random(1));
    SeasonalClimatology b = learned(mixed);
    for (int c = 0; c < CELLS; c++) {
      assertEquals(a.quantile(c, .5), b.quantile(c, .5), 0);
      assertEquals(a.quantile(c, .9), b.quantile(c, .9), 0);
    }
    ClimatologyFile.write(folder, "lst", a);
    SeasonalClimatology read = ClimatologyFile.read(folder, "lst", 3, a.window()).orElseThrow();
    assertArrayEquals(a.packed(), read.packed());
    assertArrayEquals(a.days(), read.days());
    assertTrue(ClimatologyFile.read(folder, "lst", 4, a.window()).isEmpty());
    Path file = folder.resolve(ClimatologyFile.name("lst", 3, a.window()));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThrows(
        MalformedInputException.class, () -> ClimatologyFile.read(folder, "lst", 3, a.window()));
  }

  @Test
  void quantilesAndScoresOfKnownNoise() {
    SeasonalClimatology c = learned(days(4));
    double median = 0;
    double high = 0;
    for (int i = 0; i < CELLS; i++) {
      median += i == 5 ? 0 : c.quantile(i, .5) / (CELLS - 1);
      high += i == 5 ? 0 : c.quantile(i, .9) / (CELLS - 1);
    }
    assertEquals(300, median, 0.3);
    assertEquals(300 + 4 * 1.2816, high, 0.5);
    float[] hot = new float[CELLS];
    java.util.Arrays.fill(hot, 340);
    double[] z = c.scores(hot);
    assertTrue(z[0] > 5 && Double.isNaN(z[5]));
    assertTrue(c.background().count() > 8000);
  }

  @Test
  void twoYearsGiveNoScoreYet() {
    SeasonalClimatology c = learned(days(2));
    assertEquals(2, c.years(0));
    assertTrue(Double.isNaN(c.scores(day(LocalDate.of(2025, 7, 4)))[0]));
    assertTrue(Double.isNaN(c.quantile(0, .9)));
    assertEquals(0, c.background().count());
  }

  @Test
  void windowsOfTheYear() {
    assertEquals(0, SeasonalClimatology.window(LocalDate.of(2023, 1, 1)));
    assertEquals(23, SeasonalClimatology.window(LocalDate.of(2024, 12, 31)));
    assertEquals(3, SeasonalClimatology.window(LocalDate.of(2024, 2, 29)));
    SeasonalClimatology c = SeasonalClimatology.empty(0, 0, 1, 1);
    assertThrows(
        IllegalArgumentException.class, () -> c.learn(LocalDate.of(2024, 3, 1), new float[1]));
  }

  /** Backgrounds of simulated columns: noise gives no more false ones than promised. */
  @Test
  void profileColumnsAgainstTheirBackground() {
    int falseAlarms = 0;
    int found = 0;
    int runs = 200;
    for (int run = 0; run < runs; run++) {
      Random random = new Random(900 + run);
      List<ProfileBackground.Column> known = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        known.add(column(random, "g" + i % 30, 0));
      }
      List<ProfileBackground.Column> fresh = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        fresh.add(column(random, "new" + i, 0));
      }
      boolean any = false;
      for (boolean b : ProfileBackground.unusual(fresh, known, ProfileBackground.Reach.USUAL, .1)) {
        any |= b;
      }
      falseAlarms += any ? 1 : 0;
      fresh.set(0, column(random, "new0", 40));
      found +=
          ProfileBackground.unusual(fresh, known, ProfileBackground.Reach.USUAL, .1)[0] ? 1 : 0;
    }
    assertTrue(falseAlarms <= 0.12 * runs, "false " + falseAlarms);
    assertTrue(found >= 0.9 * runs, "found " + found);
    Random random = new Random(1);
    assertTrue(
        Double.isNaN(
            ProfileBackground.score(
                column(random, "a", 0), List.of(), ProfileBackground.Reach.USUAL)));
  }

  private static ProfileBackground.Column column(Random random, String granule, double extra) {
    double sigma = 3 + 4 * random.nextDouble();
    return new ProfileBackground.Column(
        granule,
        java.time.Instant.parse("2025-08-01T00:00:00Z")
            .plusSeconds((long) (86_400 * (10 * random.nextDouble() - 365 * random.nextInt(2)))),
        30 + random.nextDouble(),
        110 + random.nextDouble(),
        420 + extra + sigma * random.nextGaussian(),
        sigma);
  }
}
