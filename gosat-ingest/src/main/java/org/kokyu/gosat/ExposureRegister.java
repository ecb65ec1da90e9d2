package org.kokyu.gosat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;

/**
 * Remembers exposures by satellite, time and place, so that one that comes again in another file (a
 * scene cut differently, another version) is known.
 *
 * <p>Same: starts within 0.1 s (exposures follow each other after a second at least) and centres
 * within 0.05° (reprocessing moves them by metres). Names of files and identities given by the
 * provider do not count. Not thread-safe.
 */
public final class ExposureRegister {
  private static final long TOLERANCE_MICROS = 100_000;
  private static final double TOLERANCE_DEG = 0.05;

  private final Map<Instrument, NavigableMap<Long, Sounding>> byTime =
      new EnumMap<>(Instrument.class);

  /** Notes an exposure; the identity of the one that was there before, if there was one. */
  public Optional<String> add(Sounding sounding) {
    NavigableMap<Long, Sounding> known =
        byTime.computeIfAbsent(sounding.instrument(), i -> new TreeMap<>());
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, sounding.time());
    Optional<String> same =
        known
            .subMap(micros - TOLERANCE_MICROS, true, micros + TOLERANCE_MICROS, true)
            .values()
            .stream()
            .filter(other -> near(other.geometry(), sounding.geometry()))
            .map(Sounding::id)
            .findFirst();
    if (same.isEmpty()) {
      known.put(micros, withoutSpectra(sounding));
    }
    return same;
  }

  private static boolean near(SoundingGeometry a, SoundingGeometry b) {
    double east = Math.abs(Math.IEEEremainder(a.longitudeDeg() - b.longitudeDeg(), 360));
    return Math.abs(a.latitudeDeg() - b.latitudeDeg()) <= TOLERANCE_DEG
        && east * Math.cos(Math.toRadians(a.latitudeDeg())) <= TOLERANCE_DEG;
  }

  private static Sounding withoutSpectra(Sounding s) {
    return new Sounding(
        s.id(), s.instrument(), s.time(), s.geometry(), List.of(), s.providerFlag());
  }
}
