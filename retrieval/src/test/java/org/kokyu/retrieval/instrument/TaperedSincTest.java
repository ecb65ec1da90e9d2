package org.kokyu.retrieval.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kokyu.core.sounding.Instrument;

class TaperedSincTest {
  private final TaperedSinc shape = TaperedSinc.ILS20;

  @Test
  void halfWidthIsThatOfAnUnapodisedInterferometer() {
    // sinc(2Lx) falls to one half at 2Lx = 0.60335, so the full width is 1.2067/(2L)
    assertEquals(0.5, shape.value(0.60335 / 5) / shape.value(0), 1e-4);
  }

  @Test
  void integralIsNearlyOne() {
    double sum = 0;
    for (double x = -20; x < 20; x += 0.001) {
      sum += shape.value(x + 0.0005) * 0.001;
    }
    assertEquals(1, sum, 2e-3);
  }

  @Test
  void slopeMatchesCentralDifference() {
    for (double x : new double[] {-19.3, -15, -3.21, -1e-5, 0, 0.1, 0.37, 13.99, 16.2}) {
      double h = 1e-5;
      double d = (shape.value(x + h) - shape.value(x - h)) / (2 * h);
      assertEquals(d, shape.derivative(x), 1e-4, "at " + x);
    }
    assertEquals(0, shape.value(20.0001));
  }

  @Test
  void channelsAreMultiplesOfTheInterval() {
    for (Instrument instrument : Instrument.values()) {
      SpectrometerDefinition d = SpectrometerDefinition.of(instrument);
      for (SpectralWindow w : d.windows()) {
        int[] k = w.channels(d.intervalPerCm());
        assertTrue(k.length > 20);
        for (int channel : k) {
          double nu = channel * d.intervalPerCm();
          assertTrue(w.ranges().stream().anyMatch(r -> r.contains(nu)));
          assertTrue(w.excluded().stream().noneMatch(r -> r.contains(nu)));
        }
        assertEquals(k.length, Arrays.stream(k).distinct().count());
      }
    }
  }
}
