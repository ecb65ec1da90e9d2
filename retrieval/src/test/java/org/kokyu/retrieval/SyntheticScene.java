package org.kokyu.retrieval;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.io.TableFile;

/** A warm, humid scene at sea for tests on spectra of the retrieval's own forward model. */
final class SyntheticScene {
  static final AbsorptionTables TABLES = TableFile.bundled(Instrument.GOSAT);
  static final double NOISE = Planck.radiance(700, 280) / 280;
  static final double[] LEVELS_PA = {
    100_000, 85_000, 70_000, 50_000, 30_000, 20_000, 10_000, 5_000, 1_000, 100, 10
  };
  static final Meteorology WEATHER =
      new Meteorology(
          Profile.of(
              LEVELS_PA, new double[] {296, 289, 281, 265, 239, 221, 203, 210, 230, 262, 230}),
          Profile.of(
              LEVELS_PA,
              new double[] {0.018, 0.011, 0.006, 0.002, 3e-4, 6e-5, 5e-6, 4e-6, 4e-6, 5e-6, 5e-6}),
          Optional.empty(),
          100_000,
          298,
          Optional.empty(),
          Optional.empty(),
          "test",
          false);
  static final PriorProfiles GASES =
      new PriorProfiles(
          gas(1e-6, new double[] {418, 417, 416, 415, 414, 413, 411, 409, 407, 406, 406}),
          gas(1e-6, new double[] {1.9, 1.9, 1.89, 1.88, 1.85, 1.8, 1.7, 1.4, 0.9, 0.3, 0.2}),
          gas(1e-9, new double[] {335, 335, 335, 335, 333, 325, 310, 240, 120, 15, 3}),
          "test",
          false);
  static final Sounding TEMPLATE =
      new Sounding(
          "T1",
          Instrument.GOSAT,
          Instant.parse("2022-04-01T03:00:00Z"),
          new SoundingGeometry(20, 100, 15, 0, Double.NaN, Double.NaN, 0),
          List.of(),
          0);

  private static Profile gas(double unit, double[] x) {
    Arrays.setAll(x, i -> x[i] * unit);
    return Profile.of(LEVELS_PA, x);
  }

  private SyntheticScene() {}
}
