package org.kokyu.retrieval.spectroscopy.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.retrieval.spectroscopy.Co2Continuum;
import org.kokyu.retrieval.spectroscopy.WaterContinuum;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/**
 * Readers of the user's continuum files: AER's MT_CKD coefficients ({@code
 * absco-ref_wv-mt-ckd.nc}), the layout of versions before 3.6 with a self continuum at two
 * temperatures ({@code bs296}, {@code bs260}, {@code bfh2o}, in 1e-20 of the unit), and a CSV of
 * the CO2 continuum ({@code wavenumber_per_cm,k230,k260,k296}).
 */
public final class ContinuumReader {
  private ContinuumReader() {}

  private static final double OLD_UNIT = 1e-20;

  /**
   * Reads {@code wavenumbers}, {@code self_absco_ref}, {@code for_absco_ref}, {@code self_texp}, or
   * {@code bs296}, {@code bs260}, {@code bfh2o} with the attributes of their wavenumber grid.
   */
  public static WaterContinuum water(Path file) {
    if (!Files.isReadable(file)) {
      throw new UnavailableInputException(
          "cannot read water continuum %s: no such readable file".formatted(file));
    }
    try (NetcdfFile nc = NetcdfFile.open(file.toString())) {
      if (nc.findVariable("bs296") != null) {
        return twoTemperatures(nc, file);
      }
      double[] nu = variable(nc, "wavenumbers", file);
      requireEqualSteps(nu, file);
      requireLength(nu.length, nc, file, "self_absco_ref", "for_absco_ref", "self_texp");
      return new WaterContinuum(
          nu[0],
          nu[1] - nu[0],
          variable(nc, "self_absco_ref", file),
          variable(nc, "for_absco_ref", file),
          variable(nc, "self_texp", file),
          WaterContinuum.Warming.POWER_LAW);
    } catch (IOException e) {
      // the file can be read, the library cannot make sense of it
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          file + ": a water continuum in NetCDF expected, something else or a damaged file found",
          e);
    }
  }

  private static void requireEqualSteps(double[] nu, Path file) {
    for (int i = 1; i < nu.length; i++) {
      if (!(Math.abs(nu[i] - nu[0] - i * (nu[1] - nu[0])) < 1e-6 && nu[1] > nu[0])) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            "%s: rising, equally spaced wavenumbers expected, %s found at index %d"
                .formatted(file, nu[i], i));
      }
    }
  }

  private static void requireLength(int expected, NetcdfFile nc, Path file, String... names)
      throws IOException {
    for (String name : names) {
      int found = variable(nc, name, file).length;
      if (found != expected) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            "%s: %d values of %s expected, %d found".formatted(file, expected, name, found));
      }
    }
  }

  private static WaterContinuum twoTemperatures(NetcdfFile nc, Path file) throws IOException {
    double[] warm = variable(nc, "bs296", file);
    requireLength(warm.length, nc, file, "bs260", "bfh2o");
    double[] cold = variable(nc, "bs260", file);
    double[] foreign = variable(nc, "bfh2o", file);
    double[] rate = new double[warm.length];
    for (int i = 0; i < warm.length; i++) {
      rate[i] = warm[i] > 0 && cold[i] > 0 ? Math.log(warm[i] / cold[i]) / (296 - 260) : 0;
      warm[i] *= OLD_UNIT;
      foreign[i] *= OLD_UNIT;
    }
    Variable grid = nc.findVariable("bs296");
    return new WaterContinuum(
        attribute(grid, "wavenumber_lower_bound", file),
        attribute(grid, "wavenumber_resolution", file),
        warm,
        foreign,
        rate,
        WaterContinuum.Warming.EXPONENTIAL);
  }

  private static double attribute(Variable v, String name, Path file) {
    Attribute found = v.findAttribute(name);
    if (found == null || found.getNumericValue() == null) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: attribute %s of %s expected, not found".formatted(file, name, v.getShortName()));
    }
    return found.getNumericValue().doubleValue();
  }

  private static double[] variable(NetcdfFile nc, String name, Path file) throws IOException {
    Variable v = nc.findVariable(name);
    if (v == null) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT, "%s: variable %s expected, not found".formatted(file, name));
    }
    return (double[]) v.read().get1DJavaArray(double.class);
  }

  public static Co2Continuum co2(Path file) {
    List<double[]> rows = new ArrayList<>();
    double[] temperatures = null;
    int number = 0;
    try {
      for (String line : Files.readAllLines(file)) {
        number++;
        if (line.startsWith("#") || line.isBlank()) {
          continue;
        }
        String[] f = line.split(",");
        if (temperatures == null) {
          temperatures = new double[f.length - 1];
          for (int i = 1; i < f.length; i++) {
            temperatures[i - 1] = Double.parseDouble(f[i].trim().substring(1));
          }
        } else {
          double[] row = new double[4];
          for (int i = 0; i < 4; i++) {
            row[i] = Double.parseDouble(f[i]);
          }
          rows.add(row);
        }
      }
      return of(rows, temperatures);
    } catch (IOException e) {
      throw new UnavailableInputException(
          "cannot read CO2 continuum %s: %s".formatted(file, e.getMessage()), e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s line %d: columns wavenumber_per_cm,k<T1>,k<T2>,k<T3> expected"
              .formatted(file, number),
          e);
    }
  }

  private static Co2Continuum of(List<double[]> rows, double[] temperatures) {
    double[] nu = new double[rows.size()];
    double[][] k = new double[3][rows.size()];
    for (int i = 0; i < nu.length; i++) {
      nu[i] = rows.get(i)[0];
      for (int t = 0; t < 3; t++) {
        k[t][i] = rows.get(i)[t + 1];
      }
    }
    return new Co2Continuum(nu, temperatures, k);
  }
}
