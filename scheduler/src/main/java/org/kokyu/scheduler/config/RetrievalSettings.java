package org.kokyu.scheduler.config;

import java.util.Objects;

/**
 * @param geometry how the rays are traced
 */
public record RetrievalSettings(Geometry geometry) {
  public static final RetrievalSettings DEFAULT = new RetrievalSettings(Geometry.SPHERICAL);

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
  }
}
