package org.kokyu.core.scene;

import java.time.Instant;
import java.util.Objects;

/**
 * One nominal observation slot.
 *
 * @param satellite which satellite
 * @param area area code of the file names, FLDK for the full disk
 * @param nominalTime nominal start of the slot, UTC
 */
public record SlotKey(ImagerSatellite satellite, String area, Instant nominalTime)
    implements Comparable<SlotKey> {
  public SlotKey {
    Objects.requireNonNull(satellite, "satellite");
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(nominalTime, "nominalTime");
  }

  @Override
  public int compareTo(SlotKey o) {
    int c = nominalTime.compareTo(o.nominalTime);
    c = c != 0 ? c : satellite.compareTo(o.satellite);
    return c != 0 ? c : area.compareTo(o.area);
  }
}
