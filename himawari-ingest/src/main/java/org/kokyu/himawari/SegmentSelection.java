package org.kokyu.himawari;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kokyu.core.scene.SceneGrid;

/**
 * Which files of a slot a scene needs.
 *
 * @param grid the scene's grid
 * @param bands the scene's bands
 * @param segments numbers of the area's segments that the grid touches, ascending
 * @param area area code of the files, FLDK for the full disk
 */
public record SegmentSelection(
    SceneGrid grid, BandSet bands, SortedSet<Integer> segments, String area) {
  /** Of a full-disk slot. */
  public SegmentSelection(SceneGrid grid, BandSet bands, SortedSet<Integer> segments) {
    this(grid, bands, segments, "FLDK");
  }

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
    return name.area().equals(area)
        && bands.all().contains(name.band())
        && segments.contains(name.segment());
  }
}
