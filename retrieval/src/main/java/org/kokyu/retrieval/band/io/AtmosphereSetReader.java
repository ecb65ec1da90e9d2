package org.kokyu.retrieval.band.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.NamedAtmosphere;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;

/**
 * Reads atmospheres for training, recognised by content:
 *
 * <ul>
 *   <li>levels as CSV, surface first: {@code pressure_hpa,temperature_k,h2o} (wet air) and
 *       optionally {@code o3} (dry air), mol/mol; one atmosphere per file;
 *   <li>layers as CSV: {@code profile,p_top_hPa,p_bot_hPa,z_top_m,z_bot_m,T_K,H2O_molec_cm2} and
 *       optionally {@code O3_molec_cm2}; layer values stand at the logarithmic mean pressure and
 *       are continued in a straight line over ln p to the bottom of the lowest layer;
 *   <li>RFM {@code .atm} files with {@code *PRE} [hPa], {@code *TEM} [K], {@code *H2O} and
 *       optionally {@code *O3} [ppmv].
 * </ul>
 */
public final class AtmosphereSetReader {
  private static final double EARTH_RADIUS_M = 6.371e6;
  private static final double MIN_WATER = 1e-7;

  private AtmosphereSetReader() {}

  /** All atmospheres of a file. */
  public static List<NamedAtmosphere> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      String name = file.getFileName().toString().replaceAll("\\.[^.]*$", "");
      if (lines.stream().anyMatch(l -> l.startsWith("*PRE"))) {
        return List.of(rfm(name, lines));
      }
      List<String> rows =
          lines.stream().filter(l -> !l.isBlank() && !l.startsWith("#")).map(String::trim).toList();
      if (rows.isEmpty()) {
        throw new IllegalArgumentException("no data");
      }
      Map<String, Integer> column = new HashMap<>();
      for (String c : rows.get(0).split(",")) {
        column.put(c.trim(), column.size());
      }
      List<String> data = rows.subList(1, rows.size());
      return column.containsKey("p_bot_hPa")
          ? layers(name, column, data)
          : List.of(levels(name, column, data));
    } catch (IOException e) {
      throw new UnavailableInputException(
          "cannot read atmospheres %s: %s".formatted(file, e.getMessage()), e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: atmospheres as CSV or RFM .atm expected: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private static double[] values(Map<String, Integer> column, List<String> rows, String name) {
    Integer c = column.get(name);
    if (c == null) {
      throw new IllegalArgumentException("column " + name + " expected, not found");
    }
    return rows.stream().mapToDouble(r -> Double.parseDouble(r.split(",")[c].trim())).toArray();
  }

  private static NamedAtmosphere levels(
      String name, Map<String, Integer> column, List<String> rows) {
    double[] p = scaled(values(column, rows, "pressure_hpa"), 100);
    double[] ozone = column.containsKey("o3") ? values(column, rows, "o3") : null;
    return atmosphere(
        name, p, values(column, rows, "temperature_k"), values(column, rows, "h2o"), ozone);
  }

  private static NamedAtmosphere rfm(String name, List<String> lines) {
    Map<String, double[]> blocks = new HashMap<>();
    String key = null;
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      if (line.startsWith("*")) {
        put(blocks, key, text);
        key = line.substring(1).trim().split("\\s+")[0];
        text.setLength(0);
      } else if (key != null && !line.startsWith("!")) {
        text.append(line).append(' ');
      }
    }
    put(blocks, key, text);
    for (String needed : List.of("PRE", "TEM", "H2O")) {
      if (!blocks.containsKey(needed)) {
        throw new IllegalArgumentException("block *" + needed + " expected, not found");
      }
    }
    double[] ozone = blocks.containsKey("O3") ? scaled(blocks.get("O3"), 1e-6) : null;
    return atmosphere(
        name,
        scaled(blocks.get("PRE"), 100),
        blocks.get("TEM"),
        scaled(blocks.get("H2O"), 1e-6),
        ozone);
  }

  private static void put(Map<String, double[]> blocks, String key, StringBuilder text) {
    if (key != null && !key.equals("END") && !text.toString().isBlank()) {
      blocks.put(
          key,
          Arrays.stream(text.toString().trim().split("[,\\s]+"))
              .mapToDouble(Double::parseDouble)
              .toArray());
    }
  }

  private static double[] scaled(double[] a, double factor) {
    return Arrays.stream(a).map(v -> v * factor).toArray();
  }

  private static List<NamedAtmosphere> layers(
      String file, Map<String, Integer> column, List<String> rows) {
    Map<String, List<String>> byProfile = new LinkedHashMap<>();
    int key = column.get("profile");
    for (String row : rows) {
      byProfile.computeIfAbsent(row.split(",")[key].trim(), k -> new ArrayList<>()).add(row);
    }
    List<NamedAtmosphere> all = new ArrayList<>();
    byProfile.forEach((id, own) -> all.add(ofLayers(file + "-" + id, column, own)));
    return all;
  }

  private static NamedAtmosphere ofLayers(
      String name, Map<String, Integer> column, List<String> rows) {
    double[] top = scaled(values(column, rows, "p_top_hPa"), 100);
    double[] bottom = scaled(values(column, rows, "p_bot_hPa"), 100);
    double[] zTop = values(column, rows, "z_top_m");
    double[] zBottom = values(column, rows, "z_bot_m");
    double[] kelvin = values(column, rows, "T_K");
    double[] water = values(column, rows, "H2O_molec_cm2");
    double[] ozone =
        column.containsKey("O3_molec_cm2") ? values(column, rows, "O3_molec_cm2") : null;
    int n = top.length;
    int ground = bottom[0] > bottom[n - 1] ? 0 : n - 1;
    int next = ground == 0 ? 1 : n - 2;
    double[] p = new double[n + 1];
    double[] t = new double[n + 1];
    double[] h2o = new double[n + 1];
    double[] o3 = new double[n + 1];
    for (int i = 0; i < n; i++) {
      int k = ground == 0 ? i + 1 : n - i;
      p[k] = (bottom[i] - top[i]) / Math.log(bottom[i] / top[i]);
      t[k] = kelvin[i];
      double ratio = EARTH_RADIUS_M / (EARTH_RADIUS_M + 0.5 * (zTop[i] + zBottom[i]));
      double massPerCm2 =
          (bottom[i] - top[i]) / (PhysicalConstants.STANDARD_GRAVITY * ratio * ratio) * 1e-4;
      // wet mass = dry molecules · dry molar mass + water molecules · water's
      double waterMol = water[i] / PhysicalConstants.AVOGADRO;
      double dryMol =
          (massPerCm2 - waterMol * PhysicalConstants.MOLAR_MASS_WATER)
              / PhysicalConstants.MOLAR_MASS_DRY_AIR;
      h2o[k] = waterMol / (waterMol + dryMol);
      o3[k] = ozone == null ? 0 : ozone[i] / PhysicalConstants.AVOGADRO / dryMol;
    }
    p[0] = bottom[ground];
    double w = Math.log(p[0] / p[1]) / Math.log(p[1] / p[2]);
    if (!(p[0] > p[1]) || next < 0) {
      throw new IllegalArgumentException("profile " + name + ": layers are not in order");
    }
    t[0] = t[1] + w * (t[1] - t[2]);
    h2o[0] = h2o[1] * Math.pow(h2o[1] / h2o[2], w);
    o3[0] = o3[1];
    return atmosphere(name, p, t, h2o, ozone == null ? null : o3);
  }

  private static NamedAtmosphere atmosphere(
      String name, double[] p, double[] kelvin, double[] water, double[] ozone) {
    double[] h2o = Arrays.stream(water).map(v -> Math.max(MIN_WATER, v)).toArray();
    Profile t = Profile.of(p, kelvin);
    return new NamedAtmosphere(
        name,
        name,
        new Meteorology(
            t,
            Profile.of(p, h2o),
            ozone == null ? Optional.empty() : Optional.of(Profile.of(p, ozone)),
            t.pressurePa(0),
            t.value(0),
            Optional.empty(),
            Optional.empty(),
            name,
            false));
  }
}
