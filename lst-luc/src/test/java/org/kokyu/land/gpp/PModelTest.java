package org.kokyu.land.gpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;

class PModelTest {
  private static final double OPT_XI = 62.29781;
  private static final double OPT_V = 149.18689;
  private static final double OPT_J = 283.69591;
  private static final double AJ = 8.77304;
  private static final double AC = 8.52556;

  private final PModel model = new PModel();
  private final double[] published = model.defaults(Biome.MIXED_FOREST);

  private static float[] one(double value) {
    return new float[] {(float) value};
  }

  private static ProductivityDrivers drivers(double celsius, double vpd, double par) {
    return ProductivityDrivers.of(1)
        .with(ProductivityDriver.PAR, one(par))
        .with(ProductivityDriver.FAPAR, one(0.8))
        .with(ProductivityDriver.AIR_TEMPERATURE, one(celsius + 273.15))
        .with(ProductivityDriver.VPD, one(vpd))
        .with(ProductivityDriver.CO2, one(400))
        .with(ProductivityDriver.PRESSURE, one(95_000));
  }

  private float gpp(ProductivityDrivers d, double vcmax, double jmax, double xi, double[] p) {
    ProductivityDrivers all =
        d.with(ProductivityDriver.ACCLIMATED_VCMAX25, one(vcmax))
            .with(ProductivityDriver.ACCLIMATED_JMAX25, one(jmax))
            .with(ProductivityDriver.ACCLIMATED_XI, one(xi));
    float[] out = new float[1];
    model.gpp(all, 0, 1, p, out);
    return out[0];
  }

  /** Against a separate implementation in Python that meets the published series within 1e-6. */
  @Test
  void optimumByAnotherImplementation() {
    float[] v = new float[1];
    float[] j = new float[1];
    float[] xi = new float[1];
    model.optimum(drivers(20, 1000, 1200), 0, 1, published, v, j, xi);
    assertEquals(OPT_V, v[0], 1e-3 * OPT_V);
    assertEquals(OPT_J, j[0], 1e-3 * OPT_J);
    assertEquals(OPT_XI, xi[0], 1e-3 * OPT_XI);
  }

  @Test
  void dimLightIsLimitedByElectronsBrightLightByCarboxylation() {
    double xi = OPT_XI;
    assertEquals(AJ, gpp(drivers(15, 700, 500), 80, 90, xi, published), 1e-3 * AJ);
    assertEquals(AC, gpp(drivers(28, 2500, 1800), 40, 90, xi, published), 1e-3 * AC);
  }

  /** At its own optimum the two limits coordinate. */
  @Test
  void limitsMeetAtNoon() {
    float[] v = new float[1];
    float[] j = new float[1];
    float[] xi = new float[1];
    ProductivityDrivers noon = drivers(20, 1000, 1200);
    model.optimum(noon, 0, 1, published, v, j, xi);
    float electrons = gpp(noon, 10 * v[0], j[0], xi[0], published);
    float carboxylation = gpp(noon, v[0], 1000 * j[0], xi[0], published);
    assertEquals(electrons, carboxylation, 0.01 * electrons);
  }

  @Test
  void productionIsInProportionToTheQuantumYield() {
    double[] twice = published.clone();
    twice[0] *= 2;
    float[] v = new float[1];
    float[] j = new float[1];
    float[] xi = new float[1];
    model.optimum(drivers(20, 1000, 1200), 0, 1, published, v, j, xi);
    float single = gpp(drivers(17, 800, 700), v[0], j[0], xi[0], published);
    model.optimum(drivers(20, 1000, 1200), 0, 1, twice, v, j, xi);
    assertEquals(2 * single, gpp(drivers(17, 800, 700), v[0], j[0], xi[0], twice), 1e-4 * single);
  }

  @Test
  void darkAndFrozenGiveNothing() {
    assertEquals(0, gpp(drivers(15, 700, 0), 40, 90, 80, published));
    assertEquals(0, gpp(drivers(-20, 50, 500), 40, 90, 80, published));
    assertEquals(0, gpp(drivers(15, 700, 500), 0, 0, 80, published));
    assertTrue(Float.isNaN(gpp(drivers(15, Double.NaN, 500), 40, 90, 80, published)));
  }
}
