package org.kokyu.retrieval.reference.io;

import java.nio.file.Path;
import org.kokyu.core.atmosphere.SurfaceEmissivity;

/** Reader of surface emissivities: CSV with columns {@code wavenumber_per_cm,emissivity}. */
public final class EmissivityReader {
  private EmissivityReader() {}

  public static SurfaceEmissivity read(Path file) {
    CsvColumns csv = CsvColumns.read(file);
    double[] nu = csv.required("wavenumber_per_cm");
    double[] e = csv.required("emissivity");
    for (int i = 0; i < nu.length; i++) {
      if (!(nu[i] > 0) || i > 0 && nu[i] <= nu[i - 1]) {
        throw csv.wrong(i, "wavenumber_per_cm positive and rising", nu[i]);
      }
      if (!(e[i] > 0 && e[i] <= 1)) {
        throw csv.wrong(i, "emissivity above 0, at most 1", e[i]);
      }
    }
    return SurfaceEmissivity.of(nu, e);
  }
}
