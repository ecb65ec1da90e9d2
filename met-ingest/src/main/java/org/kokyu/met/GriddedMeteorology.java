package org.kokyu.met;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.port.MeteorologySource;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;

/**
 * Weather from gridded analyses or forecasts.
 *
 * <p>Temperature, specific or relative humidity, surface pressure (or its logarithm) and skin
 * temperature, bilinear in space and linear in time; before the first and after the last field for
 * one step of the series, no longer. Water of wet air from specific humidity q: x = q / (q + (1 −
 * q) ε), ε = 0.62198; from relative humidity over liquid water with the saturation pressure of
 * Bolton (1980, Mon. Wea. Rev. 108, 1046, eq. 10).
 *
 * <p>Above its highest level the temperature follows the standard atmosphere of place and season,
 * moved to join; ozone is the fields' or the standard atmosphere's. The age is the time from the
 * nearest field used, or from the start of the forecast where the file gives it. Immutable;
 * thread-safe.
 */
public final class GriddedMeteorology implements MeteorologySource {
  private static final double WATER_TO_AIR = 18.01528 / UnitScale.DRY_AIR_G_PER_MOL;

  private final GriddedFields fields;
  private final StandardAtmosphere standard = new StandardAtmosphere();

  private GriddedMeteorology(GriddedFields fields) {
    this.fields = fields;
  }

  /**
   * @throws MalformedInputException if the files together lack a quantity
   */
  public static GriddedMeteorology of(List<GriddedFile> files) {
    GriddedFields fields = new GriddedFields(files);
    List<String> missing = new ArrayList<>();
    if (!fields.has(GridRole.TEMPERATURE)) {
      missing.add("air temperature");
    }
    if (!fields.has(GridRole.SPECIFIC_HUMIDITY) && !fields.has(GridRole.RELATIVE_HUMIDITY)) {
      missing.add("specific or relative humidity");
    }
    if (!fields.has(GridRole.SURFACE_PRESSURE) && !fields.has(GridRole.LN_SURFACE_PRESSURE)) {
      missing.add("surface pressure");
    }
    if (!fields.has(GridRole.SKIN_TEMPERATURE)) {
      missing.add("skin temperature");
    }
    if (!missing.isEmpty()) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: %s expected on the grid, not found"
              .formatted(fields.names(), String.join(", ", missing)));
    }
    return new GriddedMeteorology(fields);
  }

  @Override
  public Optional<Meteorology> at(Instant time, double latitudeDeg, double longitudeDeg) {
    return at(fields.at(time, latitudeDeg, longitudeDeg), time, latitudeDeg);
  }

  /** The files whose fields are used for a place and time. */
  public Set<GriddedFile> used(Instant time, double latitudeDeg, double longitudeDeg) {
    GriddedFields.Query query = fields.at(time, latitudeDeg, longitudeDeg);
    return at(query, time, latitudeDeg).isPresent() ? query.used() : Set.of();
  }

  private Optional<Meteorology> at(GriddedFields.Query query, Instant time, double latitude) {
    Optional<Profile> temperature = query.profile(GridRole.TEMPERATURE);
    OptionalDouble surface = query.surfacePressurePa();
    OptionalDouble skin = query.surface(GridRole.SKIN_TEMPERATURE);
    if (temperature.isEmpty() || surface.isEmpty() || skin.isEmpty()) {
      return Optional.empty();
    }
    Optional<Profile> water =
        fields.has(GridRole.SPECIFIC_HUMIDITY)
            ? query.profile(GridRole.SPECIFIC_HUMIDITY).map(GriddedMeteorology::ofSpecific)
            : query
                .profile(GridRole.RELATIVE_HUMIDITY)
                .map(rh -> ofRelative(rh, temperature.get()));
    if (water.isEmpty()) {
      return Optional.empty();
    }
    Meteorology above = standard.atSurfacePressure(time, latitude, surface.getAsDouble());
    return Optional.of(
        new Meteorology(
            continued(temperature.get(), above.temperatureK()),
            water.get(),
            query.profile(GridRole.OZONE).or(above::ozone),
            surface.getAsDouble(),
            skin.getAsDouble(),
            Optional.empty(),
            Optional.empty(),
            "gridded files " + fields.names(),
            false,
            query.hoursToNearest(),
            Double.NaN));
  }

  /** Mole fraction of wet air from specific humidity. */
  static Profile ofSpecific(Profile specific) {
    double[] v = specific.values();
    for (int i = 0; i < v.length; i++) {
      double q = Math.max(0, v[i]);
      v[i] = q / (q + (1 - q) * WATER_TO_AIR);
    }
    return Profile.of(specific.pressures(), v);
  }

  /** Mole fraction of wet air from relative humidity (0 … 1) over liquid water. */
  static Profile ofRelative(Profile relative, Profile temperature) {
    double[] v = relative.values();
    for (int i = 0; i < v.length; i++) {
      double p = relative.pressurePa(i);
      double celsius = temperature.at(p) - 273.15;
      double saturation = 611.2 * Math.exp(17.67 * celsius / (celsius + 243.5));
      v[i] = Math.max(0, v[i]) * Math.min(1, saturation / p);
    }
    return Profile.of(relative.pressures(), v);
  }

  /** The profile with the shape of another above its highest level, moved to join. */
  private static Profile continued(Profile profile, Profile shape) {
    int n = profile.size();
    double top = profile.pressurePa(n - 1);
    double move = profile.value(n - 1) - shape.at(top);
    int first = 0;
    // levels close to the top would make a kink of rounding
    while (first < shape.size() && shape.pressurePa(first) >= 0.9 * top) {
      first++;
    }
    int more = shape.size() - first;
    double[] p = Arrays.copyOf(profile.pressures(), n + more);
    double[] v = Arrays.copyOf(profile.values(), n + more);
    for (int i = 0; i < more; i++) {
      p[n + i] = shape.pressurePa(first + i);
      v[n + i] = shape.value(first + i) + move;
    }
    return Profile.of(p, v);
  }
}
