package org.kokyu.met;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kokyu.core.atmosphere.Profile;

/**
 * Five reference atmospheres and what lies between them in latitude and season.
 *
 * <p>Data: Anderson et al. (1986), AFGL Atmospheric Constituent Profiles (0–120 km),
 * AFGL-TR-86-0110: tropical (15° N, annual), mid-latitude (45° N, July and January), sub-arctic
 * (60° N, July and January); levels up to 80 km. Between the latitudes the quantity is linear in
 * latitude, beyond 60° constant; between the seasons linear with weight w = ½ − ½ cos(2π (d − 15) /
 * 365.25), d day of year, shifted by half a year in the southern hemisphere. Temperature is blended
 * as it is, mole fractions as their logarithm, at constant pressure.
 *
 * <p>Validity: a climatology of 1986 without longitude, weather or trend; single profiles differ by
 * 10 K and more. Immutable, thread-safe.
 */
final class ReferenceAtmospheres {
  /** Columns of the table after pressure. */
  enum Quantity {
    TEMPERATURE,
    H2O,
    O3,
    N2O,
    CH4,
    HNO3
  }

  static final String SOURCE = "AFGL 1986 reference atmospheres (AFGL-TR-86-0110)";

  private static final String TROPICAL = "tropical";
  private static final double TROPICAL_LATITUDE_DEG = 15;
  private static final double MID_LATITUDE_DEG = 45;
  private static final double SUBARCTIC_LATITUDE_DEG = 60;

  /** Levels of the blend, 0.6 km apart: finer than the tables, so that tropopauses stay sharp. */
  private static final int LEVELS = 141;

  private static final double LOWEST_PA = 101_800;
  private static final double HIGHEST_PA = 1.2;
  private static final double DAYS_PER_YEAR = 365.25;
  private static final double WINTER_DAY = 15;

  private final Map<String, Map<Quantity, Profile>> atmospheres;
  private final double[] pressurePa;

  private ReferenceAtmospheres(Map<String, Map<Quantity, Profile>> atmospheres) {
    this.atmospheres = atmospheres;
    this.pressurePa = new double[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      pressurePa[i] = LOWEST_PA * Math.pow(HIGHEST_PA / LOWEST_PA, i / (LEVELS - 1.0));
    }
  }

  static ReferenceAtmospheres load() {
    Map<String, List<double[]>> tables = new HashMap<>();
    for (String line : lines("afgl1986.csv")) {
      String[] field = line.split(",");
      double[] numbers = new double[field.length - 1];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Double.parseDouble(field[i + 1]);
      }
      tables.computeIfAbsent(field[0], name -> new ArrayList<>()).add(numbers);
    }
    Map<String, Map<Quantity, Profile>> atmospheres = new HashMap<>();
    tables.forEach((name, rows) -> atmospheres.put(name, profiles(rows)));
    return new ReferenceAtmospheres(atmospheres);
  }

  /** Lines of a table beside this class, without the heading. */
  static List<String> lines(String resource) {
    try (InputStream in = ReferenceAtmospheres.class.getResourceAsStream(resource)) {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      return reader.lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Quantity, Profile> profiles(List<double[]> rows) {
    double[] pressure = rows.stream().mapToDouble(row -> row[0]).toArray();
    Map<Quantity, Profile> profiles = new HashMap<>();
    for (Quantity quantity : Quantity.values()) {
      double[] values = rows.stream().mapToDouble(row -> row[1 + quantity.ordinal()]).toArray();
      if (quantity != Quantity.TEMPERATURE) {
        for (int i = 0; i < values.length; i++) {
          values[i] = Math.log(values[i]);
        }
      }
      profiles.put(quantity, Profile.of(pressure, values));
    }
    return profiles;
  }

  /** The quantity at a latitude and time, on levels from the surface up to 80 km. */
  Profile at(Quantity quantity, Instant time, double latitudeDeg) {
    double summer = summerWeight(time, latitudeDeg);
    double[] values = new double[pressurePa.length];
    for (int i = 0; i < values.length; i++) {
      double value = blend(quantity, pressurePa[i], Math.abs(latitudeDeg), summer);
      values[i] = quantity == Quantity.TEMPERATURE ? value : Math.exp(value);
    }
    return Profile.of(pressurePa, values);
  }

  private double blend(Quantity quantity, double p, double latitude, double summer) {
    double tropical = atmospheres.get(TROPICAL).get(quantity).at(p);
    double mid = season(quantity, p, "midlatitude", summer);
    double subarctic = season(quantity, p, "subarctic", summer);
    if (latitude < MID_LATITUDE_DEG) {
      double w =
          Math.max(0, latitude - TROPICAL_LATITUDE_DEG)
              / (MID_LATITUDE_DEG - TROPICAL_LATITUDE_DEG);
      return tropical + w * (mid - tropical);
    }
    double w =
        Math.min(1, (latitude - MID_LATITUDE_DEG) / (SUBARCTIC_LATITUDE_DEG - MID_LATITUDE_DEG));
    return mid + w * (subarctic - mid);
  }

  private double season(Quantity quantity, double p, String zone, double summer) {
    double july = atmospheres.get(zone + "Summer").get(quantity).at(p);
    double january = atmospheres.get(zone + "Winter").get(quantity).at(p);
    return january + summer * (july - january);
  }

  private static double summerWeight(Instant time, double latitudeDeg) {
    double day = time.atZone(ZoneOffset.UTC).getDayOfYear();
    double north = 0.5 - 0.5 * Math.cos(2 * Math.PI * (day - WINTER_DAY) / DAYS_PER_YEAR);
    return latitudeDeg >= 0 ? north : 1 - north;
  }
}
