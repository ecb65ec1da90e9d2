package org.kokyu.flux.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.event.LandEvent;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.flux.anomaly.SeasonalClimatology;

class MapEventsTest {
  private static final SceneGrid.LatLon GRID = new SceneGrid.LatLon("g", 40, 100, 1, 10, 10);
  private static final MapEvents.Quantity QUANTITY =
      new MapEvents.Quantity("surface temperature above usual", "K", "test");

  private static SeasonalClimatology usual() {
    SeasonalClimatology c = SeasonalClimatology.empty(5, 12, .02, 100);
    Random random = new Random(4);
    for (int year = 2020; year < 2024; year++) {
      for (int d = 0; d < 12; d++) {
        float[] values = new float[100];
        for (int i = 0; i < 100; i++) {
          values[i] = (float) (300 + 2 * random.nextGaussian());
        }
        c.learn(LocalDate.of(year, 7, 3).plusDays(d), values);
      }
    }
    return c;
  }

  private static float[] day(float hot) {
    float[] values = new float[100];
    java.util.Arrays.fill(values, 300);
    for (int r = 3; r < 6; r++) {
      for (int c = 4; c < 8; c++) {
        values[r * 10 + c] = hot;
      }
    }
    return values;
  }

  @Test
  void heatWaveFromTheThirdDayOn() {
    SeasonalClimatology usual = usual();
    Spell spell = new Spell(EventKind.HEAT_WAVE, 100);
    MapEvents events = new MapEvents(EventKind.HEAT_WAVE, GRID, 1, 5, 1);
    Instant start = Instant.parse("2025-07-03T05:00:00Z");
    double[] above = new double[100];
    java.util.Arrays.fill(above, 9);
    int told = 0;
    for (int d = 0; d < 8; d++) {
      float[] values = day(d < 5 ? 309 : 300);
      if (d == 1) {
        values[34] = Float.NaN; // one cloudy day does not break a run
      }
      boolean[] mask = spell.next(values, usual);
      List<LandEvent> now = events.next(start.plusSeconds(86_400L * d), mask, above, QUANTITY);
      if (d < 2) {
        assertEquals(List.of(), now);
      } else if (d < 5) {
        LandEvent e = now.get(0);
        told++;
        assertEquals("heat_wave-20250705T0500Z-35", e.id());
        assertEquals(9, e.strength().now(), 1e-9);
        assertEquals(d == 2 ? 11 : 12, e.evidence().cells());
        assertEquals(35.5, e.place().latitudeDeg(), 0.2);
        assertTrue(e.place().areaKm2() > 100_000 && e.place().areaKm2() < 130_000);
      } else if (d == 6) {
        assertTrue(now.get(0).end().isPresent());
      } else {
        assertEquals(List.of(), now);
      }
    }
    assertEquals(3, told);
    assertThrows(IllegalArgumentException.class, () -> new Spell(EventKind.FIRE, 1));
  }

  @Test
  void coldSurgeIsTheOtherSideAndTwoMissingDaysEndARun() {
    SeasonalClimatology usual = usual();
    Spell cold = new Spell(EventKind.COLD_SURGE, 100);
    assertFalse(cold.next(day(290), usual)[35]);
    assertFalse(cold.next(day(290), usual)[35]);
    assertTrue(cold.next(day(290), usual)[35]);
    assertTrue(cold.next(day(Float.NaN), usual)[35]);
    assertFalse(cold.next(day(Float.NaN), usual)[35]);
    assertFalse(cold.next(day(309), usual)[35]);
  }

  @Test
  void droughtNeedsBoth() {
    assertArrayEquals(
        new boolean[] {true, false, false, false},
        Spell.drought(
            new boolean[] {true, true, false, true}, new double[] {2, .5, 3, Double.NaN}, 1));
  }
}
