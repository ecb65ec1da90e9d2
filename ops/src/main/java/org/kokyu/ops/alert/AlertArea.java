package org.kokyu.ops.alert;

import java.util.List;
import org.kokyu.core.event.LandEvent.Point;

/**
 * A part of the earth by name: a polygon of geographic coordinates, its edges straight on a map of
 * latitude and longitude. It may cross the dateline if its corners are given with longitudes beyond
 * 180 or −180.
 *
 * @param corners at least three, closed or not
 */
public record AlertArea(String name, List<Point> corners) {
  public AlertArea {
    corners = List.copyOf(corners);
    if (corners.size() < 3) {
      throw new IllegalArgumentException(
          "area %s: at least three corners expected".formatted(name));
    }
  }

  /** A box between two parallels and two meridians. */
  public static AlertArea box(
      String name, double southDeg, double westDeg, double northDeg, double eastDeg) {
    double east = eastDeg < westDeg ? eastDeg + 360 : eastDeg;
    return new AlertArea(
        name,
        List.of(
            new Point(southDeg, westDeg),
            new Point(southDeg, east),
            new Point(northDeg, east),
            new Point(northDeg, westDeg)));
  }

  /** Whether a place lies in it (crossing number). */
  public boolean contains(double latitudeDeg, double longitudeDeg) {
    for (int turn = -1; turn <= 1; turn++) {
      if (holds(latitudeDeg, longitudeDeg + 360.0 * turn)) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(double lat, double lon) {
    boolean inside = false;
    for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
      Point a = corners.get(i);
      Point b = corners.get(j);
      if (a.latitudeDeg() > lat != b.latitudeDeg() > lat) {
        double t = (lat - a.latitudeDeg()) / (b.latitudeDeg() - a.latitudeDeg());
        inside ^= lon < a.longitudeDeg() + t * (b.longitudeDeg() - a.longitudeDeg());
      }
    }
    return inside;
  }
}
