package org.kokyu.core.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why a pixel of a {@link GppField} is as good or bad as its flag says; bits of its word. */
public enum GppQuality {
  /** The sun is below the horizon: no light, production zero. */
  NIGHT,
  /** The sun is too low for the cloud index. */
  LOW_SUN,
  /** The reference of bare ground is not learned yet. */
  GROUND_LEARNING,
  /** Light from the cloud mask alone, no reflectance. */
  LIGHT_FROM_MASK,
  /** Leaf area is a climatology. */
  VEGETATION_CLIMATOLOGY,
  /** The class of land cover is the default, not of a map. */
  COVER_ASSUMED,
  /** Air temperature from the surface temperature. */
  AIR_FROM_SURFACE,
  /** Humidity is a climatology. */
  HUMIDITY_CLIMATOLOGY,
  /** Snow or ice was seen. */
  SNOW,
  /** Seen at a low angle. */
  OBLIQUE_VIEW,
  /** Water, town, ice or bare ground: production zero. */
  NOT_VEGETATED,
  /** No cloud mask, so no light. */
  NO_LIGHT_KNOWN,
  /** Neither composite nor climatology of vegetation. */
  NO_VEGETATION_KNOWN,
  /** No temperature or humidity. */
  NO_WEATHER_KNOWN,
  /** Off the earth, out of sight or sea. */
  NO_LAND;

  /** The bit in the word. */
  public short bit() {
    return (short) (1 << ordinal());
  }

  /** All names as a product's flag meanings. */
  public static String meanings() {
    List<String> names = new ArrayList<>();
    for (GppQuality q : values()) {
      names.add(q.name().toLowerCase(Locale.ROOT));
    }
    return String.join(" ", names);
  }
}
