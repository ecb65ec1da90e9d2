package org.kokyu.flux.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kokyu.core.event.LandEvent.Point;

/**
 * Outline of an object for people: the convex hull of its cells, closed, counter-clockwise on a map
 * with north up, cut in two at the dateline, of at most {@value #MOST} corners.
 *
 * <p>A hull never crosses itself and leaves no cell out; it holds more than the cells of a hollow
 * object, whose area is therefore counted from the cells. Where the hull has more corners, those
 * that cost the least area are dropped first (M. Visvalingam and J. D. Whyatt 1993); a cell at the
 * rim may then reach outside by part of itself. Hull: A. M. Andrew (1979). Valid below 85 degrees
 * of latitude and for objects less than 180 degrees wide. Stateless.
 */
public final class Outline {
  /** Most corners of a ring, the closing one not counted. */
  public static final int MOST = 24;

  private Outline() {}

  /**
   * @param latitudeDeg centres of the cells
   * @param longitudeDeg centres of the cells
   * @param halfHeightDeg half a cell in latitude
   * @param halfWidthDeg half a cell in longitude
   */
  public static List<List<Point>> of(
      double[] latitudeDeg, double[] longitudeDeg, double halfHeightDeg, double halfWidthDeg) {
    List<double[]> corners = new ArrayList<>();
    for (int i = 0; i < latitudeDeg.length; i++) {
      double east = unwrapped(longitudeDeg[i], longitudeDeg[0]);
      for (int k = 0; k < 4; k++) {
        double lat = latitudeDeg[i] + (k < 2 ? -halfHeightDeg : halfHeightDeg);
        corners.add(
            new double[] {
              east + (k % 2 == 0 ? -halfWidthDeg : halfWidthDeg), Math.max(-90, Math.min(90, lat))
            });
      }
    }
    List<double[]> hull = simplified(hull(corners));
    double west = hull.stream().mapToDouble(p -> p[0]).min().orElseThrow();
    double east = hull.stream().mapToDouble(p -> p[0]).max().orElseThrow();
    double cut = west < -180 ? -180 : east > 180 ? 180 : Double.NaN;
    if (Double.isNaN(cut)) {
      return List.of(ring(hull, 0));
    }
    return List.of(
        ring(clipped(hull, cut, true), cut < 0 ? 360 : 0),
        ring(clipped(hull, cut, false), cut < 0 ? 0 : -360));
  }

  private static double unwrapped(double longitude, double near) {
    return longitude - 360 * Math.rint((longitude - near) / 360);
  }

  private static List<double[]> hull(List<double[]> points) {
    points.sort(Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
    List<double[]> hull = new ArrayList<>(half(points));
    List<double[]> back = new ArrayList<>(points);
    java.util.Collections.reverse(back);
    hull.addAll(half(back));
    return hull;
  }

  private static List<double[]> half(List<double[]> points) {
    List<double[]> chain = new ArrayList<>();
    for (double[] p : points) {
      while (chain.size() >= 2
          && turn(chain.get(chain.size() - 2), chain.get(chain.size() - 1), p) <= 1e-12) {
        chain.remove(chain.size() - 1);
      }
      chain.add(p);
    }
    chain.remove(chain.size() - 1);
    return chain;
  }

  private static double turn(double[] a, double[] b, double[] c) {
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  }

  private static List<double[]> simplified(List<double[]> hull) {
    List<double[]> ring = new ArrayList<>(hull);
    while (ring.size() > MOST) {
      int least = 0;
      double smallest = Double.MAX_VALUE;
      for (int i = 0; i < ring.size(); i++) {
        int n = ring.size();
        double area = turn(ring.get((i + n - 1) % n), ring.get(i), ring.get((i + 1) % n));
        if (area < smallest) {
          smallest = area;
          least = i;
        }
      }
      ring.remove(least);
    }
    return ring;
  }

  /** The part west or east of a meridian. */
  private static List<double[]> clipped(List<double[]> ring, double meridian, boolean west) {
    List<double[]> out = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      double[] a = ring.get(i);
      double[] b = ring.get((i + 1) % ring.size());
      boolean aIn = west ? a[0] <= meridian : a[0] >= meridian;
      boolean bIn = west ? b[0] <= meridian : b[0] >= meridian;
      if (aIn) {
        out.add(a);
      }
      if (aIn != bIn) {
        double t = (meridian - a[0]) / (b[0] - a[0]);
        out.add(new double[] {meridian, a[1] + t * (b[1] - a[1])});
      }
    }
    return out;
  }

  private static List<Point> ring(List<double[]> corners, double shift) {
    List<Point> ring = new ArrayList<>();
    for (double[] c : corners) {
      Point p = new Point(c[1], c[0] + shift);
      if (ring.isEmpty() || !ring.get(ring.size() - 1).equals(p)) {
        ring.add(p);
      }
    }
    if (!ring.get(0).equals(ring.get(ring.size() - 1))) {
      ring.add(ring.get(0));
    }
    return ring;
  }
}
