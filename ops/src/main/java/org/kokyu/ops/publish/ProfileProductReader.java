package org.kokyu.ops.publish;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.profile.Matrix;
import org.kokyu.ops.publish.PublishedProfiles.PublishedGas;
import org.kokyu.ops.publish.PublishedProfiles.PublishedSounding;

/** Reads profile products back. */
final class ProfileProductReader {
  private static final List<Gas> GASES = List.of(Gas.CO2, Gas.CH4, Gas.N2O);

  private final NetcdfInput in;
  private final int layers;
  private final Map<String, double[]> columns = new HashMap<>();

  private ProfileProductReader(NetcdfInput in) {
    this.in = in;
    this.layers = in.length("vertical");
  }

  static PublishedProfiles read(Path file) {
    try (NetcdfInput in = NetcdfInput.open(file)) {
      return new ProfileProductReader(in).all();
    }
  }

  private PublishedProfiles all() {
    String[] ids = in.text("sounding_ids").split("\n");
    List<PublishedSounding> soundings = new ArrayList<>();
    for (int s = 0; s < in.length("time"); s++) {
      soundings.add(sounding(s, s < ids.length ? ids[s] : ""));
    }
    return new PublishedProfiles(
        in.text("id"),
        in.text("platform"),
        in.text("granule"),
        (int) in.number("revision"),
        in.text("maturity"),
        in.text("input_files"),
        in.text("algorithm_versions"),
        in.text("meteorology_source"),
        in.text("prior_source"),
        soundings);
  }

  private PublishedSounding sounding(int s, String id) {
    List<PublishedGas> gases = new ArrayList<>();
    for (Gas gas : GASES) {
      if (in.has(gas + "_volume_mixing_ratio_dry_air")) {
        gases.add(gas(gas, s));
      }
    }
    long nanos = Math.round(scalar("datetime", s) * 1e6) * 1000;
    Instant time = ProfileContent.EPOCH.plusNanos(nanos);
    return new PublishedSounding(
        id,
        time,
        scalar("latitude", s),
        scalar("longitude", s),
        layer("pressure", s),
        layer("temperature", s),
        scalar("surface_pressure", s),
        scalar("surface_temperature", s),
        scalar("chi2", s),
        (int) scalar("iterations", s),
        (int) scalar("quality_flag", s),
        (int) scalar("quality_reasons", s),
        gases);
  }

  private PublishedGas gas(Gas gas, int s) {
    String base = gas + "_volume_mixing_ratio_dry_air";
    String column = gas + "_column_volume_mixing_ratio_dry_air";
    int square = layers * layers;
    double[] kernel = Arrays.copyOfRange(column(base + "_avk"), s * square, (s + 1) * square);
    return new PublishedGas(
        gas,
        layer(base, s),
        layer(base + "_apriori", s),
        layer(base + "_uncertainty", s),
        Matrix.ofUnsafe(layers, layers, kernel),
        scalar(base + "_dfs", s),
        scalar(column, s),
        scalar(column + "_uncertainty", s));
  }

  private double scalar(String variable, int s) {
    return column(variable)[s];
  }

  private double[] layer(String variable, int s) {
    return Arrays.copyOfRange(column(variable), s * layers, (s + 1) * layers);
  }

  private double[] column(String variable) {
    return columns.computeIfAbsent(variable, in::doubles);
  }
}
