package org.kokyu.land;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What maps say of the ground, on the scene's grid, row-major; shared, treat as constant.
 *
 * @param classes IGBP class 1 … 17 of each pixel ({@link LandCoverEmissivity}), 0 unknown
 * @param emissivity by band, of an emissivity file; not a number where it has none
 * @param emissivitySigma its standard deviation, by the same bands
 * @param snow 1 where snow or ice was seen, by a map of the day
 * @param inlandWater 1 where a land mask says water inside land
 */
public record SurfaceMaps(
    Optional<byte[]> classes,
    Map<Integer, float[]> emissivity,
    Map<Integer, float[]> emissivitySigma,
    Optional<byte[]> snow,
    Optional<byte[]> inlandWater) {
  /** No map at all. */
  public static final SurfaceMaps NONE =
      new SurfaceMaps(Optional.empty(), Map.of(), Map.of(), Optional.empty(), Optional.empty());

  public SurfaceMaps {
    Objects.requireNonNull(classes, "classes");
    emissivity = Map.copyOf(emissivity);
    emissivitySigma = Map.copyOf(emissivitySigma);
    Objects.requireNonNull(snow, "snow");
    Objects.requireNonNull(inlandWater, "inlandWater");
    if (!emissivity.keySet().equals(emissivitySigma.keySet())) {
      throw new IllegalArgumentException(
          "emissivity of bands %s, standard deviation of bands %s"
              .formatted(emissivity.keySet(), emissivitySigma.keySet()));
    }
  }

  /** The same with a map of land-cover classes. */
  public SurfaceMaps withClasses(byte[] igbp) {
    return new SurfaceMaps(Optional.of(igbp), emissivity, emissivitySigma, snow, inlandWater);
  }

  /** The same with the values of an emissivity file. */
  public SurfaceMaps withEmissivity(Map<Integer, float[]> value, Map<Integer, float[]> sigma) {
    return new SurfaceMaps(classes, value, sigma, snow, inlandWater);
  }

  boolean isEmpty() {
    return classes.isEmpty() && emissivity.isEmpty() && snow.isEmpty() && inlandWater.isEmpty();
  }

  boolean fits(int pixels) {
    return classes.map(m -> m.length == pixels).orElse(true)
        && emissivity.values().stream().allMatch(e -> e.length == pixels)
        && emissivitySigma.values().stream().allMatch(e -> e.length == pixels)
        && snow.map(m -> m.length == pixels).orElse(true)
        && inlandWater.map(m -> m.length == pixels).orElse(true);
  }

  int classAt(int pixel) {
    return classes.isPresent() ? classes.get()[pixel] : LandCoverEmissivity.UNKNOWN;
  }

  boolean snowSeen(int pixel) {
    return snow.isPresent() && snow.get()[pixel] != 0;
  }

  boolean waterMapped(int pixel) {
    return inlandWater.isPresent() && inlandWater.get()[pixel] != 0;
  }
}
