package org.kokyu.retrieval.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.kokyu.core.atmosphere.Gas;

/**
 * A group of channels that is fitted with one radiance offset and one emissivity element.
 *
 * @param name name in products and metrics
 * @param ranges wavenumber ranges [cm-1], ascending
 * @param excluded ranges left out of them [cm-1]
 * @param gases gases that absorb there
 */
public record SpectralWindow(
    String name, List<Range> ranges, List<Range> excluded, Set<Gas> gases) {

  /** A closed range [cm-1]. */
  public record Range(double from, double to) {
    boolean contains(double nu) {
      return nu >= from && nu <= to;
    }
  }

  public SpectralWindow {
    Objects.requireNonNull(name, "name");
    ranges = List.copyOf(ranges);
    excluded = List.copyOf(excluded);
    gases = Set.copyOf(gases);
  }

  /** Channel numbers k of the axis ν = k · interval that lie in this window. */
  public int[] channels(double intervalPerCm) {
    List<Integer> k = new ArrayList<>();
    for (Range range : ranges) {
      for (int i = (int) Math.ceil(range.from() / intervalPerCm - 1e-9);
          i * intervalPerCm <= range.to() + 1e-9;
          i++) {
        double nu = i * intervalPerCm;
        if (excluded.stream().noneMatch(r -> r.contains(nu))) {
          k.add(i);
        }
      }
    }
    return k.stream().mapToInt(Integer::intValue).toArray();
  }
}
