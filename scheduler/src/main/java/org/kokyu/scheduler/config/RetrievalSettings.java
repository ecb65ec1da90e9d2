package org.kokyu.scheduler.config;

import java.util.Objects;
import org.kokyu.retrieval.RetrievalSettings.CloudLimits;
import org.kokyu.retrieval.RetrievalSettings.Options;
import org.kokyu.retrieval.RetrievalSettings.PriorUncertainty;

/**
 * @param geometry how the rays are traced
 * @param prior prior uncertainties
 * @param modelErrorK error of the forward model, added to the noise variance [K]
 * @param edgeNoiseFactor on the noise below 705 cm-1
 * @param cloud limits of the cloud screening
 * @param options what else the prior and the state may hold
 * @param wholeState whether the iteration runs in the whole state, or in the reduced basis
 */
public record RetrievalSettings(
    Geometry geometry,
    PriorUncertainty prior,
    double modelErrorK,
    double edgeNoiseFactor,
    CloudLimits cloud,
    Options options,
    boolean wholeState) {
  private static final org.kokyu.retrieval.RetrievalSettings BASE =
      org.kokyu.retrieval.RetrievalSettings.DEFAULT;

  public static final RetrievalSettings DEFAULT =
      new RetrievalSettings(
          Geometry.SPHERICAL,
          BASE.prior(),
          BASE.modelErrorK(),
          BASE.edgeNoiseFactor(),
          BASE.cloud(),
          BASE.options(),
          BASE.solver().neglected() == 0);

  /** How the rays are traced through the atmosphere. */
  public enum Geometry {
    SPHERICAL("spherical"),
    PLANE("plane");

    private final String label;

    Geometry(String label) {
      this.label = label;
    }

    /** The word in the configuration file. */
    public String label() {
      return label;
    }
  }

  public RetrievalSettings {
    Objects.requireNonNull(geometry, "geometry");
    Objects.requireNonNull(prior, "prior");
    Objects.requireNonNull(cloud, "cloud");
    Objects.requireNonNull(options, "options");
  }

  /** The same with another geometry. */
  public RetrievalSettings withGeometry(Geometry other) {
    return new RetrievalSettings(
        other, prior, modelErrorK, edgeNoiseFactor, cloud, options, wholeState);
  }

  /** As the retrieval takes them. */
  public org.kokyu.retrieval.RetrievalSettings forRetriever() {
    return BASE.withSphericalPath(geometry == Geometry.SPHERICAL)
        .withPrior(prior)
        .withMeasurementError(modelErrorK, edgeNoiseFactor)
        .withCloud(cloud)
        .withOptions(options)
        .withSolver(wholeState ? BASE.solver().withNeglected(0) : BASE.solver());
  }
}
