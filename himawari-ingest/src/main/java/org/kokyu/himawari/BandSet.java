package org.kokyu.himawari;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The bands that a product is made from. A scene is complete when all are there; it is worth
 * publishing when the required ones are.
 *
 * @param required ascending band numbers
 * @param optional ascending band numbers
 */
public record BandSet(List<Integer> required, List<Integer> optional) {
  /** Split-window temperature with cloud mask; band 7 sharpens the mask at night. */
  public static final BandSet LST = new BandSet(List.of(13, 14, 15), List.of(7));

  public BandSet {
    required = List.copyOf(required);
    optional = List.copyOf(optional);
    if (required.isEmpty()) {
      throw new IllegalArgumentException("at least one band is required");
    }
    required.forEach(AhiBand::of);
    optional.forEach(AhiBand::of);
  }

  /** All bands, ascending. */
  public List<Integer> all() {
    SortedSet<Integer> bands = new TreeSet<>(required);
    bands.addAll(optional);
    return List.copyOf(bands);
  }
}
