package org.kokyu.himawari;

/**
 * Pixel number to position on the earth and back for a geostationary imager.
 *
 * <p>Scan angles in degrees x = (c − COFF)·2¹⁶/CFAC, y = (l − LOFF)·2¹⁶/LFAC with 1-based column c
 * and line l (pixel centres are whole numbers); the line of sight (cos x cos y, sin x cos y, −sin
 * y) is cut with the ellipsoid of radii r_eq, r_pol as seen from distance R_s. Source: CGMS 03,
 * LRIT/HRIT Global Specification 2.8 (2013), section 4.4.3. Latitudes are geodetic. The view zenith
 * angle is that of the nominal satellite position against the ellipsoid's normal; the true orbit's
 * inclination of up to 0.1 degree is not in it. Pixels off the earth and places that the satellite
 * does not see give not-a-number. Immutable, thread-safe.
 */
public final class GeosNavigation {
  private final GeosProjection projection;
  private final double subLongitudeRad;
  private final double radiansPerColumn;
  private final double radiansPerLine;
  private final double distance;
  private final double reqSquared;
  private final double rpolSquared;
  private final double ratioSquared;

  public GeosNavigation(GeosProjection projection) {
    this.projection = projection;
    subLongitudeRad = Math.toRadians(projection.subLongitudeDeg());
    radiansPerColumn = Math.toRadians(65536.0 / projection.columnFactor());
    radiansPerLine = Math.toRadians(65536.0 / projection.lineFactor());
    distance = projection.satelliteDistanceKm();
    reqSquared = projection.equatorialRadiusKm() * projection.equatorialRadiusKm();
    rpolSquared = projection.polarRadiusKm() * projection.polarRadiusKm();
    ratioSquared = reqSquared / rpolSquared;
  }

  public GeosProjection projection() {
    return projection;
  }

  /**
   * A place and how it is seen.
   *
   * @param latitudeDeg geodetic [degrees north]
   * @param longitudeDeg [degrees east, −180 … 180]
   * @param viewZenithDeg [degrees]
   */
  public record EarthPoint(double latitudeDeg, double longitudeDeg, double viewZenithDeg) {
    boolean isOnEarth() {
      return !Double.isNaN(latitudeDeg);
    }
  }

  /**
   * A pixel position.
   *
   * @param column 1-based
   * @param line 1-based
   */
  public record PixelPoint(double column, double line) {}

  /** Position of a pixel, not-a-number in all parts if it is off the earth. */
  public EarthPoint toEarth(double column, double line) {
    double x = scanX(column);
    double y = scanY(line);
    double[] out = new double[3];
    toEarth(Math.sin(x), Math.cos(x), Math.sin(y), Math.cos(y), out);
    return new EarthPoint(out[0], out[1], out[2]);
  }

  /** Pixel that sees a place, not-a-number if the satellite does not see it. */
  public PixelPoint toPixel(double latitudeDeg, double longitudeDeg) {
    double[] out = new double[3];
    Parallel parallel = new Parallel(latitudeDeg);
    double d = Math.toRadians(longitudeDeg) - subLongitudeRad;
    parallel.toPixel(Math.sin(d), Math.cos(d), out);
    return new PixelPoint(out[0], out[1]);
  }

  /** View zenith angle of a place [degrees], not-a-number if the satellite does not see it. */
  public double viewZenithDeg(double latitudeDeg, double longitudeDeg) {
    double[] out = new double[3];
    double d = Math.toRadians(longitudeDeg) - subLongitudeRad;
    new Parallel(latitudeDeg).toPixel(Math.sin(d), Math.cos(d), out);
    return out[2];
  }

  /**
   * Direction from a place to the satellite along the horizon, clockwise from north [degrees, 0 …
   * 360]; the line of sight in the axes east and north of the geodetic horizon. Not-a-number if the
   * satellite does not see the place, or stands overhead.
   */
  public double viewAzimuthDeg(double latitudeDeg, double longitudeDeg) {
    double phi = Math.toRadians(latitudeDeg);
    double d = Math.toRadians(longitudeDeg) - subLongitudeRad;
    Parallel parallel = new Parallel(latitudeDeg);
    double x = parallel.equatorial * Math.cos(d);
    double y = parallel.equatorial * Math.sin(d);
    if (!(x * distance > reqSquared)) {
      return Double.NaN;
    }
    double toX = distance - x;
    double east = -Math.sin(d) * toX - Math.cos(d) * y;
    double north =
        -Math.sin(phi) * (Math.cos(d) * toX - Math.sin(d) * y) - Math.cos(phi) * parallel.polar;
    if (Math.hypot(east, north) < 1e-9 * distance) {
      return Double.NaN;
    }
    double azimuth = Math.toDegrees(Math.atan2(east, north));
    return azimuth < 0 ? azimuth + 360 : azimuth;
  }

  double scanX(double column) {
    return (column - projection.columnOffset()) * radiansPerColumn;
  }

  double scanY(double line) {
    return (line - projection.lineOffset()) * radiansPerLine;
  }

  double subLongitudeRad() {
    return subLongitudeRad;
  }

  /** Allocation-free core: latitude, longitude, view zenith [degrees] into {@code out}. */
  void toEarth(double sinX, double cosX, double sinY, double cosY, double[] out) {
    double cosXcosY = cosX * cosY;
    double stretch = cosY * cosY + ratioSquared * sinY * sinY;
    double along = distance * cosXcosY;
    double discriminant = along * along - stretch * (distance * distance - reqSquared);
    if (!(discriminant >= 0)) {
      out[0] = out[1] = out[2] = Double.NaN;
      return;
    }
    double range = (along - Math.sqrt(discriminant)) / stretch;
    double s1 = distance - range * cosXcosY;
    double s2 = range * sinX * cosY;
    double s3 = -range * sinY;
    double equatorial = Math.sqrt(s1 * s1 + s2 * s2);
    out[0] = Math.toDegrees(Math.atan(ratioSquared * s3 / equatorial));
    out[1] = wrap(Math.toDegrees(Math.atan(s2 / s1) + subLongitudeRad));
    out[2] = viewZenith(s1, s2, s3, range);
  }

  /** Angle between the ellipsoid's normal n ∝ (s1/req², s2/req², s3/rpol²) and the satellite. */
  private double viewZenith(double s1, double s2, double s3, double range) {
    double nx = s1 / reqSquared;
    double ny = s2 / reqSquared;
    double nz = s3 / rpolSquared;
    double cos = (distance * nx - 1.0) / (range * Math.sqrt(nx * nx + ny * ny + nz * nz));
    return Math.toDegrees(Math.acos(Math.max(-1.0, Math.min(1.0, cos))));
  }

  private static double wrap(double longitudeDeg) {
    if (longitudeDeg >= 180.0) {
      return longitudeDeg - 360.0;
    }
    return longitudeDeg < -180.0 ? longitudeDeg + 360.0 : longitudeDeg;
  }

  /** What all places of one parallel share. */
  final class Parallel {
    private final double equatorial;
    private final double polar;

    Parallel(double latitudeDeg) {
      double geocentric =
          Math.atan(rpolSquared / reqSquared * Math.tan(Math.toRadians(latitudeDeg)));
      double cos = Math.cos(geocentric);
      double eccentricity = (reqSquared - rpolSquared) / reqSquared;
      double radius = Math.sqrt(rpolSquared / (1.0 - eccentricity * cos * cos));
      equatorial = radius * cos;
      polar = radius * Math.sin(geocentric);
    }

    /** Column, line and view zenith [degrees] for a longitude difference into {@code out}. */
    void toPixel(double sinDifference, double cosDifference, double[] out) {
      double s1 = equatorial * cosDifference;
      double s2 = equatorial * sinDifference;
      if (!(s1 * distance > reqSquared)) {
        out[0] = out[1] = out[2] = Double.NaN;
        return;
      }
      double r1 = distance - s1;
      double range = Math.sqrt(r1 * r1 + s2 * s2 + polar * polar);
      double x = Math.atan(s2 / r1);
      double y = Math.asin(-polar / range);
      out[0] = projection.columnOffset() + x / radiansPerColumn;
      out[1] = projection.lineOffset() + y / radiansPerLine;
      out[2] = viewZenith(s1, s2, polar, range);
    }
  }
}
