package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.land.CoefficientTable;
import org.kokyu.land.LstCoefficients;
import org.kokyu.land.LstInputs;
import org.kokyu.land.LstUncertainty;
import org.kokyu.land.io.CoefficientTableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Applies surface temperature coefficients to a table. */
@Command(
    name = "evaluate",
    description = {
      "Land surface temperature for each row of a table.",
      "Columns read: bt_b13_k bt_b14_k bt_b15_k eps_b13 eps_b14 eps_b15 vza_deg tcwv_mm, and if there t_air_k;"
          + " sigma_bt_k sigma_eps sigma_tcwv_mm sigma_t_air_k say how uncertain they are, else they count as exact."
    },
    mixinStandardHelpOptions = true)
final class LstEvaluateCommand implements Callable<Integer> {
  private static final double MAX_VIEW_ZENITH_DEG = 70;

  @Option(names = "--table", required = true, paramLabel = "CSV", description = "To read.")
  private Path table;

  @Option(names = "--out", required = true, paramLabel = "CSV", description = "To write.")
  private Path out;

  @Option(
      names = "--coefficients",
      paramLabel = "FILE",
      description = "Made by 'lst train', instead of those that come with the program.")
  private Path coefficients;

  @Override
  public Integer call() {
    CoefficientTable sets =
        coefficients == null
            ? CoefficientTableFile.shipped()
            : CoefficientTableFile.read(coefficients);
    List<String> rows = rows();
    Map<String, Integer> column = new HashMap<>();
    for (String name : rows.get(0).split(",")) {
      column.put(name.trim(), column.size());
    }
    StringBuilder text =
        new StringBuilder(
            "row,lst_k,lst_uncertainty_k,model_k,emissivity_k,noise_k,water_k,air_k,form,flag\n");
    LstCoefficients.Estimate estimate = new LstCoefficients.Estimate();
    for (int i = 1; i < rows.size(); i++) {
      text.append(
          line(sets, new Row(table, i + 1, column, rows.get(i).split(",", -1)), i, estimate));
    }
    try {
      Files.writeString(out, text);
    } catch (IOException e) {
      throw new ConfigurationException("--out %s: cannot be written: %s".formatted(out, e), e);
    }
    return ExitCodes.DONE;
  }

  private List<String> rows() {
    try {
      List<String> rows =
          Files.readAllLines(table).stream()
              .filter(l -> !l.isBlank() && l.charAt(0) != '#')
              .toList();
      if (rows.size() < 2) {
        throw new MalformedInputException(
            InputFault.EMPTY, table + ": a header line and at least one row expected");
      }
      return rows;
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException(table + ": no such file", e);
    } catch (IOException e) {
      throw new UnavailableInputException(table + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String line(
      CoefficientTable sets, Row row, int number, LstCoefficients.Estimate estimate) {
    LstInputs x = new LstInputs();
    for (int b = 0; b < 3; b++) {
      x.kelvin[b] = row.number("bt_b%d_k".formatted(13 + b));
      x.emissivity[b] = row.number("eps_b%d".formatted(13 + b));
    }
    double zenith = row.number("vza_deg");
    x.secant = 1 / Math.cos(Math.toRadians(zenith));
    x.waterKg = row.number("tcwv_mm");
    Optional<Double> air = row.optional("t_air_k");
    x.airK = air.orElse(Double.NaN);
    LstCoefficients set = sets.best(true, air.isPresent()).orElseThrow();
    if (!(zenith >= 0 && zenith <= MAX_VIEW_ZENITH_DEG)) {
      return "%d,,,,,,,,%s,view_beyond_70_degrees%n".formatted(number, set.form().label());
    }
    set.estimateWithGradient(x, estimate);
    LstUncertainty u =
        LstUncertainty.of(
            estimate,
            row.optional("sigma_bt_k").orElse(0.0),
            row.optional("sigma_eps").orElse(0.0),
            row.optional("sigma_tcwv_mm").orElse(0.0),
            row.optional("sigma_t_air_k").orElse(0.0));
    String flag = estimate.extrapolated ? "extrapolated" : zenith > 60 ? "oblique" : "good";
    return String.format(
        Locale.ROOT,
        "%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%s,%s%n",
        number,
        estimate.kelvin,
        u.totalK(),
        u.modelK(),
        u.emissivityK(),
        u.noiseK(),
        u.waterK(),
        u.airK(),
        set.form().label(),
        flag);
  }

  /** One row of the table. */
  private record Row(Path file, int line, Map<String, Integer> column, String[] fields) {
    double number(String name) {
      return optional(name)
          .orElseThrow(
              () ->
                  new MalformedInputException(
                      InputFault.WRONG_FORMAT,
                      "%s line %d: column %s expected, not found".formatted(file, line, name)));
    }

    Optional<Double> optional(String name) {
      Integer c = column.get(name);
      if (c == null || c >= fields.length || fields[c].isBlank()) {
        return Optional.empty();
      }
      try {
        double value = Double.parseDouble(fields[c].trim());
        if (Double.isFinite(value)) {
          return Optional.of(value);
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s line %d: a finite number expected for %s, found '%s'"
              .formatted(file, line, name, fields[c]));
    }
  }
}
