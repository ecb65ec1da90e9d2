package org.kokyu.scheduler.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.met.CollocatedPrior;
import org.kokyu.scheduler.stage.AncillaryFiles;

/** The true gas profiles of simulated soundings, at the pressures of a retrieval. Thread-safe. */
public final class SimulatedTruth {
  private static final double PPM = 1e6;
  private static final double PA_PER_HPA = 100;

  private final AncillaryFiles<CollocatedPrior> files;

  /**
   * @param folder of the truth files
   */
  public SimulatedTruth(Path folder) {
    files = new AncillaryFiles<>(folder, CollocatedPrior::open);
  }

  /** CO2, CH4 and N2O [ppm] of a sounding, NaN where the pressure is. */
  public Optional<double[][]> at(
      Instant time, double latitudeDeg, double longitudeDeg, double[] pressureHpa) {
    return files.current().stream()
        .flatMap(f -> f.source().at(time, latitudeDeg, longitudeDeg).stream())
        .findFirst()
        .map(p -> profiles(p, pressureHpa));
  }

  private static double[][] profiles(PriorProfiles p, double[] pressureHpa) {
    return new double[][] {
      ppm(p.co2(), pressureHpa), ppm(p.ch4(), pressureHpa), ppm(p.n2o(), pressureHpa)
    };
  }

  private static double[] ppm(Profile profile, double[] pressureHpa) {
    double[] values = new double[pressureHpa.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          Double.isFinite(pressureHpa[i])
              ? PPM * profile.at(PA_PER_HPA * pressureHpa[i])
              : Double.NaN;
    }
    return values;
  }
}
