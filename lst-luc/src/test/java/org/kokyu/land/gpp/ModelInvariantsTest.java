package org.kokyu.land.gpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.ProductivityDriver;
import org.kokyu.core.port.ProductivityDrivers;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.port.ProductivityParameter;

/** What must hold for every model and every vegetation type. */
class ModelInvariantsTest {
  private static final int SAMPLES = 400;
  private static final double[][] RANGE = {
    {0, 2400},
    {0.05, 1},
    {258, 313},
    {253, 303},
    {0, 4500},
    {0.05, 0.95},
    {0.1, 4.5},
    {0.05, 0.9},
    {-0.3, 0.6},
    {-0.2, 1},
    {330, 480},
    {60_000, 103_000},
    {1, 90},
    {2, 180},
    {20, 120}
  };

  private static ProductivityDrivers random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ProductivityDrivers d = ProductivityDrivers.of(SAMPLES);
    for (ProductivityDriver driver : ProductivityDriver.values()) {
      float[] x = new float[SAMPLES];
      double[] range = RANGE[driver.ordinal()];
      for (int i = 0; i < SAMPLES; i++) {
        x[i] = (float) (range[0] + random.nextDouble() * (range[1] - range[0]));
      }
      d = d.with(driver, x);
    }
    return d;
  }

  private static float[] run(ProductivityModel model, ProductivityDrivers d, Biome biome) {
    float[] gpp = new float[SAMPLES];
    model.gpp(d, 0, SAMPLES, model.defaults(biome), gpp);
    return gpp;
  }

  @Test
  void neverNegativeAndFinite() {
    for (ProductivityModel model : ProductivityModels.all()) {
      for (Biome biome : Biome.values()) {
        for (float g : run(model, random(biome.ordinal()), biome)) {
          assertTrue(g >= 0 && g < 400, model.name() + " " + biome + ": " + g);
        }
      }
    }
  }

  @Test
  void zeroInTheDark() {
    ProductivityDrivers dark = random(3).with(ProductivityDriver.PAR, new float[SAMPLES]);
    for (ProductivityModel model : ProductivityModels.all()) {
      for (float g : run(model, dark, Biome.GRASSLAND)) {
        assertEquals(0, g, model.name());
      }
    }
  }

  /** More leaves, more production: fAPAR, or what stands for it. */
  @Test
  void risesWithLeaves() {
    ProductivityDrivers few = random(5);
    ProductivityDrivers many = few;
    for (ProductivityDriver driver :
        new ProductivityDriver[] {
          ProductivityDriver.FAPAR, ProductivityDriver.EVI, ProductivityDriver.LAI
        }) {
      float[] more = few.get(driver).clone();
      for (int i = 0; i < SAMPLES; i++) {
        more[i] *= 1.05f;
      }
      many = many.with(driver, more);
    }
    for (ProductivityModel model : ProductivityModels.all()) {
      float[] less = run(model, few, Biome.DECIDUOUS_BROADLEAF_FOREST);
      float[] more = run(model, many, Biome.DECIDUOUS_BROADLEAF_FOREST);
      for (int i = 0; i < SAMPLES; i++) {
        assertTrue(more[i] >= less[i] * (1 - 1e-6f), model.name() + " sample " + i);
      }
    }
  }

  @Test
  void aMissingRequiredDriverGivesNoNumber() {
    for (ProductivityModel model : ProductivityModels.all()) {
      for (ProductivityDriver driver : model.requiredDrivers()) {
        float[] none = random(7).get(driver).clone();
        none[0] = Float.NaN;
        float[] gpp = run(model, random(7).with(driver, none), Biome.SAVANNA);
        assertTrue(Float.isNaN(gpp[0]), model.name() + " without " + driver);
        assertTrue(!Float.isNaN(gpp[1]), model.name());
      }
    }
  }

  @Test
  void samplesDoNotDependOnTheirNeighbours() {
    ProductivityDrivers d = random(11);
    for (ProductivityModel model : ProductivityModels.all()) {
      float[] whole = run(model, d, Biome.CROPLAND);
      float[] part = new float[SAMPLES];
      model.gpp(d, 100, 101, model.defaults(Biome.CROPLAND), part);
      assertEquals(whole[100], part[100], model.name());
      assertEquals(0, part[99] + part[101], model.name());
    }
  }

  @Test
  void defaultsLieWithinTheirBoundsAndHaveSpread() {
    for (ProductivityModel model : ProductivityModels.all()) {
      for (Biome biome : Biome.values()) {
        double[] values = model.defaults(biome);
        double[] spread = model.spread(biome);
        assertEquals(model.parameters().size(), values.length);
        for (int k = 0; k < values.length; k++) {
          ProductivityParameter p = model.parameters().get(k);
          assertTrue(
              values[k] >= p.lower() && values[k] <= p.upper(),
              model.name() + " " + biome + " " + p.name() + " " + values[k]);
          assertTrue(spread[k] > 0, p.name());
        }
      }
    }
  }

  /** Where no ramp has its edge, a small change of a parameter changes production smoothly. */
  @Test
  void smoothInItsParameters() {
    ProductivityDrivers d = random(13);
    float[] up = new float[SAMPLES];
    float[] down = new float[SAMPLES];
    for (ProductivityModel model : ProductivityModels.all()) {
      double[] p = model.defaults(Biome.MIXED_FOREST);
      float[] centre = run(model, d, Biome.MIXED_FOREST);
      double[] moved = p.clone();
      moved[0] = p[0] * 1.01;
      model.gpp(d, 0, SAMPLES, moved, up);
      moved[0] = p[0] * 0.99;
      model.gpp(d, 0, SAMPLES, moved, down);
      for (int i = 0; i < SAMPLES; i++) {
        assertEquals(
            centre[i], (up[i] + down[i]) / 2, 1e-3 * centre[i] + 1e-5, model.name() + " " + i);
      }
    }
  }

  @Test
  void twoLeavesShareTheLight() {
    double[] absorbed = new double[2];
    TwoLeafModel.absorbed(1000, 0.4, 4, 0.8, 0.7, absorbed);
    double sunlit = 2 * 0.8 * (1 - Math.exp(-0.5 * 0.7 * 4 / 0.8));
    double below = 400 * Math.exp(-0.5 * 0.7 * 4 / (0.537 + 0.1));
    double scattered = 0.07 * 0.7 * 600 * (1.1 - 0.4) * Math.exp(-0.8);
    double perLeaf = (400 - below) / 4 + scattered;
    assertEquals((600 * 0.5 / 0.8 + perLeaf) * sunlit, absorbed[0], 1e-9);
    assertEquals(perLeaf * (4 - sunlit), absorbed[1], 1e-9);
  }

  @Test
  void vpmByHand() {
    float[] gpp = new float[1];
    ProductivityModel vpm = new VpmModel();
    ProductivityDrivers d =
        ProductivityDrivers.of(1)
            .with(ProductivityDriver.PAR, new float[] {1000})
            .with(ProductivityDriver.EVI, new float[] {0.5f})
            .with(ProductivityDriver.LSWI, new float[] {0.2f})
            .with(ProductivityDriver.AIR_TEMPERATURE, new float[] {288.15f});
    vpm.gpp(d, 0, 1, vpm.defaults(Biome.CROPLAND), gpp);
    double range = (15 + 1) * (15 - 48.0);
    double warm = range / (range - (15 - 30) * (15 - 30));
    assertEquals(0.42 / 12.011 * warm * 1.2 / 1.5 * 500, gpp[0], 1e-3);
  }
}
