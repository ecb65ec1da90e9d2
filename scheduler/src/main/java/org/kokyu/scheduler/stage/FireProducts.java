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

  private FireProducts() {}

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
