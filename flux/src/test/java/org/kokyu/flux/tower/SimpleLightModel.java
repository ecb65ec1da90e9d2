package org.kokyu.flux.tower;

import java.util.List;
import java.util.Set;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.port.ProductivityParameter;

/** GPP = m · fAPAR · Q/(k + Q), to test the fitting without the models of another module. */
final class SimpleLightModel implements ProductivityModel {
  @Override
  public String name() {
    return "simple";
  }

  @Override
  public Set<ProductivityDriver> requiredDrivers() {
    return Set.of(ProductivityDriver.PAR, ProductivityDriver.FAPAR);
  }

  @Override
  public List<ProductivityParameter> parameters() {
    return List.of(
        new ProductivityParameter("m", "umol m-2 s-1", 0, 200, "test"),
        new ProductivityParameter("k", "umol m-2 s-1", 20, 5000, "test"));
  }

  @Override
  public double[] defaults(Biome biome) {
    return new double[] {25, 500};
  }

  @Override
  public double[] spread(Biome biome) {
    return new double[] {20, 400};
  }

  @Override
  public void gpp(ProductivityDrivers d, int from, int to, double[] p, float[] gpp) {
    float[] par = d.get(ProductivityDriver.PAR);
    float[] fapar = d.get(ProductivityDriver.FAPAR);
    for (int i = from; i < to; i++) {
      gpp[i] = (float) (p[0] * fapar[i] * par[i] / (p[1] + par[i]));
    }
  }
}
