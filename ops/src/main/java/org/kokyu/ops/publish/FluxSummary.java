package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kokyu.core.flux.CoarseFluxes;
import org.kokyu.core.flux.DayFire;
import org.kokyu.core.flux.FluxVariable;
import org.kokyu.core.provenance.Provenance;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;

/**
 * A day's sums: coarse cells as NetCDF, regions and fires as CSV. Numbers are written in full, so
 * that sums agree to rounding. Same sums, same bytes.
 */
public final class FluxSummary {
  private static final double TERA = 1e12;

  private FluxSummary() {}

  /**
   * Coarse cells: for each variable {@code <name>_total} [g d-1] and its uncertainty, and the area
   * that has fluxes.
   */
  public static void writeCells(CoarseFluxes sums, Revision revision, Path file)
      throws IOException {
    PackedGridFile out =
        new PackedGridFile("latitude", sums.grid().rows(), "longitude", sums.grid().columns());
    out.attribute("Conventions", "CF-1.11, ACDD-1.3");
    out.attribute("title", "Kokyu land carbon fluxes of a day, sums over cells");
    out.attribute(
        "id", ProductNames.fluxDaily(sums.day(), sums.grid().name(), revision.number(), "nc"));
    out.attribute("revision", revision.number());
    out.attribute("maturity", revision.maturity().label());
    out.attribute("grid", sums.grid().name());
    out.attribute("date_created", sums.provenance().newestInput().toString());
    out.attribute("time_coverage_start", sums.day().toString());
    out.attribute("comment", String.join("\n", sums.notes()));
    out.attribute("input_files", inputs(sums.provenance(), "\n"));
    out.attribute("algorithm_versions", String.join("\n", sums.provenance().versions()));
    out.coordinate(
        "latitude",
        DataType.DOUBLE,
        "latitude",
        IntStream.range(0, sums.grid().rows()).mapToDouble(sums.grid()::latitudeDeg).toArray(),
        SlotMapHeader.place("latitude", "north"));
    out.coordinate(
        "longitude",
        DataType.DOUBLE,
        "longitude",
        IntStream.range(0, sums.grid().columns()).mapToDouble(sums.grid()::longitudeDeg).toArray(),
        SlotMapHeader.place("longitude", "east"));
    for (FluxVariable v : FluxVariable.values()) {
      out.doubles(
          v.variable() + "_total",
          sums.grams()[v.ordinal()],
          new Attribute("long_name", v.longName() + ", sum over the cell"),
          new Attribute("units", "g d-1"));
      out.doubles(
          v.variable() + "_total_uncertainty",
          sums.gramsSd()[v.ordinal()],
          new Attribute("long_name", "standard uncertainty, errors of the cell alike"),
          new Attribute("units", "g d-1"));
    }
    out.doubles(
        "area",
        sums.areaM2(),
        new Attribute("long_name", "area with fluxes"),
        new Attribute("units", "m2"));
    out.write(file, Runnable::run, 0);
  }

  /** Regions: totals in teragrams. */
  public static void writeRegions(CoarseFluxes sums, Revision revision, Path file)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# Kokyu land carbon fluxes of ").append(sums.day()).append('\n');
    text.append("# revision ").append(revision.number()).append(", ");
    text.append(revision.maturity().label()).append('\n');
    text.append("# Tg per day: gpp, reco, nee and fire_co2 of carbon, others of the gas; nee below")
        .append(" zero is uptake; errors within a biome are alike, between biomes independent\n");
    text.append("# inputs: ").append(inputs(sums.provenance(), "; ")).append('\n');
    text.append("code,region,area_km2");
    for (FluxVariable v : FluxVariable.values()) {
      text.append(',').append(v.variable()).append("_tg,").append(v.variable()).append("_sd_tg");
    }
    text.append('\n');
    for (CoarseFluxes.Region r : sums.regions()) {
      text.append(
          String.format(Locale.ROOT, "%d,\"%s\",%.3f", r.code(), r.name(), r.areaM2() / 1e6));
      for (FluxVariable v : FluxVariable.values()) {
        text.append(',').append(r.grams()[v.ordinal()] / TERA);
        text.append(',').append(r.gramsSd()[v.ordinal()] / TERA);
      }
      text.append('\n');
    }
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Fires by cell with the dry matter of every hour. */
  public static void writeFires(
      List<DayFire> fires, String id, List<String> notes, Provenance provenance, Path file)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# Kokyu fire emissions of a day ").append(id).append('\n');
    notes.forEach(n -> text.append("# ").append(n).append('\n'));
    text.append("# inputs: ").append(inputs(provenance, "; ")).append('\n');
    text.append("latitude,longitude,fire_type,dry_matter_kg,filled_kg,co2_kg,co2_sd_kg,ch4_kg,")
        .append("ch4_sd_kg,n2o_kg,n2o_sd_kg");
    for (int h = 0; h < 24; h++) {
      text.append(String.format(Locale.ROOT, ",dry_matter_kg_%02d", h));
    }
    text.append('\n');
    for (DayFire f : fires) {
      text.append(
          String.format(Locale.ROOT, "%.5f,%.5f,%s", f.latitudeDeg(), f.longitudeDeg(), f.type()));
      text.append(',').append(sum(f.dryMatterKg())).append(',').append(sum(f.filledKg()));
      for (int g = 0; g < f.emittedKg().length; g++) {
        text.append(',').append(f.emittedKg()[g]).append(',').append(f.emittedSdKg()[g]);
      }
      for (double kg : f.dryMatterKg()) {
        text.append(',').append(kg);
      }
      text.append('\n');
    }
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static double sum(double[] hours) {
    double sum = 0;
    for (double h : hours) {
      sum += h;
    }
    return sum;
  }

  private static String inputs(Provenance provenance, String separator) {
    return provenance.inputs().stream()
        .map(i -> i.name() + " " + i.sha256())
        .collect(Collectors.joining(separator));
  }
}
