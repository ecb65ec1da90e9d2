package org.kokyu.himawari;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kokyu.core.scene.SceneGrid;

/**
 * Which files of a full-disk slot a scene needs.
 *
 * @param grid the scene's grid
 * @param bands the scene's bands
 * @param segments numbers of the ten segments that the grid touches, ascending
 */
public record SegmentSelection(SceneGrid grid, BandSet bands, SortedSet<Integer> segments) {
  public SegmentSelection {
    segments = Collections.unmodifiableSortedSet(new TreeSet<>(segments));
  }

  /** All files of a complete scene, ascending. */
  public SortedSet<SegmentId> expected() {
    SortedSet<SegmentId> ids = new TreeSet<>();
    for (int band : bands.all()) {
      for (int segment : segments) {
        ids.add(new SegmentId(band, segment));
      }
    }
    return ids;
  }

  /** True if a scene on this grid uses the file. */
  public boolean needs(HsdFileName name) {
    return name.area().equals("FLDK")
        && bands.all().contains(name.band())
        && segments.contains(name.segment());
  }
}
