package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GeosNavigationTest {
  private final GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);

  @Test
  void pixelToEarthAndBack() {
    double worst = 0;
    int onEarth = 0;
    for (int line = 1; line <= 5500; line += 13) {
      for (int column = 1; column <= 5500; column += 17) {
        GeosNavigation.EarthPoint p = navigation.toEarth(column, line);
        if (p.isOnEarth() && p.viewZenithDeg() < 89.9) {
          GeosNavigation.PixelPoint q = navigation.toPixel(p.latitudeDeg(), p.longitudeDeg());
          worst = Math.max(worst, Math.abs(q.column() - column));
          worst = Math.max(worst, Math.abs(q.line() - line));
          assertEquals(
              p.viewZenithDeg(), navigation.viewZenithDeg(p.latitudeDeg(), p.longitudeDeg()), 1e-6);
          onEarth++;
        }
      }
    }
    System.out.println("navigation round trip: largest difference " + worst + " pixel");
    assertTrue(onEarth > 100_000);
    assertTrue(worst < 1e-6);
  }

  @Test
  void subSatellitePointIsInTheMiddle() {
    GeosNavigation.EarthPoint p = navigation.toEarth(2750.5, 2750.5);
    assertEquals(0, p.latitudeDeg(), 1e-12);
    assertEquals(140.7, p.longitudeDeg(), 1e-9);
    assertEquals(0, p.viewZenithDeg(), 1e-6);
  }

  /** Scale: CFAC counts degrees, not radians; one pixel is 2 km below the satellite. */
  @Test
  void onePixelIsTwoKilometres() {
    double lon = navigation.toEarth(2751.5, 2750.5).longitudeDeg() - 140.7;
    assertEquals(2.0, Math.toRadians(lon) * 6378.137, 0.01);
    assertTrue(navigation.toEarth(2750.5, 2751.5).latitudeDeg() < 0); // lines run southwards
  }

  @Test
  void viewZenithOfPlaces() {
    // reference geometry of the region: Tokyo 41, Bangkok 49, Kolkata 63, Mumbai 78 degrees
    assertEquals(41, navigation.viewZenithDeg(35.68, 139.77), 0.7);
    assertEquals(49, navigation.viewZenithDeg(13.75, 100.5), 0.7);
    assertEquals(63, navigation.viewZenithDeg(22.57, 88.36), 0.7);
    assertEquals(78, navigation.viewZenithDeg(19.08, 72.88), 0.7);
  }

  @Test
  void theOtherSideIsNotSeen() {
    assertTrue(Double.isNaN(navigation.toPixel(0, -40).column()));
    assertTrue(Double.isNaN(navigation.toPixel(88, 140.7).column()));
    assertTrue(Double.isNaN(navigation.viewZenithDeg(0, 20)));
    assertTrue(Double.isNaN(navigation.toEarth(1, 1).latitudeDeg()));
  }

  @Test
  void longitudesPassTheDateLine() {
    GeosNavigation.EarthPoint p = navigation.toEarth(4726, 1610);
    assertEquals(-173.531022, p.longitudeDeg(), 1e-4);
    GeosNavigation.PixelPoint q = navigation.toPixel(p.latitudeDeg(), p.longitudeDeg());
    assertEquals(4726, q.column(), 1e-6);
  }
}
