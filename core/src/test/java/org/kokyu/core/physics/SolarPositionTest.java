package org.kokyu.core.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SolarPositionTest {

  /**
   * Worked example of the NREL solar position algorithm (Reda and Andreas 2004, NREL/TP-560-34302):
   * 2003-10-17 12:30:30 at UTC−7, 39.742476 N, 105.1786 W: zenith 50.11162 degrees with refraction
   * of 0.0156 degrees.
   */
  @Test
  void agreesWithTheReferenceAlgorithm() {
    SolarPosition sun = SolarPosition.at(Instant.parse("2003-10-17T19:30:30Z"));
    assertEquals(50.11162 + 0.0156, sun.zenithDeg(39.742476, -105.1786), 0.012);
    assertEquals(-9.31434, sun.declinationDeg(), 0.01);
  }

  @Test
  void solsticeAndEquinox() {
    assertEquals(
        23.436, SolarPosition.at(Instant.parse("2024-06-20T20:51:00Z")).declinationDeg(), 0.01);
    assertEquals(
        0.0, SolarPosition.at(Instant.parse("2024-03-20T03:06:00Z")).declinationDeg(), 0.01);
  }

  @Test
  void minutesLaterIsTheSunOfThatTime() {
    SolarPosition now = SolarPosition.at(Instant.parse("2024-05-20T06:30:00Z"));
    SolarPosition later = SolarPosition.at(Instant.parse("2024-05-20T06:40:00Z"));
    assertEquals(later.cosZenith(15, 105), now.cosZenith(15, 105, 600), 1e-4);
    assertEquals(later.cosZenith(-33, 140), now.cosZenith(-33, 140, 600), 1e-4);
  }

  @Test
  void manyPlacesAreTheSameAsEach() {
    SolarPosition sun = SolarPosition.at(Instant.parse("2024-05-20T06:30:00Z"));
    float[] latitude = {10, 10, 20, Float.NaN};
    float[] longitude = {100, 110, 110, 100};
    float[] later = {0, 300, Float.NaN, 0};
    float[] out = new float[4];
    sun.cosZenith(latitude, longitude, later, out, 0);
    assertEquals(sun.cosZenith(10, 100), out[0], 1e-7);
    assertEquals(sun.cosZenith(10, 110, 300), out[1], 1e-7);
    assertEquals(sun.cosZenith(20, 110), out[2], 1e-7);
    assertEquals(Float.NaN, out[3]);
  }
}
