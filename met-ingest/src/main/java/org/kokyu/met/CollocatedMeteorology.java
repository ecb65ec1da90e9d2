package org.kokyu.met;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.port.MeteorologySource;
import org.kokyu.core.result.MalformedInputException;

/**
 * Meteorology that somebody has already interpolated to the soundings: a NetCDF file with
 * dimensions {@code sounding} and {@code level}.
 *
 * <p>Variables: {@code time} (CF), {@code latitude}, {@code longitude}, {@code pressure} [hPa or
 * Pa], {@code air_temperature} [K], {@code water_vapor_vmr} [mol mol-1 of wet air], {@code
 * surface_pressure} [hPa or Pa], {@code surface_temperature} [K]; optional {@code ozone_vmr} [mol
 * mol-1 of dry air], {@code surface_emissivity} over {@code emissivity_wavenumber} [cm-1] and
 * {@code surface_reflection} (0 specular, 1 Lambertian). Levels in either order. A sounding takes
 * the row at its time (±0.5 s) and place (±0.01°). Immutable, thread-safe.
 */
public final class CollocatedMeteorology implements MeteorologySource, MeteorologyFile {
  private final CollocatedRows rows;
  private final List<Optional<Meteorology>> meteorology;

  private CollocatedMeteorology(CollocatedRows rows, List<Optional<Meteorology>> meteorology) {
    this.rows = rows;
    this.meteorology = meteorology;
  }

  /**
   * Reads a whole file.
   *
   * @throws MalformedInputException if a variable is missing, has another unit or shape, or holds
   *     impossible values; names file and variable
   */
  public static CollocatedMeteorology open(Path path) {
    try (CollocatedFile file = CollocatedFile.open(path)) {
      CollocatedRows rows = CollocatedRows.read(file);
      return new CollocatedMeteorology(rows, new RowReader(file).all());
    }
  }

  @Override
  public Optional<Meteorology> at(Instant time, double latitudeDeg, double longitudeDeg) {
    OptionalInt row = rows.find(time, latitudeDeg, longitudeDeg);
    return row.isPresent() ? meteorology.get(row.getAsInt()) : Optional.empty();
  }

  /** Number of soundings in the file. */
  public int size() {
    return meteorology.size();
  }

  /** Turns the columns of a file into meteorology, row by row. */
  private static final class RowReader {
    private final CollocatedFile file;
    private final LevelTable levels;
    private final double[] temperature;
    private final double[] water;
    private final Optional<double[]> ozone;
    private final double[] surfacePressure;
    private final double[] surfaceTemperature;
    private final Optional<double[]> emissivityAxis;
    private final Optional<double[]> emissivity;
    private final Optional<double[]> reflection;

    RowReader(CollocatedFile file) {
      this.file = file;
      levels = LevelTable.read(file);
      temperature = file.perLevel("air_temperature", UnitScale.KELVIN, 100, 400);
      water = file.perLevel("water_vapor_vmr", UnitScale.MOLE_FRACTION, 0, 0.2);
      ozone = optional("ozone_vmr", v -> file.perLevel(v, UnitScale.MOLE_FRACTION, 0, 1e-4));
      surfacePressure = file.perRow("surface_pressure", UnitScale.PRESSURE_PA, 20_000, 120_000);
      surfaceTemperature = file.perRow("surface_temperature", UnitScale.KELVIN, 150, 400);
      reflection = optional("surface_reflection", v -> file.perRow(v, UnitScale.NONE, 0, 1));
      emissivityAxis = optional("surface_emissivity", v -> axis());
      emissivity = emissivityAxis.map(axis -> emissivity(axis.length));
    }

    private Optional<double[]> optional(String variable, Function<String, double[]> read) {
      return file.has(variable) ? Optional.of(read.apply(variable)) : Optional.empty();
    }

    private double[] axis() {
      int n = file.length("emissivity_wavenumber");
      return file.checked(
          "emissivity_wavenumber", UnitScale.WAVENUMBER_PER_CM, new int[] {n}, 1, 1e5);
    }

    private double[] emissivity(int n) {
      return file.checked(
          "surface_emissivity", UnitScale.NONE, new int[] {file.rows(), n}, 1e-3, 1);
    }

    List<Optional<Meteorology>> all() {
      List<Optional<Meteorology>> all = new ArrayList<>(file.rows());
      for (int row = 0; row < file.rows(); row++) {
        all.add(row(row));
      }
      return all;
    }

    private Optional<Meteorology> row(int row) {
      Optional<Profile> t = levels.profile(row, "air_temperature", temperature);
      Optional<Profile> h = levels.profile(row, "water_vapor_vmr", water);
      boolean surface =
          Double.isFinite(surfacePressure[row]) && Double.isFinite(surfaceTemperature[row]);
      if (t.isEmpty() || h.isEmpty() || !surface) {
        return Optional.empty();
      }
      return Optional.of(
          new Meteorology(
              t.get(),
              h.get(),
              ozone.flatMap(values -> levels.profile(row, "ozone_vmr", values)),
              surfacePressure[row],
              surfaceTemperature[row],
              surfaceEmissivity(row),
              surfaceReflection(row),
              "collocated file " + file.name(),
              false));
    }

    private Optional<SurfaceEmissivity> surfaceEmissivity(int row) {
      if (emissivity.isEmpty()) {
        return Optional.empty();
      }
      int n = emissivityAxis.orElseThrow().length;
      double[] values = Arrays.copyOfRange(emissivity.get(), row * n, (row + 1) * n);
      if (Arrays.stream(values).anyMatch(Double::isNaN)) {
        return Optional.empty();
      }
      try {
        return Optional.of(SurfaceEmissivity.of(emissivityAxis.get(), values));
      } catch (IllegalArgumentException e) {
        throw file.fault("surface_emissivity[" + row + "]", "usable emissivity", e.getMessage());
      }
    }

    private Optional<SurfaceReflection> surfaceReflection(int row) {
      double code = reflection.isPresent() ? reflection.get()[row] : Double.NaN;
      if (Double.isNaN(code)) {
        return Optional.empty();
      }
      if (code != 0 && code != 1) {
        throw file.fault("surface_reflection[" + row + "]", "0 or 1", Double.toString(code));
      }
      return Optional.of(code == 0 ? SurfaceReflection.SPECULAR : SurfaceReflection.LAMBERTIAN);
    }
  }
}
