package org.kokyu.land.training;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.kokyu.core.atmosphere.NamedAtmosphere;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.port.RadianceModel;
import org.kokyu.core.scene.BandTerms;

/**
 * Band terms of one training atmosphere.
 *
 * @param name of the atmosphere
 * @param parent name shared by its variants
 * @param waterKg water vapour column [kg m-2]
 * @param airK temperature of the lowest air [K]
 * @param terms [view][band]
 */
public record TrainingTerms(
    String name, String parent, double waterKg, double airK, List<List<BandTerms>> terms) {
  /** View zenith angles of the training [degrees]. */
  public static final List<Double> VIEW_ZENITH_DEG =
      List.of(0.0, 20.0, 33.0, 43.0, 50.0, 55.0, 60.0, 65.0, 70.0);

  /** Global means of 2021 (NOAA Global Monitoring Laboratory): CO2, CH4, N2O. */
  private static final double[] DRY_MOLE_FRACTION = {415e-6, 1.895e-6, 334e-9};

  /**
   * Terms of all atmospheres, in their order.
   *
   * @param helpers most tasks to hand to the executor
   * @param done called with the number of finished atmospheres, from any thread
   */
  public static List<TrainingTerms> compute(
      RadianceModel model,
      List<NamedAtmosphere> atmospheres,
      Executor executor,
      int helpers,
      IntConsumer done) {
    PriorProfiles gases = gases();
    double[] zenith = VIEW_ZENITH_DEG.stream().mapToDouble(Double::doubleValue).toArray();
    TrainingTerms[] all = new TrainingTerms[atmospheres.size()];
    java.util.concurrent.atomic.AtomicInteger finished =
        new java.util.concurrent.atomic.AtomicInteger();
    BlockLoop.run(
        executor,
        helpers,
        all.length,
        i -> {
          NamedAtmosphere a = atmospheres.get(i);
          double air = a.meteorology().temperatureK().value(0);
          double[] surface = {air - 12, air + 4, air + 20};
          all[i] =
              new TrainingTerms(
                  a.name(),
                  a.parent(),
                  model.waterColumn(a.meteorology()),
                  air,
                  model.terms(a.meteorology(), gases, surface, zenith));
          done.accept(finished.incrementAndGet());
        });
    return Arrays.asList(all);
  }

  private static PriorProfiles gases() {
    double[] p = {1e5};
    return new PriorProfiles(
        Profile.of(p, new double[] {DRY_MOLE_FRACTION[0]}),
        Profile.of(p, new double[] {DRY_MOLE_FRACTION[1]}),
        Profile.of(p, new double[] {DRY_MOLE_FRACTION[2]}),
        "global means of 2021",
        true);
  }
}
