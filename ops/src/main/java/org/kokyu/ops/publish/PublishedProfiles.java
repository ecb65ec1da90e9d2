package org.kokyu.ops.publish;

import java.time.Instant;
import java.util.List;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.profile.Matrix;

/**
 * A profile product as people look at it. Arrays are on layers from the surface upwards, NaN below
 * the surface; shared, treat as constant.
 *
 * @param id product name
 * @param platform GOSAT or GOSAT2
 * @param granule name of the L1B file
 * @param revision number of the issue
 * @param maturity nrt, interim or final
 * @param inputs input files with hashes, one per line
 * @param versions algorithm and table versions, one per line
 * @param meteorologySource where the meteorology came from
 * @param priorSource where the prior came from
 * @param soundings in file order
 */
public record PublishedProfiles(
    String id,
    String platform,
    String granule,
    int revision,
    String maturity,
    String inputs,
    String versions,
    String meteorologySource,
    String priorSource,
    List<PublishedSounding> soundings) {
  public PublishedProfiles {
    soundings = List.copyOf(soundings);
  }

  /**
   * One sounding.
   *
   * @param pressureHpa middle of the layers
   * @param temperatureK retrieved air temperature
   * @param quality 0 good, 1 use with care, 2 bad
   * @param qualityReasons bits of {@link org.kokyu.core.profile.QualityReason}
   */
  public record PublishedSounding(
      String id,
      Instant time,
      double latitudeDeg,
      double longitudeDeg,
      double[] pressureHpa,
      double[] temperatureK,
      double surfacePressureHpa,
      double surfaceTemperatureK,
      double chi2,
      int iterations,
      int quality,
      int qualityReasons,
      List<PublishedGas> gases) {
    public PublishedSounding {
      gases = List.copyOf(gases);
    }
  }

  /**
   * One gas of a sounding.
   *
   * @param valuePpm retrieved dry-air mole fraction
   * @param priorPpm prior
   * @param uncertaintyPpm posterior standard deviation
   * @param kernel averaging kernel of ln, row = retrieved layer
   * @param dofs degrees of freedom for signal
   * @param columnPpm column average
   * @param columnUncertaintyPpm its standard deviation
   */
  public record PublishedGas(
      Gas gas,
      double[] valuePpm,
      double[] priorPpm,
      double[] uncertaintyPpm,
      Matrix kernel,
      double dofs,
      double columnPpm,
      double columnUncertaintyPpm) {}
}
