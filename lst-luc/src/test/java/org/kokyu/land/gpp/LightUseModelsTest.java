package org.kokyu.land.gpp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;
import org.kokyu.core.port.ProductivityModel;

class LightUseModelsTest {
  private final ProductivityModel mod17 = new Mod17Model();
  private final ProductivityModel saturating = new SaturatingModel();

  private static ProductivityDrivers drivers(float par, float fapar, float minimumC, float vpdPa) {
    return ProductivityDrivers.of(1)
        .with(ProductivityDriver.PAR, new float[] {par})
        .with(ProductivityDriver.FAPAR, new float[] {fapar})
        .with(ProductivityDriver.MINIMUM_TEMPERATURE, new float[] {minimumC + 273.15f})
        .with(ProductivityDriver.VPD, new float[] {vpdPa});
  }

  private static float one(ProductivityModel model, ProductivityDrivers drivers, Biome biome) {
    float[] gpp = new float[1];
    model.gpp(drivers, 0, 1, model.defaults(biome), gpp);
    return gpp[0];
  }

  /** 1.526 gC MJ-1, ramps one half each, 1000 umol of light of which 0.8 is absorbed. */
  @Test
  void mod17ByHand() {
    double absorbedWatt = 1000 / 4.57 * 0.8;
    double gramPerSecond = 1.526e-6 * absorbedWatt * 0.5 * 0.5;
    double expected = gramPerSecond / 12.011 * 1e6;
    float found = one(mod17, drivers(1000, 0.8f, 1.97f, 1775), Biome.DECIDUOUS_BROADLEAF_FOREST);
    assertEquals(expected, found, 1e-4 * expected);
  }

  /** At PAR = a the scalar is one half. */
  @Test
  void saturatingByHand() {
    double dim = 1.300e-6 * 2.4 * (600 / 4.57 * 0.6) / 12.011 * 1e6;
    float found = one(saturating, drivers(600, 0.6f, 15, 400), Biome.CROPLAND);
    assertEquals(dim / 2, found, 1e-4 * dim);
  }

  @Test
  void darkColdAndDryGiveNothing() {
    for (ProductivityModel model : new ProductivityModel[] {mod17, saturating}) {
      assertEquals(0, one(model, drivers(0, 0.8f, 15, 300), Biome.MIXED_FOREST));
      assertEquals(0, one(model, drivers(-4, 0.8f, 15, 300), Biome.MIXED_FOREST));
      assertEquals(0, one(model, drivers(900, 0.8f, -20, 300), Biome.MIXED_FOREST));
      assertEquals(0, one(model, drivers(900, 0.8f, 15, 6000), Biome.MIXED_FOREST));
      assertTrue(Float.isNaN(one(model, drivers(900, Float.NaN, 15, 300), Biome.MIXED_FOREST)));
      assertTrue(Float.isNaN(one(model, drivers(Float.NaN, 0.5f, 15, 300), Biome.MIXED_FOREST)));
    }
  }

  @Test
  void runsOfOneClassAreComputedTogether() {
    int n = 400;
    byte[] igbp = new byte[n];
    float[] par = new float[n];
    for (int i = 0; i < n; i++) {
      igbp[i] = (byte) (i < 300 ? i / 7 % 19 : i % 19);
      par[i] = i;
    }
    float[] fill = new float[n];
    ProductivityDrivers d =
        ProductivityDrivers.of(n)
            .with(ProductivityDriver.PAR, par)
            .with(ProductivityDriver.FAPAR, filled(n, 0.7f))
            .with(ProductivityDriver.MINIMUM_TEMPERATURE, filled(n, 285f))
            .with(ProductivityDriver.VPD, filled(n, 900f));
    saturating.gpp(d, 0, n, igbp, saturating.parametersByIgbp(), fill);
    float[] slow = new float[n];
    for (int i = 0; i < n; i++) {
      float light = i;
      slow[i] =
          Biome.ofIgbp(igbp[i])
              .map(b -> one(saturating, drivers(light, 0.7f, 11.85f, 900), b))
              .orElse(Float.NaN);
    }
    assertArrayEquals(slow, fill, 1e-4f);
  }

  private static float[] filled(int n, float value) {
    float[] all = new float[n];
    Arrays.fill(all, value);
    return all;
  }

  @Test
  void classesWithoutVegetationHaveNoParameters() {
    double[][] byClass = mod17.parametersByIgbp();
    for (int c : new int[] {0, 13, 15, 16, 17}) {
      assertEquals(null, byClass[c]);
    }
    assertArrayEquals(byClass[10], byClass[11]);
    assertArrayEquals(byClass[12], byClass[14]);
    assertEquals(1.405, byClass[2][0]);
  }

  @Test
  void spreadsAreThoseOfThePriors() {
    assertEquals(0.35, mod17.spread(Biome.DECIDUOUS_BROADLEAF_FOREST)[0]);
    double relative =
        (0.32 / 0.98 + 0.20 / 1.40 + 0.35 / 1.68 + 0.37 / 1.43 + 0.45 / 1.19 + 0.55 / 1.94) / 6;
    assertEquals(1.498 * relative, mod17.spread(Biome.WOODY_SAVANNA)[0], 1e-12);
    for (Biome biome : Biome.values()) {
      for (double s : saturating.spread(biome)) {
        assertTrue(s > 0);
      }
    }
  }
}
