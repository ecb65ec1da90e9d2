package org.kokyu.himawari;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kokyu.core.scene.ImagerSatellite;

/**
 * Which satellite a slot is made from when both delivered segments: the one with more segments that
 * have every required band, then the one with more of the wanted files, then the preferred one. The
 * bands of the two are never mixed. Visible bands have no say, wanted or not: a satellite that
 * delivers them alone never wins over one with infrared bands. Nor have segments that are not
 * wanted.
 *
 * <p>A function of the set of files, not of their order. Immutable, thread-safe.
 */
public final class SatelliteChoice {
  /** Unless another one is preferred: the satellite that is operational since December 2022. */
  public static final ImagerSatellite BY_DEFAULT = ImagerSatellite.H09;

  private static final int FIRST_INFRARED_BAND = 7;

  private final BandSet bands;
  private final Set<Integer> segments;
  private final ImagerSatellite preferred;

  /**
   * @param bands wanted bands; the required ones decide
   * @param segments wanted segments; empty if whatever is there is wanted
   * @param preferred wins ties
   */
  public SatelliteChoice(BandSet bands, Collection<Integer> segments, ImagerSatellite preferred) {
    this.bands = Objects.requireNonNull(bands, "bands");
    this.segments = Set.copyOf(segments);
    this.preferred = Objects.requireNonNull(preferred, "preferred");
  }

  public ImagerSatellite preferred() {
    return preferred;
  }

  /** The satellite of these files of one slot; empty if none of them is wanted. */
  public Optional<ImagerSatellite> of(Collection<HsdFileName> files) {
    Map<ImagerSatellite, Set<SegmentId>> wanted = wanted(files, FIRST_INFRARED_BAND);
    ImagerSatellite best = null;
    for (ImagerSatellite satellite : byPreference()) {
      Set<SegmentId> own = wanted.get(satellite);
      if (!own.isEmpty() && (best == null || isBetter(own, wanted.get(best)))) {
        best = satellite;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * True if nothing needs to be waited for: the satellite that would be chosen has everything, and
   * no satellite that would win a tie has begun to deliver.
   *
   * @param files of one slot
   * @param coming files that are being delivered
   */
  public boolean isSettled(Collection<HsdFileName> files, Collection<HsdFileName> coming) {
    Set<SegmentId> expected = expected();
    if (expected.isEmpty()) {
      return false;
    }
    Map<ImagerSatellite, Set<SegmentId>> there = wanted(files, 1);
    Map<ImagerSatellite, Set<SegmentId>> begun = wanted(files, FIRST_INFRARED_BAND);
    wanted(coming, FIRST_INFRARED_BAND).forEach((s, ids) -> begun.get(s).addAll(ids));
    for (ImagerSatellite satellite : byPreference()) {
      if (!begun.get(satellite).isEmpty()) {
        return there.get(satellite).containsAll(expected);
      }
    }
    return false;
  }

  /** Every file of a complete slot of one satellite; empty if any segment is wanted. */
  public SortedSet<SegmentId> expected() {
    SortedSet<SegmentId> ids = new TreeSet<>();
    for (int band : bands.all()) {
      segments.forEach(segment -> ids.add(new SegmentId(band, segment)));
    }
    return ids;
  }

  private List<ImagerSatellite> byPreference() {
    EnumSet<ImagerSatellite> others = EnumSet.complementOf(EnumSet.of(preferred));
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(preferred), others.stream())
        .toList();
  }

  private Map<ImagerSatellite, Set<SegmentId>> wanted(
      Collection<HsdFileName> files, int firstBand) {
    Map<ImagerSatellite, Set<SegmentId>> wanted = new EnumMap<>(ImagerSatellite.class);
    for (ImagerSatellite satellite : ImagerSatellite.values()) {
      wanted.put(satellite, new HashSet<>());
    }
    for (HsdFileName file : files) {
      if (file.band() >= firstBand
          && bands.all().contains(file.band())
          && (segments.isEmpty() || segments.contains(file.segment()))) {
        wanted.get(file.satellite()).add(file.segmentId());
      }
    }
    return wanted;
  }

  private boolean isBetter(Set<SegmentId> a, Set<SegmentId> b) {
    long usableA = usable(a);
    long usableB = usable(b);
    return usableA != usableB ? usableA > usableB : a.size() > b.size();
  }

  /** Segments that are there with every required band. */
  private long usable(Set<SegmentId> ids) {
    return ids.stream()
        .map(SegmentId::segment)
        .distinct()
        .filter(s -> bands.required().stream().allMatch(b -> ids.contains(new SegmentId(b, s))))
        .count();
  }
}
