package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.land.LandState;
import org.kokyu.land.uptake.Air;
import org.kokyu.met.GriddedFile;
import org.kokyu.met.GriddedMeteorology;
import org.kokyu.met.MeteorologyFile;
import org.kokyu.met.StandardAtmosphere;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temperature and humidity of the air near the surface on the grid of a scene: of gridded
 * meteorology (its lowest level, no correction for the height of the ground within a cell), taken
 * on a lattice of one degree; the day's lowest temperature is that of the nine fields three hours
 * apart that end with the slot. Without: the temperature of the ancillary file or of the surface,
 * and the humidity of the standard atmosphere of latitude and season. Thread-safe.
 */
public final class AirInputs {
  private static final Logger log = LoggerFactory.getLogger(AirInputs.class);
  private static final double LATTICE_DEG = 1;
  private static final int ROWS = 181;
  private static final int COLUMNS = 361;
  private static final int FIELDS = 9;
  private static final Duration STEP = Duration.ofHours(3);

  /** Relative standard deviation of the humidity of a forecast, and of a standard atmosphere. */
  private static final double FORECAST_VAPOUR_SIGMA = 0.1;

  private static final double CLIMATOLOGY_VAPOUR_SIGMA = 0.4;

  private final Optional<AncillaryFiles<MeteorologyFile>> files;
  private final boolean strict;
  private final StandardAtmosphere standard = new StandardAtmosphere();

  /**
   * @param place file or folder of gridded meteorology
   * @param strict whether a file that is not gridded is an error; else it is left out
   */
  public AirInputs(Optional<Path> place, boolean strict) {
    this.files = place.map(p -> new AncillaryFiles<>(p, MeteorologyFile::open));
    this.strict = strict;
  }

  /** Of a scene. */
  public Air of(ImagerScene scene, LandState land) {
    Instant time = scene.slot().nominalTime();
    List<AncillaryFiles.Opened<MeteorologyFile>> all =
        files.map(AncillaryFiles::current).orElse(List.of());
    List<GriddedFile> gridded = new ArrayList<>();
    for (AncillaryFiles.Opened<MeteorologyFile> file : all) {
      if (file.source() instanceof GriddedFile g) {
        gridded.add(g);
      } else if (strict) {
        throw new MalformedInputException(
            org.kokyu.core.result.InputFault.UNSUPPORTED,
            file.ref().name() + ": gridded meteorology expected, found rows of soundings");
      }
    }
    if (!gridded.isEmpty()) {
      try {
        Optional<Air> air = ofWeather(GriddedMeteorology.of(gridded), scene, time, all);
        if (air.isPresent()) {
          return air.get();
        }
        if (strict) {
          throw new MalformedInputException(
              org.kokyu.core.result.InputFault.HEADER_MISMATCH,
              "%s: fields at %s over the map expected, found none".formatted(gridded, time));
        }
      } catch (MalformedInputException e) {
        if (strict) {
          throw e;
        }
        log.warn("gridded fields are left out: {}", e.getMessage());
      }
    }
    return ofClimatology(scene, time, land);
  }

  private static double vapourPressurePa(Meteorology met) {
    return met.waterVapour().value(0) * met.surfacePressurePa();
  }

  private Optional<Air> ofWeather(
      GriddedMeteorology weather,
      ImagerScene scene,
      Instant time,
      List<AncillaryFiles.Opened<MeteorologyFile>> opened) {
    boolean[] wanted = lattice(scene.geometry());
    float[][] nodes = new float[4][ROWS * COLUMNS];
    for (float[] n : nodes) {
      Arrays.fill(n, Float.NaN);
    }
    Set<GriddedFile> used = new LinkedHashSet<>();
    boolean any = false;
    for (int k = 0; k < wanted.length; k++) {
      if (wanted[k]) {
        any |= node(weather, time, k, nodes, used);
      }
    }
    if (!any) {
      return Optional.empty();
    }
    List<InputRef> refs =
        opened.stream()
            .filter(f -> f.source() instanceof GriddedFile g && used.contains(g))
            .map(AncillaryFiles.Opened::ref)
            .toList();
    boolean lowest = false;
    for (float kelvin : nodes[1]) {
      lowest |= !Float.isNaN(kelvin);
    }
    SceneGeometry geometry = scene.geometry();
    return Optional.of(
        new Air(
            Optional.of(spread(geometry, nodes[0])),
            lowest ? Optional.of(spread(geometry, nodes[1])) : Optional.empty(),
            spread(geometry, nodes[2]),
            spread(geometry, nodes[3]),
            LandState.FORECAST_AIR_SIGMA_K,
            FORECAST_VAPOUR_SIGMA,
            false,
            "temperature and humidity of the lowest level of gridded meteorology"
                + (lowest ? "" : "; the slot's temperature stands in for the day's lowest"),
            refs));
  }

  private boolean node(
      GriddedMeteorology weather, Instant time, int k, float[][] nodes, Set<GriddedFile> used) {
    double latitude = 90 - (double) (k / COLUMNS) * LATTICE_DEG;
    double longitude = (double) (k % COLUMNS) * LATTICE_DEG - 180;
    Optional<Meteorology> now = weather.at(time, latitude, longitude);
    if (now.isEmpty()) {
      return false;
    }
    used.addAll(weather.used(time, latitude, longitude));
    double kelvin = now.get().temperatureK().value(0);
    double lowest = kelvin;
    for (int f = 1; f < FIELDS; f++) {
      Instant before = time.minus(STEP.multipliedBy(f));
      Optional<Meteorology> then = weather.at(before, latitude, longitude);
      if (then.isEmpty()) {
        lowest = Double.NaN;
        break;
      }
      used.addAll(weather.used(before, latitude, longitude));
      lowest = Math.min(lowest, then.get().temperatureK().value(0));
    }
    nodes[0][k] = (float) kelvin;
    nodes[1][k] = (float) lowest;
    nodes[2][k] = (float) vapourPressurePa(now.get());
    nodes[3][k] = (float) now.get().surfacePressurePa();
    return true;
  }

  private Air ofClimatology(ImagerScene scene, Instant time, LandState land) {
    boolean[] wanted = lattice(scene.geometry());
    float[][] nodes = new float[2][ROWS * COLUMNS];
    for (int k = 0; k < wanted.length; k++) {
      nodes[0][k] = Float.NaN;
      nodes[1][k] = Float.NaN;
      if (wanted[k]) {
        Meteorology met =
            standard
                .at(
                    time,
                    90 - (double) (k / COLUMNS) * LATTICE_DEG,
                    (double) (k % COLUMNS) * LATTICE_DEG - 180)
                .orElseThrow();
        nodes[0][k] = (float) vapourPressurePa(met);
        nodes[1][k] = (float) met.surfacePressurePa();
      }
    }
    boolean given = land.airK().isPresent();
    return new Air(
        land.airK(),
        Optional.empty(),
        spread(scene.geometry(), nodes[0]),
        spread(scene.geometry(), nodes[1]),
        given ? land.airSigmaK() : 0,
        CLIMATOLOGY_VAPOUR_SIGMA,
        true,
        (given ? "temperature of the ancillary file" : "temperature from that of the surface")
            + ", also for the day's lowest; humidity of the standard atmosphere",
        List.of());
  }

  /** The nodes around every pixel. */
  private static boolean[] lattice(SceneGeometry geometry) {
    boolean[] wanted = new boolean[ROWS * COLUMNS];
    for (int i = 0; i < geometry.size(); i++) {
      float latitude = geometry.latitudeDeg(i);
      if (!Float.isNaN(latitude)) {
        int r = row(latitude);
        int c = column(geometry.longitudeDeg(i));
        wanted[r * COLUMNS + c] = true;
        wanted[r * COLUMNS + c + 1] = true;
        wanted[(r + 1) * COLUMNS + c] = true;
        wanted[(r + 1) * COLUMNS + c + 1] = true;
      }
    }
    return wanted;
  }

  private static int row(float latitude) {
    return Math.max(0, Math.min(ROWS - 2, (int) ((90 - latitude) / LATTICE_DEG)));
  }

  private static int column(float longitude) {
    double east = longitude >= 180 ? longitude - 360 : longitude;
    return Math.max(0, Math.min(COLUMNS - 2, (int) ((east + 180) / LATTICE_DEG)));
  }

  /** Bilinear between the nodes. */
  private static float[] spread(SceneGeometry geometry, float[] nodes) {
    float[] all = new float[geometry.size()];
    for (int i = 0; i < all.length; i++) {
      float latitude = geometry.latitudeDeg(i);
      float longitude = geometry.longitudeDeg(i);
      if (Float.isNaN(latitude)) {
        all[i] = Float.NaN;
        continue;
      }
      int r = row(latitude);
      int c = column(longitude);
      float y = (float) ((90 - latitude) / LATTICE_DEG) - r;
      float x =
          (float) (((longitude >= 180 ? longitude - 360 : longitude) + 180) / LATTICE_DEG) - c;
      int k = r * COLUMNS + c;
      float north = nodes[k] + x * (nodes[k + 1] - nodes[k]);
      float south = nodes[k + COLUMNS] + x * (nodes[k + COLUMNS + 1] - nodes[k + COLUMNS]);
      all[i] = north + y * (south - north);
    }
    return all;
  }
}
