package org.kokyu.ops.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.SceneGrid;

/**
 * Active fire product files: CSV with {@code #} lines of metadata, and GeoJSON (RFC 7946). Native
 * grids also give line and column of the full-disk 2 km grid, counted from 1. Same field, same
 * bytes.
 */
public final class FireProduct {
  private FireProduct() {}

  /** Writes CSV. */
  public static void writeCsv(FireField field, Revision revision, Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# Kokyu active fires ")
        .append(ProductNames.fire(field.slot(), field.grid(), revision.number(), "csv"))
        .append('\n');
    text.append("# algorithm: ").append(field.algorithm()).append('\n');
    text.append("# versions: ")
        .append(String.join("; ", field.provenance().versions()))
        .append('\n');
    text.append("# tested_pixels: ").append(field.testedPixels()).append('\n');
    text.append("# date_created: ").append(field.provenance().newestInput()).append('\n');
    text.append("# inputs: ")
        .append(
            field.provenance().inputs().stream()
                .map(i -> i.name() + " " + i.sha256())
                .collect(Collectors.joining("; ")))
        .append('\n');
    text.append(
        "latitude,longitude,time,frp_mw,frp_uncertainty,confidence,class,confirmed,saturated,bt_b07_k,background_b07_k,line,column\n");
    for (FireDetection d : field.detections()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.5f,%.5f,%s,%.2f,%.2f,%.2f,%s,%d,%d,%.2f,%.2f,%s%n",
              d.latitudeDeg(),
              d.longitudeDeg(),
              d.time(),
              d.frpMw(),
              d.frpUncertaintyMw(),
              d.confidence(),
              kind(d),
              d.confirmed() ? 1 : 0,
              d.saturated() ? 1 : 0,
              d.band7K(),
              d.backgroundK(),
              place(field.grid(), d)));
    }
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String kind(FireDetection d) {
    return d.kind() == FireDetection.Kind.STATIC ? "static" : "fire";
  }

  private static String place(SceneGrid grid, FireDetection d) {
    return grid instanceof SceneGrid.Native w
        ? (w.firstLine() + d.pixel() / w.columns())
            + ","
            + (w.firstColumn() + d.pixel() % w.columns())
        : ",";
  }

  /** Writes GeoJSON. */
  public static void writeGeoJson(FireField field, Revision revision, Path file)
      throws IOException {
    String features =
        field.detections().stream()
            .map(FireProduct::feature)
            .collect(Collectors.joining(",\n", "[\n", "\n]"));
    String text =
        "{\"type\":\"FeatureCollection\",\"name\":\"%s\",\"features\":%s}\n"
            .formatted(
                ProductNames.fire(field.slot(), field.grid(), revision.number(), "geojson"),
                field.detections().isEmpty() ? "[]" : features);
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String feature(FireDetection d) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.5f,%.5f]},"
            + "\"properties\":{\"time\":\"%s\",\"frp_mw\":%.2f,\"frp_uncertainty\":%.2f,"
            + "\"confidence\":%.2f,\"class\":\"%s\",\"confirmed\":%s,\"saturated\":%s}}",
        d.longitudeDeg(),
        d.latitudeDeg(),
        d.time(),
        d.frpMw(),
        d.frpUncertaintyMw(),
        d.confidence(),
        kind(d),
        d.confirmed(),
        d.saturated());
  }
}
