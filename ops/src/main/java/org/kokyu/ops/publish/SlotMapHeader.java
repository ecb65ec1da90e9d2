package org.kokyu.ops.publish;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;

/**
 * What all maps of a slot have in common: dimensions, coordinates, and the attributes that say
 * where they come from.
 */
final class SlotMapHeader {
  private SlotMapHeader() {}

  /** An empty file with the dimensions of a grid. */
  static PackedGridFile fileFor(SceneGrid grid) {
    boolean regular = grid instanceof SceneGrid.LatLon;
    return new PackedGridFile(
        regular ? "latitude" : "y", grid.rows(), regular ? "longitude" : "x", grid.columns());
  }

  /** The attribute that names the coordinates of a variable. */
  static Attribute coordinatesOf(SceneGrid grid) {
    return new Attribute(
        "coordinates", grid instanceof SceneGrid.LatLon ? "time" : "time latitude longitude");
  }

  /** Attributes of identity; the order is part of the files' bytes. */
  static void identity(
      PackedGridFile out,
      String title,
      String id,
      String level,
      SlotKey slot,
      SceneGrid grid,
      Revision revision) {
    out.attribute("Conventions", "CF-1.11, ACDD-1.3");
    out.attribute("title", title);
    out.attribute("id", id);
    out.attribute("processing_level", level);
    out.attribute("product_version", "r" + revision.number());
    out.attribute("revision", revision.number());
    out.attribute("maturity", revision.maturity().label());
    out.attribute("platform", slot.satellite().name());
    out.attribute("area", slot.area());
    out.attribute("grid", grid.name());
  }

  /** Attributes of origin. */
  static void origin(PackedGridFile out, double coverage, SlotKey slot, Provenance provenance) {
    String time = slot.nominalTime().toString();
    out.attribute("coverage", coverage);
    out.attribute("date_created", provenance.newestInput().toString());
    out.attribute("time_coverage_start", time);
    out.attribute("time_coverage_end", time);
    out.attribute(
        "input_files",
        provenance.inputs().stream()
            .map(input -> input.name() + " " + input.sha256())
            .collect(Collectors.joining("\n")));
    out.attribute("algorithm_versions", String.join("\n", provenance.versions()));
  }

  /** Time and place. */
  static void coordinates(
      PackedGridFile out, SlotKey slot, SceneGrid grid, SceneGeometry geometry) {
    out.coordinate(
        "time",
        DataType.DOUBLE,
        "",
        new double[] {slot.nominalTime().getEpochSecond()},
        new Attribute("standard_name", "time"),
        new Attribute("long_name", "nominal time of the slot, UTC"),
        new Attribute("units", "seconds since 1970-01-01 00:00:00"),
        new Attribute("calendar", "standard"));
    if (grid instanceof SceneGrid.LatLon regular) {
      double[] north =
          IntStream.range(0, regular.rows()).mapToDouble(regular::latitudeDeg).toArray();
      double[] east =
          IntStream.range(0, regular.columns()).mapToDouble(regular::longitudeDeg).toArray();
      out.coordinate("latitude", DataType.DOUBLE, "latitude", north, place("latitude", "north"));
      out.coordinate("longitude", DataType.DOUBLE, "longitude", east, place("longitude", "east"));
    } else if (grid instanceof SceneGrid.Native window) {
      number(out, "line", "y", window.firstLine(), window.rows());
      number(out, "column", "x", window.firstColumn(), window.columns());
      out.floats("latitude", geometry.latitudeDeg(), place("latitude", "north"));
      out.floats("longitude", geometry.longitudeDeg(), place("longitude", "east"));
    }
  }

  static Attribute[] place(String name, String direction) {
    return new Attribute[] {
      new Attribute("standard_name", name),
      new Attribute("long_name", name + " of the cell centre"),
      new Attribute("units", "degrees_" + direction)
    };
  }

  private static void number(PackedGridFile out, String name, String dim, int first, int count) {
    out.coordinate(
        name,
        DataType.INT,
        dim,
        IntStream.range(first, first + count).asDoubleStream().toArray(),
        new Attribute("long_name", name + " of the full-disk 2 km grid, counted from 1"),
        new Attribute("units", "1"));
  }
}
