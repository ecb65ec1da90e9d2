package org.kokyu.scheduler.daemon;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.ops.publish.PublishedProfiles.PublishedSounding;

/**
 * What differs between a real service and one on simulated feeds.
 *
 * @param refresh how often the status page loads itself anew
 * @param simulated whether the feeds are simulated, which the page then says
 * @param truth of simulated soundings
 */
public record Presentation(Duration refresh, boolean simulated, Truth truth) {

  /** Real feeds: a truth is not known. */
  public static final Presentation REAL =
      new Presentation(Duration.ofSeconds(15), false, s -> Optional.empty());

  /** The true mole fractions of a sounding on its layers [ppm]: CO2, CH4, N2O. */
  public interface Truth {
    Optional<double[][]> of(PublishedSounding sounding);
  }

  public Presentation {
    Objects.requireNonNull(refresh, "refresh");
    Objects.requireNonNull(truth, "truth");
  }
}
