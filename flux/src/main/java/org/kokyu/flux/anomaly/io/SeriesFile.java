package org.kokyu.flux.anomaly.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.flux.anomaly.UptakeSeries;

/**
 * Reads a series of carbon uptake: comma-separated, first line the names. Missing: empty, NA, NaN,
 * −9999 and below −9990. Times ascend; a day or less apart. Stateless.
 *
 * <p>Columns by name, without regard to case: {@code time}, {@code datetime} or {@code
 * timestamp_start} (yyyyMMddHHmm), or {@code day,month,year,hour,minute}; uptake {@code value},
 * {@code gpp}, {@code gpp_fluxnet}, {@code gpp_nt_vut_ref}, or net exchange {@code nee}, {@code
 * nee_vut_ref}, with {@code reco} if there is one; light {@code par}, {@code ppfd}, {@code ppfd_in}
 * [µmol m⁻² s⁻¹] or {@code rg}, {@code sw_in_f} [W m⁻², times 2]; temperature {@code temperature},
 * {@code tair}, {@code ta}, {@code tc}, {@code ta_f} [°C]; dryness {@code vpd} (Pa, hPa or kPa by
 * its largest value), {@code vpd_f} or {@code rh} [%] with the temperature.
 */
public final class SeriesFile {
  private static final double LIGHT_PER_WATT = 2.0;

  private final Path file;
  private final Map<String, Integer> column = new HashMap<>();
  private final List<String[]> rows = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();

  private SeriesFile(Path file) {
    this.file = file;
  }

  /** Reads a file. */
  public static UptakeSeries read(Path file) {
    SeriesFile f = new SeriesFile(file);
    f.load();
    return f.series();
  }

  private void load() {
    List<String> all;
    try {
      all = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new MalformedInputException(InputFault.CORRUPT, file + ": text in UTF-8 expected");
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (all.isEmpty()) {
      throw bad(1, "names of columns expected, found an empty file");
    }
    String[] names = all.get(0).replace("\uFEFF", "").split(",", -1);
    for (String name : names) {
      column.put(name.strip().replace("\"", "").toLowerCase(Locale.ROOT), column.size());
    }
    if (column.size() != names.length) {
      throw bad(1, "different names of columns expected, found one twice");
    }
    for (int i = 1; i < all.size(); i++) {
      String[] f = all.get(i).split(",", -1);
      boolean units = i == 1 && f.length == names.length && f[0].strip().equals("-");
      if (all.get(i).isBlank() || units) {
        continue;
      }
      if (f.length != names.length) {
        throw bad(i + 1, "%d fields expected, found %d".formatted(names.length, f.length));
      }
      rows.add(f);
      lines.add(i + 1);
    }
    if (rows.size() < 2) {
      throw bad(all.size(), "at least two rows expected, found " + rows.size());
    }
  }

  private UptakeSeries series() {
    LocalDateTime[] time = times();
    double[] light = driver("par", "ppfd", "ppfd_in");
    if (light.length == 0) {
      light = driver("rg", "sw_in_f", "sw_in");
      for (int i = 0; i < light.length; i++) {
        light[i] *= LIGHT_PER_WATT;
      }
    }
    double[] temperature = driver("temperature", "tair", "ta", "tc", "ta_f");
    double[] dryness = dryness(temperature);
    double[] uptake = driver("value", "gpp", "gpp_fluxnet", "gpp_nt_vut_ref");
    if (uptake.length > 0) {
      return new UptakeSeries(time, uptake, light, temperature, dryness);
    }
    double[] exchange = driver("nee", "nee_vut_ref");
    if (exchange.length == 0) {
      throw bad(
          1,
          "a column value, gpp or nee expected, found "
              + column.keySet().stream().sorted().toList());
    }
    double[] respiration = driver("reco", "reco_nt_vut_ref");
    if (respiration.length > 0) {
      for (int i = 0; i < exchange.length; i++) {
        exchange[i] = respiration[i] - exchange[i];
      }
      return new UptakeSeries(time, exchange, light, temperature, dryness);
    }
    if (light.length == 0 || temperature.length == 0) {
      throw bad(1, "light and temperature expected beside net exchange without respiration");
    }
    return UptakeSeries.ofNetExchange(time, exchange, light, temperature, dryness);
  }

  private double[] dryness(double[] temperature) {
    double[] vpd = driver("vpd", "vpd_f");
    if (vpd.length > 0) {
      double most = java.util.Arrays.stream(vpd).filter(Double::isFinite).max().orElse(0);
      double scale = most > 200 ? 1e-3 : most > 12 ? 0.1 : 1;
      for (int i = 0; i < vpd.length; i++) {
        vpd[i] *= scale;
      }
      return vpd;
    }
    double[] humidity = driver("rh");
    if (humidity.length == 0 || temperature.length == 0) {
      return new double[0];
    }
    for (int i = 0; i < humidity.length; i++) {
      double saturated = 0.6108 * Math.exp(17.27 * temperature[i] / (temperature[i] + 237.3));
      humidity[i] = saturated * (1 - humidity[i] / 100);
    }
    return humidity;
  }

  private double[] driver(String... names) {
    for (String name : names) {
      Integer c = column.get(name);
      if (c != null) {
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = number(i, c, name);
        }
        return values;
      }
    }
    return new double[0];
  }

  private double number(int row, int c, String name) {
    String text = rows.get(row)[c].strip();
    if (text.isEmpty() || text.equalsIgnoreCase("na") || text.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text);
      return value <= -9990 ? Double.NaN : value;
    } catch (NumberFormatException e) {
      throw bad(lines.get(row), "column %s: number expected, found '%.40s'".formatted(name, text));
    }
  }

  private LocalDateTime[] times() {
    LocalDateTime[] time = new LocalDateTime[rows.size()];
    for (int i = 0; i < time.length; i++) {
      time[i] = time(i);
      if (i > 0 && !time[i].isAfter(time[i - 1])) {
        throw bad(
            lines.get(i), "a time after %s expected, found %s".formatted(time[i - 1], time[i]));
      }
    }
    return time;
  }

  private LocalDateTime time(int row) {
    String[] f = rows.get(row);
    try {
      for (String name : new String[] {"time", "datetime", "timestamp_start", "date"}) {
        Integer c = column.get(name);
        if (c != null) {
          return parse(f[c].strip().replace("\"", ""));
        }
      }
      if (column.keySet().containsAll(List.of("day", "month", "year", "hour", "minute"))) {
        return LocalDateTime.of(
            part(f, "year"), part(f, "month"), part(f, "day"), part(f, "hour"), part(f, "minute"));
      }
    } catch (DateTimeException | NumberFormatException e) {
      throw bad(lines.get(row), "a time expected, found '%.60s'".formatted(String.join(",", f)));
    }
    throw bad(1, "a column time expected, found " + column.keySet().stream().sorted().toList());
  }

  private int part(String[] f, String name) {
    return Integer.parseInt(f[column.get(name)].strip());
  }

  private static LocalDateTime parse(String text) {
    if (text.matches("\\d{12}")) {
      return LocalDateTime.parse(text, DateTimeFormatter.ofPattern("uuuuMMddHHmm"));
    }
    String iso = text.replace(' ', 'T').replaceFirst("Z$", "");
    return LocalDateTime.parse(iso.length() == 10 ? iso + "T00:00" : iso);
  }

  private MalformedInputException bad(int line, String what) {
    return new MalformedInputException(
        InputFault.WRONG_FORMAT, "%s:%d: %s".formatted(file, line, what));
  }
}
