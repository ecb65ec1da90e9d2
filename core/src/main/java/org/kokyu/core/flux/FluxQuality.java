package org.kokyu.core.flux;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a cell of a flux map is as good or bad as its flag says; bits of its word. */
public enum FluxQuality {
  /**
   * Some slots of the hour, or hours of the day, are missing and were filled in from the others.
   */
  GAPS_FILLED,
  /** The production of a slot was to be used with care. */
  PRODUCTION_WITH_CARE,
  /** No production of the last days is known: reference respiration from fAPAR. */
  REFERENCE_FROM_FAPAR,
  /** Respiration follows the surface temperature, no air temperature is known. */
  SURFACE_TEMPERATURE,
  /** A fire of the cell was hidden for a time and filled in. */
  FIRE_FILLED,
  /** Too few slots or hours. */
  TOO_FEW,
  /** No production. */
  NO_PRODUCTION,
  /** No temperature. */
  NO_TEMPERATURE,
  /** No vegetation: water, town, ice, bare ground, or not known. */
  NOT_VEGETATED;

  /** The bit in the word. */
  public short bit() {
    return (short) (1 << ordinal());
  }

  /** All names as a product's flag meanings. */
  public static String meanings() {
    return Stream.of(values())
        .map(q -> q.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}
