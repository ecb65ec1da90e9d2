package org.kokyu.himawari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  /**
   * On a sphere the satellite stands in the direction of the great circle to the point below it.
   */
  @Test
  void azimuthIsTheBearingOfTheSubSatellitePoint() {
    GeosProjection g = GeosProjection.FULL_DISK_2KM;
    GeosNavigation sphere =
        new GeosNavigation(
            new GeosProjection(
                g.subLongitudeDeg(),
                g.columnFactor(),
                g.lineFactor(),
                g.columnOffset(),
                g.lineOffset(),
                g.satelliteDistanceKm(),
                6371,
                6371));
    GeosNavigation earth = new GeosNavigation(g);
    double largest = 0;
    for (int lat = -75; lat <= 75; lat += 5) {
      for (int lon = 65; lon <= 215; lon += 5) {
        double bearing = bearing(lat, lon, 0, g.subLongitudeDeg());
        double spherical = sphere.viewAzimuthDeg(lat, lon);
        double azimuth = earth.viewAzimuthDeg(lat, lon);
        assertEquals(Double.isNaN(earth.viewZenithDeg(lat, lon)), Double.isNaN(azimuth));
        if (!Double.isNaN(spherical)) {
          assertEquals(0, Math.IEEEremainder(spherical - bearing, 360), 1e-9, lat + " " + lon);
        }
        if (!Double.isNaN(azimuth)) {
          largest = Math.max(largest, Math.abs(Math.IEEEremainder(azimuth - bearing, 360)));
        }
      }
    }
    // the flattening turns the horizon by up to a fifth of a degree
    assertTrue(largest > 1e-3 && largest < 0.25, "largest difference " + largest);
  }

  private static double bearing(double lat1, double lon1, double lat2, double lon2) {
    double p1 = Math.toRadians(lat1);
    double p2 = Math.toRadians(lat2);
    double d = Math.toRadians(lon2 - lon1);
    double y = Math.sin(d) * Math.cos(p2);
    double x = Math.cos(p1) * Math.sin(p2) - Math.sin(p1) * Math.cos(p2) * Math.cos(d);
    return (Math.toDegrees(Math.atan2(y, x)) + 360) % 360;
  }

  /**
   * Numbers of src/reference/view_azimuth.py, which takes the horizon from the ellipsoid's equation
   * and finite differences.
   */
  @Test
  void azimuthAgreesWithTheIndependentCalculation() {
    GeosNavigation navigation = new GeosNavigation(GeosProjection.FULL_DISK_2KM);
    double[][] places = {
      {35.68, 139.77, 178.404465630, 41.405056204},
      {39.9, 116.4, 144.835198223, 52.506856431},
      {13.75, 100.5, 105.690104865, 48.619511632},
      {-6.2, 106.8, 80.880393283, 39.971126128},
      {55, 82.9, 117.261328271, 80.768498164},
      {-33.9, 151.2, 341.603637187, 40.969024877},
      {21.3, -157.9, 258.819014587, 71.768866997},
      {64, 171, 213.043496412, 76.179024084}
    };
    for (double[] p : places) {
      assertEquals(p[2], navigation.viewAzimuthDeg(p[0], p[1]), 1e-6, p[0] + " " + p[1]);
      assertEquals(p[3], navigation.viewZenithDeg(p[0], p[1]), 1e-6, p[0] + " " + p[1]);
    }
    assertTrue(Double.isNaN(navigation.viewAzimuthDeg(0, 20)));
    assertTrue(Double.isNaN(navigation.viewAzimuthDeg(0, 140.7)), "overhead");
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

  /** Places and pixels of PROJ's geos projection at all resolutions, see src/reference. */
  @Test
  void agreesWithProj() throws IOException {
    double worst = 0;
    int seen = 0;
    int unseen = 0;
    for (String row : projRows()) {
      String[] f = row.split(",", -1);
      GeosNavigation of = new GeosNavigation(GeosProjection.fullDisk(Integer.parseInt(f[0])));
      double latitude = Double.parseDouble(f[1]);
      double longitude = Double.parseDouble(f[2]);
      GeosNavigation.PixelPoint q = of.toPixel(latitude, longitude);
      if (f[3].isEmpty()) {
        assertTrue(Double.isNaN(q.column()) && Double.isNaN(q.line()), row);
        unseen++;
        continue;
      }
      double column = Double.parseDouble(f[3]);
      double line = Double.parseDouble(f[4]);
      assertEquals(column, q.column(), 0.01, row);
      assertEquals(line, q.line(), 0.01, row);
      worst = Math.max(worst, Math.abs(q.column() - column));
      worst = Math.max(worst, Math.abs(q.line() - line));
      GeosNavigation.EarthPoint p = of.toEarth(column, line);
      if (p.viewZenithDeg() < 85) { // further out the sixth decimal of a pixel is many metres
        assertEquals(latitude, p.latitudeDeg(), 1e-5, row);
        assertEquals(longitude, p.longitudeDeg(), 1e-5, row);
      }
      seen++;
    }
    System.out.println("navigation against PROJ: largest difference " + worst + " pixel");
    assertEquals(336, seen);
    assertEquals(12, unseen);
  }

  private static List<String> projRows() throws IOException {
    try (InputStream in = GeosNavigationTest.class.getResourceAsStream("geos-positions.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(l -> !l.startsWith("#"))
          .skip(1)
          .toList();
    }
  }

  @Test
  void longitudesPassTheDateLine() {
    GeosNavigation.EarthPoint p = navigation.toEarth(4726, 1610);
    assertEquals(-173.531022, p.longitudeDeg(), 1e-4);
    GeosNavigation.PixelPoint q = navigation.toPixel(p.latitudeDeg(), p.longitudeDeg());
    assertEquals(4726, q.column(), 1e-6);
  }
}
