package org.kokyu.scheduler.stage;

import java.util.List;
import org.kokyu.core.scene.FireField;
import org.kokyu.ops.publish.FireProduct;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.Revision;
import org.kokyu.scheduler.flow.StageResult;

/** The files of a fire field. */
public final class FireProducts {
  /** Kind of product. */
  public static final String PRODUCT = "fire";

  /** Kinds of the companions of a map, in the order of {@link #of}. */
  static final List<String> KINDS = List.of(PRODUCT, PRODUCT + "-geojson");

  private FireProducts() {}

  /** The files as companions of the slot's map. */
  static List<StageResult.Companion> companions(FireField field, int revisionNumber) {
    List<StageResult.Product> files = of(field, revisionNumber);
    return List.of(
        new StageResult.Companion(KINDS.get(0), files.get(0)),
        new StageResult.Companion(KINDS.get(1), files.get(1)));
  }

  /** CSV and GeoJSON. */
  public static List<StageResult.Product> of(FireField field, int revisionNumber) {
    Revision revision = new Revision(revisionNumber, Revision.Maturity.NRT);
    String summary =
        "%d fires on %d tested pixels".formatted(field.detections().size(), field.testedPixels());
    return List.of(
        product(field, revision, "csv", summary, t -> FireProduct.writeCsv(field, revision, t)),
        product(
            field,
            revision,
            "geojson",
            summary,
            t -> FireProduct.writeGeoJson(field, revision, t)));
  }

  private static StageResult.Product product(
      FireField field,
      Revision revision,
      String suffix,
      String summary,
      org.kokyu.scheduler.flow.FileWriter writer) {
    String name = ProductNames.fire(field.slot(), field.grid(), revision.number(), suffix);
    return new StageResult.Product(
        ProductNames.archivePath(PRODUCT, field.slot().nominalTime(), name),
        revision.maturity().label(),
        field.slot().nominalTime(),
        summary,
        writer);
  }
}
