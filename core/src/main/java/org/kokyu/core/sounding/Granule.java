package org.kokyu.core.sounding;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One L1B file as delivered.
 *
 * @param name file name without folder
 * @param instrument which spectrometer
 * @param key identity of the granule for product names, from path, scene and mode, letters and
 *     digits only
 * @param start start time of the granule, UTC
 * @param l1bVersion provider's version label
 * @param night whether only the thermal band was observed
 * @param soundings in file order
 */
public record Granule(
    String name,
    Instrument instrument,
    String key,
    Instant start,
    String l1bVersion,
    boolean night,
    List<Sounding> soundings) {
  public Granule {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(l1bVersion, "l1bVersion");
    soundings = List.copyOf(soundings);
  }
}
