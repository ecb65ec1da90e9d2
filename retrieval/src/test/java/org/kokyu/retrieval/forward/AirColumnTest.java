package org.kokyu.retrieval.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.physics.Planck;

class AirColumnTest {

  static Atmosphere isothermal(double t, double water) {
    Profile flat = Profile.of(new double[] {120000, 1}, new double[] {1, 1});
    double[] p = flat.pressures();
    return new Atmosphere(
        Profile.of(p, new double[] {t, t}),
        Profile.of(p, new double[] {Math.log(water), Math.log(water)}),
        Map.of(Gas.CO2, Profile.of(p, new double[] {4e-4, 4e-4})));
  }

  @Test
  void layersAreCutAtTheSurface() {
    for (double ps : new double[] {45000, 58123, 73570, 100000, 100020, 101325, 109900}) {
      LayerGrid grid = LayerGrid.of(ps);
      double[] bounds = grid.boundsPa();
      assertEquals(ps, bounds[grid.firstLayer()]);
      assertEquals(ps, grid.sublayerBoundPa(0));
      assertEquals(10, grid.sublayerBoundPa(grid.productSublayers()), 1e-9);
      assertEquals(1, grid.sublayerBoundPa(grid.sublayers()), 1e-9);
      for (int i = 0; i < grid.sublayers(); i++) {
        assertTrue(grid.sublayerBoundPa(i) > grid.sublayerBoundPa(i + 1));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> LayerGrid.of(44000));
    assertThrows(IllegalArgumentException.class, () -> LayerGrid.of(Double.NaN));
  }

  /** Mass is conserved: dry air and water together weigh what the pressure says. */
  @Test
  void columnsWeighTheirPressure() {
    Atmosphere a = isothermal(260, 0.01);
    for (double ps : new double[] {60000, 101325}) {
      AirColumn c = AirColumn.of(LayerGrid.of(ps), a, new ViewingGeometry(0, true), 30);
      double mass = 0;
      double dry = 0;
      for (int i = 0; i < c.grid().sublayers(); i++) {
        mass += c.airMass(i);
        double h = c.dryMoleFraction(Gas.H2O, i);
        assertEquals(0.01 / 0.99, h, 1e-12);
        dry += c.dryAir(i) * (0.0289647 + h * 0.01801528);
      }
      assertEquals(mass, dry, 1e-9 * mass);
      // gravity falls with height, so the mass exceeds ps/g(surface), by less than one per cent
      double least = (ps - 1) / ViewingGeometry.gravity(30, ViewingGeometry.standardAltitude(ps));
      assertTrue(mass > least && mass < 1.01 * least, mass + " against " + least);
      double sum = 0;
      for (double v : c.dryAirOfLayers()) {
        sum += v;
      }
      // the rest lies above 0.1 hPa
      double product = sum * (0.0289647 + 0.01 / 0.99 * 0.01801528);
      assertEquals((ps - 10) / (ps - 1), product / dry, 2e-5);
      assertEquals(4e-4, c.layerMean(Gas.CO2)[20], 1e-15);
      assertEquals(260, c.layerMeanTemperature()[20], 1e-9);
    }
  }

  @Test
  void slantPathIsShorterOnASphere() {
    assertEquals(2, new ViewingGeometry(60, false).slantFactor(10000), 1e-12);
    double spherical = new ViewingGeometry(44, true).slantFactor(10000);
    double plane = new ViewingGeometry(44, false).slantFactor(10000);
    assertEquals(-0.0015, spherical / plane - 1, 1e-4);
  }

  /** In a cavity of one temperature the radiance is Planck's, whatever absorbs and reflects. */
  @Test
  void isothermalSceneRadiatesLikeABlackBody() {
    AirColumn c =
        AirColumn.of(LayerGrid.of(101325), isothermal(275, 0.01), new ViewingGeometry(30, true), 0);
    int n = c.grid().sublayers();
    float[][] depth = new float[n][200];
    for (int l = 0; l < n; l++) {
      for (int i = 0; i < 200; i++) {
        depth[l][i] = (float) (5e-7 * Math.pow(10, i / 25.0));
      }
    }
    for (boolean lambertian : new boolean[] {false, true}) {
      RadiativeTransfer.Surface surface = new TestSurface(275, lambertian);
      double[] r = new RadiativeTransfer.Tile(200, n).radiance(c, surface, 900, 900.2, depth);
      for (int i = 0; i < 200; i++) {
        double sky = skyShare(depth, i, c, lambertian);
        double expected = Planck.radiance(900 + i * 0.2 / 199, 275) * (1 - 0.1 * sky);
        assertEquals(1, r[i] / expected, 1e-6, "point " + i);
      }
    }
  }

  /** What the cold space above takes away: reflectance times both transmittances. */
  private static double skyShare(float[][] depth, int i, AirColumn c, boolean lambertian) {
    double up = 0;
    double vertical = 0;
    for (int l = 0; l < depth.length; l++) {
      up += depth[l][i] * c.slantFactor(l);
      vertical += depth[l][i];
    }
    if (!lambertian) {
      return Math.exp(-2 * up);
    }
    double down = 0;
    for (int m = 0; m < RadiativeTransfer.STREAMS; m++) {
      down +=
          RadiativeTransfer.streamWeight(m)
              * Math.exp(-vertical * RadiativeTransfer.streamSecant(m));
    }
    return Math.exp(-up) * down;
  }

  private record TestSurface(double skinK, boolean lambertian)
      implements RadiativeTransfer.Surface {
    @Override
    public double emissivityAt(double wavenumberPerCm) {
      return 0.9;
    }
  }
}
