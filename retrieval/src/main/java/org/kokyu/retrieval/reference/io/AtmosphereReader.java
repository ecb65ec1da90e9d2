package org.kokyu.retrieval.reference.io;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.retrieval.reference.LevelAtmosphere;
import org.kokyu.retrieval.spectroscopy.AbsorptionModel;

/**
 * Reader of atmospheres: CSV, surface first, columns {@code pressure_hpa}, {@code temperature_k},
 * {@code h2o} of wet air, {@code co2,o3,n2o,ch4,hno3} and any other species of dry air [mol mol-1],
 * optional {@code altitude_m}.
 *
 * <p>Rows that are out of order, negative, not a number or not physical end the reading with file,
 * line, what was expected and what was found.
 */
public final class AtmosphereReader {
  private static final String PRESSURE = "pressure_hpa";
  private static final String TEMPERATURE = "temperature_k";
  private static final String ALTITUDE = "altitude_m";
  private static final String WATER = AbsorptionModel.nameOf(Gas.H2O);

  /** Coldest and hottest air that is read [K]; the thermosphere reaches 1000 K. */
  private static final double COLDEST_K = 100;

  private static final double HOTTEST_K = 1000;

  private AtmosphereReader() {}

  public static LevelAtmosphere read(Path file) {
    CsvColumns csv = CsvColumns.read(file);
    double[] pressure = csv.required(PRESSURE);
    double[] temperature = csv.required(TEMPERATURE);
    double[] water = csv.required(WATER);
    double[] altitude = csv.columns().get(ALTITUDE);
    for (Gas gas : Gas.values()) {
      csv.required(AbsorptionModel.nameOf(gas));
    }
    if (pressure.length < 2) {
      throw new MalformedInputException(
          InputFault.CORRUPT, file + ": at least 2 levels expected, 1 found");
    }
    for (int i = 0; i < pressure.length; i++) {
      if (!(pressure[i] > 0 && pressure[i] < 2000)) {
        throw csv.wrong(i, PRESSURE + " above 0 and below 2000", pressure[i]);
      }
      if (i > 0 && pressure[i] >= pressure[i - 1]) {
        throw csv.wrong(
            i,
            "%s below the %s of the level before".formatted(PRESSURE, pressure[i - 1]),
            pressure[i]);
      }
      if (!(temperature[i] >= COLDEST_K && temperature[i] <= HOTTEST_K)) {
        throw csv.wrong(
            i, "%s from %s to %s".formatted(TEMPERATURE, COLDEST_K, HOTTEST_K), temperature[i]);
      }
      if (altitude != null && i > 0 && altitude[i] <= altitude[i - 1]) {
        throw csv.wrong(
            i,
            "%s above the %s of the level before".formatted(ALTITUDE, altitude[i - 1]),
            altitude[i]);
      }
    }
    Map<String, double[]> wet = new HashMap<>();
    Set<String> species = new TreeSet<>(csv.columns().keySet());
    species.removeAll(Set.of(PRESSURE, TEMPERATURE, ALTITUDE));
    for (String name : species) {
      double[] v = csv.required(name).clone();
      for (int i = 0; i < v.length; i++) {
        if (!(v[i] >= 0 && v[i] < 1)) {
          throw csv.wrong(i, name + " a mole fraction from 0 to below 1", v[i]);
        }
        if (!name.equals(WATER)) {
          v[i] *= 1 - water[i];
        }
      }
      wet.put(name, v);
    }
    double[] pa = new double[pressure.length];
    java.util.Arrays.setAll(pa, i -> pressure[i] * 100);
    return new LevelAtmosphere(pa, temperature, Optional.ofNullable(altitude), wet);
  }
}
