package org.kokyu.gosat.l1b;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes groups and datasets of primitive arrays, scalars and strings to a new HDF5 file.
 *
 * <p>The whole file is built in memory and written by {@link #close()}. It holds no time stamp:
 * same content gives same bytes (the library appends its version and the platform's name after the
 * last object). Not thread-safe.
 */
public final class Hdf5Writer implements AutoCloseable {
  private final WritableHdfFile hdf;
  private final Map<String, WritableGroup> groups = new HashMap<>();

  public Hdf5Writer(Path path) {
    hdf = HdfFile.write(path);
    // a label of the writing library, no part of the layouts
    hdf.removeAttribute("_jHDF");
  }

  /** Adds a dataset, creating the groups on its way. Empty arrays cannot be written. */
  public void put(String path, Object data) {
    put(path, data, Map.of());
  }

  /** As {@link #put(String, Object)} with attributes of the dataset, written by name. */
  public void put(String path, Object data, Map<String, Object> attributes) {
    int slash = path.lastIndexOf('/');
    WritableDataset dataset =
        group(path.substring(0, slash)).putDataset(path.substring(slash + 1), data);
    new TreeMap<>(attributes).forEach(dataset::putAttribute);
  }

  /** Adds a group without content. */
  public void putGroup(String path) {
    group(path);
  }

  private WritableGroup group(String path) {
    if (path.isEmpty()) {
      return hdf;
    }
    WritableGroup known = groups.get(path);
    if (known == null) {
      int slash = path.lastIndexOf('/');
      known = group(path.substring(0, slash)).putGroup(path.substring(slash + 1));
      groups.put(path, known);
    }
    return known;
  }

  @Override
  public void close() {
    hdf.close();
  }
}
