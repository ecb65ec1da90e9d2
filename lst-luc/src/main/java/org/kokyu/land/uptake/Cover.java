package org.kokyu.land.uptake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kokyu.core.provenance.InputRef;

/**
 * Land and its cover.
 *
 * @param land 1 where a pixel is land
 * @param classes IGBP class of each pixel, 0 unknown; empty without a map
 * @param source for the product's metadata
 * @param inputs the files behind it
 */
public record Cover(byte[] land, Optional<byte[]> classes, String source, List<InputRef> inputs) {
  /**
   * Class of all land where no map is given: cropland and natural vegetation in a mosaic, which has
   * parameters between those of forest and grass.
   */
  public static final byte ASSUMED = 14;

  public Cover {
    Objects.requireNonNull(land, "land");
    Objects.requireNonNull(classes, "classes");
    Objects.requireNonNull(source, "source");
    inputs = List.copyOf(inputs);
  }
}
