package org.kokyu.gosat;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.sounding.Instrument;

/**
 * One HDF5 layout of L1B granules as data: which path plays which role and how it is read.
 *
 * @param name name of the layout, for messages
 * @param instrument whose granules it describes
 * @param rootGroup root group by which the layout is recognised
 * @param datasets datasets of the whole granule
 * @param bands datasets per band, ascending wavenumber
 */
public record LayoutProfile(
    String name,
    Instrument instrument,
    String rootGroup,
    Map<LayoutRole, DatasetRule> datasets,
    Map<String, Map<LayoutRole, DatasetRule>> bands) {

  /** File values in W cm-2 sr-1 (cm-1)-1 to W m-2 sr-1 (cm-1)-1. */
  static final double PER_SQUARE_CENTIMETRE = 1e4;

  public LayoutProfile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(rootGroup, "rootGroup");
    datasets = Map.copyOf(datasets);
    Map<String, Map<LayoutRole, DatasetRule>> ordered = new LinkedHashMap<>();
    bands.forEach((band, rules) -> ordered.put(band, Map.copyOf(rules)));
    bands = Collections.unmodifiableMap(ordered);
  }

  /**
   * The same layout with other paths, for an operator who has the agency's parameter files.
   *
   * @param pathByRole role key ({@code latitude}, {@code band4.radiance}) to path
   * @param radianceScale factor from the file's radiance and noise unit to W m-2 sr-1 (cm-1)-1,
   *     where it is another than W cm-2
   * @throws ConfigurationException if a role is unknown or a path is not absolute
   */
  public LayoutProfile withOverrides(Map<String, String> pathByRole, OptionalDouble radianceScale) {
    Map<LayoutRole, DatasetRule> common = mutable(datasets);
    Map<String, Map<LayoutRole, DatasetRule>> perBand = new LinkedHashMap<>();
    bands.forEach((band, rules) -> perBand.put(band, mutable(rules)));
    pathByRole.forEach((key, path) -> override(key, path, common, perBand));
    radianceScale.ifPresent(scale -> perBand.values().forEach(rules -> rescale(rules, scale)));
    return new LayoutProfile(name, instrument, rootGroup, common, perBand);
  }

  private static Map<LayoutRole, DatasetRule> mutable(Map<LayoutRole, DatasetRule> rules) {
    Map<LayoutRole, DatasetRule> copy = new EnumMap<>(LayoutRole.class);
    copy.putAll(rules);
    return copy;
  }

  private void override(
      String key,
      String path,
      Map<LayoutRole, DatasetRule> common,
      Map<String, Map<LayoutRole, DatasetRule>> perBand) {
    int dot = key.indexOf('.');
    Map<LayoutRole, DatasetRule> rules = dot < 0 ? common : perBand.get(key.substring(0, dot));
    Optional<LayoutRole> role = LayoutRole.ofKey(key.substring(dot + 1), dot >= 0);
    if (rules == null || role.isEmpty()) {
      throw new ConfigurationException(
          "layout %s: unknown role %s, expected for example latitude or %s.radiance"
              .formatted(name, key, bands.keySet().iterator().next()));
    }
    if (!path.startsWith("/")) {
      throw new ConfigurationException(
          "layout %s, role %s: path beginning with / expected, found %s"
              .formatted(name, key, path));
    }
    DatasetRule known = rules.getOrDefault(role.get(), DatasetRule.required(path));
    rules.put(role.get(), known.withPath(path));
  }

  private static void rescale(Map<LayoutRole, DatasetRule> rules, double scale) {
    rules.computeIfPresent(LayoutRole.RADIANCE, (role, rule) -> rule.withScale(scale));
    rules.computeIfPresent(LayoutRole.NOISE, (role, rule) -> rule.withScale(scale));
  }
}
