package org.kokyu.core.port;

import java.time.Instant;
import java.util.Optional;
import org.kokyu.core.atmosphere.Meteorology;

/** Weather at a place and time, from whatever file or climatology. Thread-safe. */
public interface MeteorologySource {

  /**
   * The weather of one footprint; empty where the source has none.
   *
   * @param time UTC
   * @param latitudeDeg degrees north
   * @param longitudeDeg degrees east
   */
  Optional<Meteorology> at(Instant time, double latitudeDeg, double longitudeDeg);
}
