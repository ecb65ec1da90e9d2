package org.kokyu.met;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.kokyu.core.atmosphere.Profile;

/**
 * Quantities of several gridded files at a place and time: bilinear in latitude and longitude,
 * linear in time. Immutable; thread-safe.
 */
final class GriddedFields {
  private final List<GriddedFile> files;
  private final Map<GridRole, FieldSeries> series = new EnumMap<>(GridRole.class);

  GriddedFields(List<GriddedFile> files) {
    this.files = List.copyOf(files);
    for (GridRole role : GridRole.values()) {
      FieldSeries.of(files, role).ifPresent(s -> series.put(role, s));
    }
  }

  boolean has(GridRole role) {
    return series.containsKey(role);
  }

  String names() {
    return String.join(", ", files.stream().map(GriddedFile::name).toList());
  }

  Query at(Instant time, double latitudeDeg, double longitudeDeg) {
    return new Query(time, latitudeDeg, longitudeDeg);
  }

  /** One place and time; notes which files were used and how far their fields are. */
  final class Query {
    private final Instant time;
    private final double latitude;
    private final double longitude;
    private final Set<GriddedFile> used = new LinkedHashSet<>();
    private double hoursToNearest;
    private double hoursOutside;
    private double leadHours;

    private Query(Instant time, double latitude, double longitude) {
      this.time = time;
      this.latitude = latitude;
      this.longitude = longitude;
    }

    /** Time from the nearest field [h], the largest of all quantities. */
    double hoursToNearest() {
      return Math.max(hoursToNearest, leadHours);
    }

    /** Time beyond the first or last field [h]; 0 between fields. */
    double hoursOutside() {
      return Math.max(hoursOutside, leadHours);
    }

    Set<GriddedFile> used() {
      return used;
    }

    /** A surface quantity; empty where there is none. */
    OptionalDouble surface(GridRole role) {
      return about(role).map(this::value).orElse(OptionalDouble.empty());
    }

    private OptionalDouble value(FieldSeries.About about) {
      Optional<double[]> first = about.series().column(about.first(), latitude, longitude);
      Optional<double[]> second = about.series().column(about.second(), latitude, longitude);
      if (first.isEmpty() || second.isEmpty()) {
        return OptionalDouble.empty();
      }
      double v =
          first.get()[0] == second.get()[0]
              ? first.get()[0]
              : first.get()[0] + about.weight() * (second.get()[0] - first.get()[0]);
      return Double.isFinite(v) ? OptionalDouble.of(v) : OptionalDouble.empty();
    }

    /** Surface pressure [Pa], as it is or from its logarithm. */
    OptionalDouble surfacePressurePa() {
      if (has(GridRole.SURFACE_PRESSURE)) {
        return surface(GridRole.SURFACE_PRESSURE);
      }
      OptionalDouble ln = surface(GridRole.LN_SURFACE_PRESSURE);
      return ln.isPresent() ? OptionalDouble.of(Math.exp(ln.getAsDouble())) : ln;
    }

    /** A quantity on levels; empty with fewer than two levels that hold values. */
    Optional<Profile> profile(GridRole role) {
      Optional<FieldSeries.About> about = about(role);
      if (about.isEmpty()) {
        return Optional.empty();
      }
      FieldSeries.About a = about.get();
      Optional<Levels> first = levels(a.series(), a.first());
      Optional<Levels> second = a.second() == a.first() ? first : levels(a.series(), a.second());
      if (first.isEmpty() || second.isEmpty()) {
        return Optional.empty();
      }
      return first.get().towards(second.get(), a.weight()).profile();
    }

    private Optional<FieldSeries.About> about(GridRole role) {
      Optional<FieldSeries.About> about =
          Optional.ofNullable(series.get(role)).flatMap(s -> s.about(time));
      about.ifPresent(this::note);
      return about;
    }

    private void note(FieldSeries.About about) {
      for (int slice : new int[] {about.first(), about.second()}) {
        GriddedFile file = about.series().field(slice).file();
        used.add(file);
        if (file.referenceMicros().isPresent()) {
          double hours = (time.toEpochMilli() - file.referenceMicros().getAsLong() / 1e3) / 3.6e6;
          leadHours = Math.max(leadHours, hours);
        }
      }
      hoursToNearest = Math.max(hoursToNearest, about.hoursToNearest());
      hoursOutside = Math.max(hoursOutside, about.hoursOutside());
    }

    private Optional<Levels> levels(FieldSeries s, int slice) {
      Optional<double[]> values = s.column(slice, latitude, longitude);
      Optional<double[]> pressure = pressures(s.field(slice), s.time(slice));
      return values.isEmpty() || pressure.isEmpty() || pressure.get().length != values.get().length
          ? Optional.empty()
          : Optional.of(new Levels(pressure.get(), values.get()));
    }

    /** Pressures of the levels at the time of the field itself. */
    private Optional<double[]> pressures(GridField field, Instant at) {
      Query there = new Query(at, latitude, longitude);
      if (field.levels().isEmpty()) {
        Optional<FieldSeries.About> p =
            Optional.ofNullable(series.get(GridRole.PRESSURE)).flatMap(s -> s.about(at));
        p.ifPresent(this::noteFiles);
        return p.flatMap(a -> a.series().column(a.first(), latitude, longitude));
      }
      GridLevels levels = field.levels().get();
      if (!levels.needsSurfacePressure()) {
        return Optional.of(levels.pressuresPa(Double.NaN));
      }
      OptionalDouble surface = there.surfacePressurePa();
      used.addAll(there.used());
      return surface.isPresent()
          ? Optional.of(levels.pressuresPa(surface.getAsDouble()))
          : Optional.empty();
    }

    private void noteFiles(FieldSeries.About about) {
      used.add(about.series().field(about.first()).file());
    }
  }

  /** Values on pressures, fill as not a number. */
  private record Levels(double[] pressurePa, double[] value) {

    /** Level by level where there are as many, else by pressure. */
    Levels towards(Levels other, double weight) {
      if (weight == 0 || other == this) {
        return this;
      }
      if (other.value.length != value.length) {
        return byPressure(other, weight);
      }
      double[] p = new double[value.length];
      double[] v = new double[value.length];
      for (int k = 0; k < v.length; k++) {
        p[k] = pressurePa[k] + weight * (other.pressurePa[k] - pressurePa[k]);
        v[k] = value[k] + weight * (other.value[k] - value[k]);
      }
      return new Levels(p, v);
    }

    private Levels byPressure(Levels other, double weight) {
      Optional<Profile> there = other.profile();
      double[] v = value.clone();
      for (int k = 0; there.isPresent() && k < v.length; k++) {
        v[k] += weight * (there.get().at(pressurePa[k]) - v[k]);
      }
      return new Levels(pressurePa, v);
    }

    Optional<Profile> profile() {
      int n = 0;
      double[] p = new double[value.length];
      double[] v = new double[value.length];
      for (int k = 0; k < value.length; k++) {
        if (Double.isFinite(value[k]) && pressurePa[k] > 0) {
          p[n] = pressurePa[k];
          v[n++] = value[k];
        }
      }
      if (n < 2) {
        return Optional.empty();
      }
      try {
        return Optional.of(Profile.of(Arrays.copyOf(p, n), Arrays.copyOf(v, n)));
      } catch (IllegalArgumentException notMonotonic) {
        return Optional.empty();
      }
    }
  }
}
