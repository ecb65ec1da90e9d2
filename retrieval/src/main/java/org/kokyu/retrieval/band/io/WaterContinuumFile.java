package org.kokyu.retrieval.band.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.retrieval.spectroscopy.WaterContinuum;
import org.kokyu.retrieval.spectroscopy.io.ContinuumReader;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/**
 * Water continuum files of both generations of MT_CKD.
 *
 * <p>From version 3.6 on: AER's {@code absco-ref_wv-mt-ckd.nc}. Before: self coefficients at 296
 * and 260 K, {@code bs296}, {@code bs260}, and foreign {@code bfh2o}, in 10⁻²⁰ cm² (cm-1)-1 per
 * molecule, every 10 cm-1 from −20 cm-1; the ratio of the two temperatures becomes the exponent n =
 * ln(C₂₆₀/C₂₉₆) / ln(296/260). Source: Mlawer et al. 2012, doi 10.1098/rsta.2011.0295. The older
 * self continuum is 15 … 25 % stronger between 800 and 960 cm-1.
 */
public final class WaterContinuumFile {
  private static final double OLD_BEGIN_PER_CM = -20;
  private static final double OLD_STEP_PER_CM = 10;

  private WaterContinuumFile() {}

  public static WaterContinuum read(Path file) {
    try (NetcdfFile nc = NetcdfFile.open(file.toString())) {
      if (nc.findVariable("bs296") == null) {
        return ContinuumReader.water(file);
      }
      double[] at296 = values(nc, "bs296", file);
      double[] at260 = values(nc, "bs260", file);
      double[] foreign = values(nc, "bfh2o", file);
      double[] exponent = new double[at296.length];
      for (int i = 0; i < at296.length; i++) {
        exponent[i] =
            at296[i] > 0 && at260[i] > 0
                ? Math.log(at260[i] / at296[i]) / Math.log(296.0 / 260.0)
                : 0;
      }
      return new WaterContinuum(
          OLD_BEGIN_PER_CM,
          OLD_STEP_PER_CM,
          Arrays.stream(at296).map(v -> v * 1e-20).toArray(),
          Arrays.stream(foreign).map(v -> v * 1e-20).toArray(),
          exponent);
    } catch (IOException e) {
      throw new UnavailableInputException(
          "cannot read water continuum %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static double[] values(NetcdfFile nc, String name, Path file) throws IOException {
    Variable v = nc.findVariable(name);
    if (v == null) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT, "%s: variable %s expected, not found".formatted(file, name));
    }
    return (double[]) v.read().get1DJavaArray(double.class);
  }
}
