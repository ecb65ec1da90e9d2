package org.kokyu.core.atmosphere;

import java.util.Objects;

/**
 * An atmosphere of a collection.
 *
 * @param name unique in its collection
 * @param parent name shared by all variants of one atmosphere
 */
public record NamedAtmosphere(String name, String parent, Meteorology meteorology) {
  public NamedAtmosphere {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(parent, "parent");
    Objects.requireNonNull(meteorology, "meteorology");
  }
}
