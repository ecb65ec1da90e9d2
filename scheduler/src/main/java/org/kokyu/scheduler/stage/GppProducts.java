package org.kokyu.scheduler.stage;

import java.util.Locale;
import org.kokyu.core.scene.GppField;
import org.kokyu.ops.publish.GppProduct;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.Revision;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.UnitWork;

/** The file of a field of gross primary production. */
public final class GppProducts {
  /** Kind of product. */
  public static final String PRODUCT = "gpp";

  private GppProducts() {}

  /** NetCDF. */
  public static StageResult.Product of(GppField field, UnitWork work) {
    Revision revision = new Revision(work.revision(), Revision.Maturity.NRT);
    String name = ProductNames.gpp(field.slot(), field.grid(), work.revision());
    return new StageResult.Product(
        ProductNames.archivePath(PRODUCT, field.slot().nominalTime(), name),
        revision.maturity().label(),
        field.slot().nominalTime(),
        summary(field),
        target -> GppProduct.write(field, revision, target, work.helpers(), work.helperCount()));
  }

  private static String summary(GppField field) {
    int made = 0;
    int good = 0;
    double sum = 0;
    for (int i = 0; i < field.gpp().length; i++) {
      if (!Float.isNaN(field.gpp()[i])) {
        made++;
        sum += field.gpp()[i];
        good += field.qualityFlag()[i] == 0 ? 1 : 0;
      }
    }
    return String.format(
        Locale.ROOT,
        "%s, %.1f %% of the pixels, %.1f %% of these good, mean %.2f umol m-2 s-1; %s",
        field.slot().satellite(),
        100.0 * made / field.gpp().length,
        made == 0 ? 0 : 100.0 * good / made,
        made == 0 ? 0 : sum / made,
        field.notes().light().replaceAll(".*, (ground reference|no reflectance)", "$1"));
  }
}
