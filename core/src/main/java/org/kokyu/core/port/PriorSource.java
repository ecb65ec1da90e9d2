package org.kokyu.core.port;

import java.time.Instant;
import java.util.Optional;
import org.kokyu.core.atmosphere.PriorProfiles;

/** Prior gas profiles at a place and time. Thread-safe. */
public interface PriorSource {

  /**
   * The prior of one footprint; empty where the source has none.
   *
   * @param time UTC
   * @param latitudeDeg degrees north
   * @param longitudeDeg degrees east
   */
  Optional<PriorProfiles> at(Instant time, double latitudeDeg, double longitudeDeg);
}
