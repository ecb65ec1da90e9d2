package org.kokyu.land.training;

import java.util.List;
import java.util.Random;
import org.kokyu.core.port.RadianceModel;
import org.kokyu.core.scene.BandTerms;

/**
 * Surfaces over the training atmospheres, and the brightness temperatures they give.
 *
 * <p>Surface minus air temperature is uniform in −13 … 23 K. Emissivity of band 14: 60 % vegetation
 * (0.955 … 0.992), 25 % soils (0.90 … 0.99), 15 % dry bare ground (0.82 … 0.96); band 13 within
 * −0.025 … +0.035 of it or, in 30 %, down to −0.09 (quartz); band 15 within −0.015 … +0.025. Ranges
 * span the spectral libraries of natural surfaces (Baldridge et al. 2009, Remote Sens. Environ.
 * 113, 711).
 */
final class TrainingCases {
  private static final int[] BANDS = {13, 14, 15};

  /**
   * One case.
   *
   * @param atmosphere index of the atmosphere
   * @param weight of the case in the fit
   */
  record Case(
      int atmosphere,
      double[] kelvin,
      double[] emissivity,
      double secant,
      double waterKg,
      double airK,
      double surfaceK,
      double weight) {}

  /** What takes a case. */
  interface Sink {
    void accept(Case c);
  }

  private final RadianceModel model;
  private final PlanckTable[] planck;

  TrainingCases(RadianceModel model) {
    this.model = model;
    this.planck = new PlanckTable[BANDS.length];
    for (int b = 0; b < BANDS.length; b++) {
      planck[b] = new PlanckTable(model, BANDS[b]);
    }
  }

  /**
   * All cases in a fixed order.
   *
   * @param surfaces per atmosphere and view
   */
  void forEach(List<TrainingTerms> atmospheres, double[] weights, int surfaces, Sink sink) {
    Random random = new Random(1);
    for (int a = 0; a < atmospheres.size(); a++) {
      TrainingTerms t = atmospheres.get(a);
      for (List<BandTerms> view : t.terms()) {
        for (int s = 0; s < surfaces; s++) {
          sink.accept(surface(a, t, view, weights[a], random));
        }
      }
    }
  }

  private Case surface(
      int atmosphere, TrainingTerms t, List<BandTerms> view, double weight, Random random) {
    double surfaceK = t.airK() + uniform(random, -13, 23);
    double[] emissivity = emissivity(random);
    double[] kelvin = new double[BANDS.length];
    for (int b = 0; b < BANDS.length; b++) {
      BandTerms terms = term(view, BANDS[b]);
      double e = emissivity[b];
      double radiance =
          e * planck[b].radiance(surfaceK) * terms.transmittanceAt(surfaceK)
              + terms.upwelling()
              + (1 - e) * terms.reflectedSky();
      kelvin[b] = planck[b].brightnessTemperature(radiance);
    }
    double secant = 1 / Math.cos(Math.toRadians(view.get(0).viewZenithDeg()));
    return new Case(
        atmosphere, kelvin, emissivity, secant, t.waterKg(), t.airK(), surfaceK, weight);
  }

  private static BandTerms term(List<BandTerms> view, int band) {
    return view.stream().filter(v -> v.band() == band).findFirst().orElseThrow();
  }

  private static double[] emissivity(Random random) {
    double kind = random.nextDouble();
    double e14 =
        kind < 0.6
            ? uniform(random, 0.955, 0.992)
            : kind < 0.85 ? uniform(random, 0.90, 0.99) : uniform(random, 0.82, 0.96);
    boolean quartz = random.nextDouble() >= 0.7;
    double e13 = e14 + (quartz ? uniform(random, -0.09, 0.01) : uniform(random, -0.025, 0.035));
    double e15 = e14 + uniform(random, -0.015, 0.025);
    return new double[] {limited(e13), e14, limited(e15)};
  }

  private static double limited(double e) {
    return Math.min(0.995, Math.max(0.82, e));
  }

  private static double uniform(Random random, double a, double b) {
    return a + (b - a) * random.nextDouble();
  }

  /** Planck function of a band on a table: ln B over 1/T is nearly a straight line. */
  static final class PlanckTable {
    private static final double LOWEST_K = 180;
    private static final double STEP_K = 0.5;
    private static final int SIZE = 400;

    private final double[] lnRadiance = new double[SIZE];

    PlanckTable(RadianceModel model, int band) {
      for (int i = 0; i < SIZE; i++) {
        lnRadiance[i] = Math.log(model.planck(band, LOWEST_K + i * STEP_K));
      }
    }

    double radiance(double kelvin) {
      int i = Math.min(SIZE - 2, Math.max(0, (int) ((kelvin - LOWEST_K) / STEP_K)));
      double a = LOWEST_K + i * STEP_K;
      double w = (1 / a - 1 / kelvin) / (1 / a - 1 / (a + STEP_K));
      return Math.exp(lnRadiance[i] + w * (lnRadiance[i + 1] - lnRadiance[i]));
    }

    double brightnessTemperature(double radiance) {
      double ln = Math.log(radiance);
      int lo = 0;
      int hi = SIZE - 1;
      while (hi - lo > 1) {
        int mid = (lo + hi) >>> 1;
        if (lnRadiance[mid] <= ln) {
          lo = mid;
        } else {
          hi = mid;
        }
      }
      double a = LOWEST_K + lo * STEP_K;
      double w = (ln - lnRadiance[lo]) / (lnRadiance[lo + 1] - lnRadiance[lo]);
      return 1 / (1 / a - w * (1 / a - 1 / (a + STEP_K)));
    }
  }

  RadianceModel model() {
    return model;
  }
}
