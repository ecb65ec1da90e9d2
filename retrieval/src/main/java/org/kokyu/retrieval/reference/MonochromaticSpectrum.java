package org.kokyu.retrieval.reference;

import java.util.List;
import java.util.Optional;
import org.kokyu.retrieval.spectroscopy.LineByLine.Grid;

/**
 * A monochromatic spectrum; shared arrays, treat as constant.
 *
 * @param grid wavenumbers
 * @param radiance at the top of the atmosphere [W m-2 sr-1 (cm-1)-1]
 * @param clipped cross sections that line mixing made negative and that were set to zero
 * @param depths optical depths, if they were asked for
 */
public record MonochromaticSpectrum(
    Grid grid, double[] radiance, long clipped, Optional<Depths> depths) {

  /**
   * Vertical optical depths.
   *
   * @param layer [layer][point], layer 0 nearest the surface
   * @param species names
   * @param total [species][point], sum over the layers
   */
  public record Depths(float[][] layer, List<String> species, float[][] total) {}
}
