package org.kokyu.land.uptake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.land.vegetation.VegetationComposite;

/**
 * What is known of leaves: in this order a given vegetation index, the composite of the days
 * before, the climatology of the land-cover class.
 *
 * @param ndvi of a composite made elsewhere, on the scene's grid; not a number where unknown
 * @param composite learned
 * @param source of the given index, for the product's metadata
 * @param inputs the files behind it
 */
public record Leaves(
    Optional<float[]> ndvi, VegetationComposite composite, String source, List<InputRef> inputs) {
  public Leaves {
    Objects.requireNonNull(ndvi, "ndvi");
    Objects.requireNonNull(composite, "composite");
    Objects.requireNonNull(source, "source");
    inputs = List.copyOf(inputs);
  }
}
