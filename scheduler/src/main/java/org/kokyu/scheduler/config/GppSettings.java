package org.kokyu.scheduler.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether and how gross primary production is made with the maps of surface temperature.
 *
 * @param make whether it is
 * @param model name of the light-use-efficiency model
 * @param light what the light of a slot is made from
 * @param landCover IGBP classes; empty for those of the surface temperature, if it has any
 */
public record GppSettings(boolean make, String model, Light light, Optional<Path> landCover) {
  public static final GppSettings OFF =
      new GppSettings(false, "saturating", Light.CLOUD_INDEX, Optional.empty());

  /** What the light of a slot is made from. */
  public enum Light {
    /** Reflectance of band 3, which the feed must deliver. */
    CLOUD_INDEX("cloud-index"),
    /** The cloud mask alone, coarser, every pixel to be used with care. */
    CLOUD_MASK("cloud-mask");

    private final String label;

    Light(String label) {
      this.label = label;
    }

    /** The word in the configuration file. */
    public String label() {
      return label;
    }
  }

  public GppSettings {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(light, "light");
    Objects.requireNonNull(landCover, "landCover");
  }
}
