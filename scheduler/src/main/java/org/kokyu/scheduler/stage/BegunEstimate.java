package org.kokyu.scheduler.stage;

import java.util.Optional;
import org.kokyu.land.ClearSkyReference;
import org.kokyu.land.LandState;
import org.kokyu.land.LstStrips;

/**
 * An estimate that goes on while the segments of its slot arrive.
 *
 * @param land what is known of surface and air
 * @param composite of the clear days before, as far as they were known when it was begun
 */
record BegunEstimate(LandState land, Optional<ClearSkyReference> composite, LstStrips strips) {
  /** Whether it was begun with what is known now. */
  boolean fits(Optional<ClearSkyReference> now) {
    return strips.isBasedOn(now.map(ClearSkyReference::sha256).orElse(""));
  }
}
