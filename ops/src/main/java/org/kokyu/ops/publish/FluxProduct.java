package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kokyu.core.flux.FluxMap;
import org.kokyu.core.flux.FluxQuality;
import org.kokyu.core.flux.FluxRowSource;
import org.kokyu.core.flux.FluxRows;
import org.kokyu.core.flux.FluxVariable;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;

/**
 * Flux maps of an hour or a day: CF-1.11 in NetCDF-3 with 64-bit offsets on an equal-angle grid,
 * packed into 16 bits, made and written in blocks of rows.
 *
 * <p>Hours in µmol m-2 s-1 of the gas in steps of 1/256; days in g m-2 d-1 in steps of 1/1024,
 * carbon except for fire_ch4 and fire_n2o, which are of the gas. Emissions of fires are packed by
 * the power of two that the largest one of the map needs; a map without fires holds zeros. Same
 * map, same bytes. Thread-safe.
 */
public final class FluxProduct {
  private static final int BLOCK_CELLS = 1 << 18;
  private static final double HOUR_SCALE = 1.0 / 256;
  private static final double DAY_SCALE = 1.0 / 1024;
  private static final double FIRE_STEPS = 32767;
  private static final String RECENT = "gpp_recent";
  private static final String LARGEST = "largest_";

  private FluxProduct() {}

  /**
   * Writes a map.
   *
   * @param executor lends threads; may be the pool that the caller runs on
   * @param helpers most tasks to hand to it at a time
   */
  public static void write(
      FluxMap map,
      Revision revision,
      FluxRowSource source,
      Path file,
      Executor executor,
      int helpers)
      throws IOException {
    PackedGridFile out =
        new PackedGridFile("latitude", map.grid().rows(), "longitude", map.grid().columns());
    attributes(out, map, revision);
    coordinates(out, map);
    List<Integer> numbers = new ArrayList<>();
    for (FluxVariable v : FluxVariable.values()) {
      double scale = scale(map, v);
      numbers.add(
          out.packedRows(
              v.variable(),
              scale,
              0,
              new Attribute("long_name", v.longName()),
              new Attribute("units", unit(map, v)),
              new Attribute(
                  "ancillary_variables", v.variable() + "_uncertainty quality_flag quality_word")));
      numbers.add(
          out.packedRows(
              v.variable() + "_uncertainty",
              scale,
              0,
              new Attribute("long_name", "standard uncertainty: " + v.longName()),
              new Attribute("units", unit(map, v))));
    }
    int flag = out.byteRows("quality_flag", flagAttributes());
    int word = out.wordRows("quality_word", wordAttributes());
    int cover = out.byteRows("land_cover", new Attribute("long_name", "IGBP class of land cover"));
    int recent =
        map.isDaily()
            ? out.packedRows(
                RECENT,
                DAY_SCALE,
                0,
                new Attribute("long_name", "mean production of the last days, e-folding 10 days"),
                new Attribute("units", "g m-2 d-1"))
            : -1;
    int columns = map.grid().columns();
    out.write(
        file,
        executor,
        helpers,
        Math.max(1, BLOCK_CELLS / columns),
        (first, count, rows) -> {
          FluxRows block = new FluxRows(count * columns);
          source.fill(first, count, block);
          for (FluxVariable v : FluxVariable.values()) {
            if (!v.ofFire() || burns(map, v, block)) { // zeros need not be written
              rows.put(numbers.get(2 * v.ordinal()), block.values(v));
              rows.put(numbers.get(2 * v.ordinal() + 1), block.uncertainty(v));
            }
          }
          rows.put(flag, block.flag());
          rows.put(word, block.word());
          rows.put(cover, block.landCover());
          if (recent >= 0) {
            rows.put(recent, block.recentGpp());
          }
        });
  }

  private static boolean burns(FluxMap map, FluxVariable v, FluxRows block) {
    return hasFire(map, v) && !(isZero(block.values(v)) && isZero(block.uncertainty(v)));
  }

  private static boolean isZero(float[] values) {
    for (float x : values) {
      if (x != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasFire(FluxMap map, FluxVariable v) {
    return largest(map, v) > 0;
  }

  private static double largest(FluxMap map, FluxVariable v) {
    return map.largestFire()[v.ordinal() - FluxVariable.FIRE_CO2.ordinal()];
  }

  private static double scale(FluxMap map, FluxVariable v) {
    if (v.ofFire()) {
      return hasFire(map, v) ? powerOfTwoAbove(largest(map, v) / FIRE_STEPS) : 1;
    }
    return map.isDaily() ? DAY_SCALE : HOUR_SCALE;
  }

  /** A power of two, so that a stored number comes back as the same single-precision number. */
  private static double powerOfTwoAbove(double x) {
    double power = Math.scalb(1.0, Math.getExponent(x));
    return power < x ? 2 * power : power;
  }

  /**
   * Rounds fluxes to what the file of a map holds; a number that does not fit becomes not a number.
   */
  public static void asStored(FluxMap map, FluxRows rows) {
    for (FluxVariable v : FluxVariable.values()) {
      round(rows.values(v), scale(map, v));
      round(rows.uncertainty(v), scale(map, v));
    }
  }

  private static void round(float[] values, double scale) {
    float step = (float) scale;
    float perUnit = 1 / step;
    for (int i = 0; i < values.length; i++) {
      float stored = (float) Math.rint(values[i] * perUnit);
      values[i] = Math.abs(stored) <= Short.MAX_VALUE ? stored * step : Float.NaN;
    }
  }

  private static String unit(FluxMap map, FluxVariable v) {
    return map.isDaily() ? "g m-2 d-1" : "umol m-2 s-1";
  }

  private static void attributes(PackedGridFile out, FluxMap map, Revision revision) {
    out.attribute("Conventions", "CF-1.11, ACDD-1.3");
    out.attribute("title", "Kokyu land carbon fluxes of " + (map.isDaily() ? "a day" : "an hour"));
    out.attribute("id", ProductNames.flux(map, revision.number()));
    out.attribute("processing_level", "L3");
    out.attribute("product_version", "r" + revision.number());
    out.attribute("revision", revision.number());
    out.attribute("maturity", revision.maturity().label());
    out.attribute("grid", map.grid().name());
    out.attribute("coverage", map.coverage());
    out.attribute("date_created", map.provenance().newestInput().toString());
    out.attribute("time_coverage_start", map.begin().toString());
    out.attribute("time_coverage_end", map.begin().plus(map.span()).toString());
    for (FluxVariable v : FluxVariable.values()) {
      if (v.ofFire()) {
        out.attribute(LARGEST + v.variable(), largest(map, v));
      }
    }
    out.attribute("sign", "nee below zero is uptake by the land");
    out.attribute(
        "correlated_errors",
        "uncertainties of gpp and reco are of cells that err alike within a biome and over the hours"
            + " of a day; of nee they are not the sum of the two, because reco follows gpp; those of"
            + " fires contain factors common to all cells of a fire type");
    out.attribute("comment", String.join("\n", map.notes()));
    out.attribute(
        "input_files",
        map.provenance().inputs().stream()
            .map(input -> input.name() + " " + input.sha256())
            .collect(Collectors.joining("\n")));
    out.attribute("algorithm_versions", String.join("\n", map.provenance().versions()));
  }

  private static void coordinates(PackedGridFile out, FluxMap map) {
    out.coordinate(
        "time",
        DataType.DOUBLE,
        "",
        new double[] {map.begin().getEpochSecond()},
        new Attribute("standard_name", "time"),
        new Attribute("long_name", "begin of the hour or day, UTC"),
        new Attribute("units", "seconds since 1970-01-01 00:00:00"),
        new Attribute("calendar", "standard"));
    out.coordinate(
        "latitude",
        DataType.DOUBLE,
        "latitude",
        IntStream.range(0, map.grid().rows()).mapToDouble(map.grid()::latitudeDeg).toArray(),
        SlotMapHeader.place("latitude", "north"));
    out.coordinate(
        "longitude",
        DataType.DOUBLE,
        "longitude",
        IntStream.range(0, map.grid().columns()).mapToDouble(map.grid()::longitudeDeg).toArray(),
        SlotMapHeader.place("longitude", "east"));
  }

  private static Attribute[] flagAttributes() {
    return new Attribute[] {
      new Attribute("long_name", "quality of the fluxes"),
      new Attribute("flag_values", Array.factory(new byte[] {0, 1, 2})),
      new Attribute("flag_meanings", "good use_with_care not_produced")
    };
  }

  private static Attribute[] wordAttributes() {
    FluxQuality[] reasons = FluxQuality.values();
    short[] masks = new short[reasons.length];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = reasons[i].bit();
    }
    return new Attribute[] {
      new Attribute("long_name", "why the quality is what it is"),
      new Attribute("flag_masks", Array.factory(masks)),
      new Attribute("flag_meanings", FluxQuality.meanings())
    };
  }

  /**
   * Opens a map of an hour or a day for reading in blocks of rows.
   *
   * @throws org.kokyu.core.result.MalformedInputException if it is no flux map of ours
   */
  public static MapReader open(Path file) {
    MapReader reader = MapReader.open(file);
    try {
      return reader.require(
          "a flux map", "gpp", "reco", "nee", "fire_co2", "quality_flag", "land_cover");
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** An upper bound of what a map holds of a fire emission, in its unit. */
  public static double largestStored(MapReader map, FluxVariable variable) {
    return map.number(LARGEST + variable.variable());
  }

  /** Mean production of the last days in a day's map, for some rows. */
  public static void recentGpp(MapReader day, int fromRow, int toRow, float[] into) {
    day.rows(RECENT, fromRow, toRow, into);
  }
}
