package org.kokyu.simulation.sounding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.core.sounding.SpectralAxis;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.gosat.Gosat2GranuleWriter;
import org.kokyu.gosat.GosatFileName;
import org.kokyu.retrieval.fast.NodeForwardModel;
import org.kokyu.retrieval.forward.AirColumn;
import org.kokyu.retrieval.forward.Atmosphere;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.forward.StateLayout;
import org.kokyu.retrieval.forward.ViewingGeometry;
import org.kokyu.retrieval.instrument.SpectrometerDefinition;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.simulation.imager.SyntheticEarth;
import org.kokyu.simulation.sounding.io.CollocatedFiles;
import org.kokyu.simulation.sounding.truth.SoundingScene;

/**
 * Writes GOSAT-2 granules of the synthetic earth, with the collocated weather and the truth beside
 * them.
 *
 * <p>Spectra: radiative transfer on layers of 0.06 in ln p (the retrieval has 0.1) at the nodes of
 * the simulation tables, which lie on other wavenumbers than the retrieval's and are more; white
 * noise. Channels outside the windows of the tables are filler: Planck radiance at the brightness
 * temperature of the clearest window, with noise. A cloudy footprint sees an opaque cloud top
 * instead of the ground. Deterministic in the seed.
 */
public final class SoundingSimulator {
  /** Thickness of the simulation's layers, in ln p. */
  static final double SUBLAYER_THICKNESS = 0.06;

  private static final double SIGNAL_TO_NOISE = 560;
  private static final double EXPOSURE_CYCLE_S = 4.67;
  private static final double FIRST_PER_CM = 700;
  private static final double BAND_LIMIT_PER_CM = 1188;
  private static final double LAST_PER_CM = 1800;
  private static final int SURFACE_WINDOW = 1;

  private final long seed;
  private final SyntheticEarth earth;
  private final AtmosphereGenerator atmospheres;
  private final NodeForwardModel model;
  private final double noise = Planck.radiance(700, 280) / SIGNAL_TO_NOISE;

  /**
   * @param tables simulation tables of GOSAT-2
   */
  public SoundingSimulator(long seed, SyntheticEarth earth, AbsorptionTables tables) {
    this.seed = seed;
    this.earth = earth;
    this.atmospheres = new AtmosphereGenerator(earth);
    this.model = new NodeForwardModel(tables, SUBLAYER_THICKNESS);
  }

  /** Files of one simulated granule. */
  public record GranuleFiles(Path granule, Path meteorology, Path truth) {}

  /**
   * Writes one granule.
   *
   * @param feed folder of the granule
   * @param meteorology folder of the weather file
   * @param truth folder of the truth file
   * @param start start of the granule
   * @param scene number of the scene within the orbit, 1 … 60
   * @param soundings how many
   */
  public GranuleFiles write(
      Path feed, Path meteorology, Path truth, Instant start, int scene, int soundings) {
    GosatFileName name = name(start, scene);
    List<SoundingScene> scenes = scenes(start, soundings);
    List<Sounding> measured = new ArrayList<>();
    Random random = new Random(seed ^ start.getEpochSecond() * 31);
    NodeForwardModel.Workspace ws = model.newWorkspace();
    for (SoundingScene s : scenes) {
      measured.add(sounding(s, measured.size(), start, random, ws));
    }
    // weather and truth first: the granule must not be taken up before them
    Path met = CollocatedFiles.writeMeteorology(meteorology, name.format(), scenes);
    Path known = CollocatedFiles.writeTruth(truth, name.format(), scenes);
    Granule granule =
        new Granule(
            name.format(),
            Instrument.GOSAT2,
            name.key(),
            start,
            name.version(),
            name.isNight(),
            measured);
    return new GranuleFiles(publish(feed, granule), met, known);
  }

  /** Written aside and moved, so that a poller never sees half a granule. */
  private static Path publish(Path feed, Granule granule) {
    try {
      Path aside = Files.createDirectories(feed.resolve(".writing"));
      Path file = new Gosat2GranuleWriter().write(aside, granule);
      Path target = feed.resolve(file.getFileName());
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(aside);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a granule into " + feed, e);
    }
  }

  private static GosatFileName name(Instant start, int scene) {
    String time =
        java.time.format.DateTimeFormatter.ofPattern("yyyyMMddHHmm")
            .withZone(java.time.ZoneOffset.UTC)
            .format(start);
    String text = "GOSAT2TFTS2%s%03d%02d_1BTSIMUOB1D210210.h5".formatted(time, 12, scene);
    return GosatFileName.parse(text)
        .orElseThrow(() -> new IllegalStateException("own granule name does not parse: " + text));
  }

  /** Footprints along a slanting track over Asia; places under thick cloud see its top. */
  private List<SoundingScene> scenes(Instant start, int count) {
    Random random = new Random(seed * 1_000_003 + start.getEpochSecond());
    double longitude = 95 + 45 * random.nextDouble();
    double latitude = 5 + 25 * random.nextDouble();
    List<SoundingScene> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant time = start.plusMillis(Math.round(1000 * EXPOSURE_CYCLE_S * i));
      double lat = latitude + 1.1 * i;
      double lon = longitude - 0.3 * i + (i % 5 - 2) * 1.5;
      double zenith = Math.abs(i % 5 - 2) * 9.5 + 0.5;
      scenes.add(
          atmospheres.draw(time, lat, lon, zenith, earth.cloudTopPa(lat, lon, time), random));
    }
    return scenes;
  }

  private Sounding sounding(
      SoundingScene s, int index, Instant start, Random random, NodeForwardModel.Workspace ws) {
    double bottom =
        s.cloudTopPa() > 0
            ? Math.max(s.cloudTopPa(), LayerGrid.MIN_SURFACE_PA)
            : s.surfacePressurePa();
    boolean cloudy = s.cloudTopPa() > 0;
    Atmosphere atmosphere =
        new Atmosphere(s.temperatureK(), Atmosphere.lnWater(s.water()), s.gases());
    AirColumn column =
        AirColumn.of(
            LayerGrid.of(bottom, SUBLAYER_THICKNESS),
            atmosphere,
            new ViewingGeometry(s.sensorZenithDeg(), true),
            s.latitudeDeg());
    double skin = cloudy ? s.temperatureK().at(s.cloudTopPa()) : s.skinK();
    SurfaceEmissivity emissivity = cloudy ? SurfaceEmissivity.constant(1) : s.emissivity();
    NodeForwardModel.Scene scene =
        new NodeForwardModel.Scene(
            column, skin, emissivity, s.land(), new double[model.channels()]);
    StateLayout layout =
        new StateLayout(
            List.of(), column.grid().activeLayers(), model.windowCount(), model.rangeCount());
    model.evaluate(scene, layout, new double[layout.size()], ws);
    double cosSun = earth.weather(s.latitudeDeg(), s.longitudeDeg(), s.time()).cosSolarZenith();
    SoundingGeometry geometry =
        new SoundingGeometry(
            s.latitudeDeg(),
            s.longitudeDeg(),
            s.sensorZenithDeg(),
            100,
            Math.toDegrees(Math.acos(cosSun)),
            Double.NaN,
            s.land() ? 1 : 0);
    String id = "GOSAT2-SIM-%d-%02d".formatted(start.getEpochSecond(), index);
    List<Spectrum> bands =
        List.of(
            band("band5", FIRST_PER_CM, BAND_LIMIT_PER_CM, ws.radiance, random),
            band("band4", BAND_LIMIT_PER_CM, LAST_PER_CM, ws.radiance, random));
    return new Sounding(id, Instrument.GOSAT2, s.time(), geometry, bands, 0);
  }

  private Spectrum band(String name, double from, double to, double[] modelled, Random random) {
    double step = SpectrometerDefinition.GOSAT2_INTERVAL_PER_CM;
    int count = (int) Math.round((to - from) / step);
    double filler = fillerK(modelled);
    double[] radiance = new double[count];
    for (int i = 0; i < count; i++) {
      radiance[i] = Planck.radiance(from + i * step, filler);
    }
    for (int c = 0; c < modelled.length; c++) {
      long i = Math.round((model.channelPerCm(c) - from) / step);
      if (i >= 0 && i < count) {
        radiance[(int) i] = modelled[c];
      }
    }
    for (int i = 0; i < count; i++) {
      radiance[i] += noise * random.nextGaussian();
    }
    return Spectrum.ofUnsafe(
        name, new SpectralAxis(from, step, count), radiance, OptionalDouble.of(noise));
  }

  private double fillerK(double[] modelled) {
    int window = Math.min(SURFACE_WINDOW, model.windowCount() - 1);
    double warmest = 0;
    for (int c = model.firstChannel(window); c < model.firstChannel(window + 1); c++) {
      warmest = Math.max(warmest, Planck.brightnessTemperature(model.channelPerCm(c), modelled[c]));
    }
    return warmest;
  }
}
