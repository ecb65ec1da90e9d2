package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.instrument.InstrumentOperator;
import org.kokyu.retrieval.instrument.InterferogramOperator;
import org.kokyu.retrieval.instrument.LineShapeSum;
import org.kokyu.retrieval.instrument.SpectrometerDefinition;
import org.kokyu.retrieval.instrument.TaperedSinc;
import org.kokyu.retrieval.instrument.io.LineShapeReader;
import org.kokyu.retrieval.reference.LevelAtmosphere;
import org.kokyu.retrieval.reference.MonochromaticModel;
import org.kokyu.retrieval.reference.MonochromaticScene;
import org.kokyu.retrieval.reference.MonochromaticSpectrum;
import org.kokyu.retrieval.reference.io.AtmosphereReader;
import org.kokyu.retrieval.reference.io.EmissivityReader;
import org.kokyu.retrieval.reference.io.OpticalDepthFile;
import org.kokyu.retrieval.reference.io.SpectrumFile;
import org.kokyu.retrieval.spectroscopy.AbsorptionModel;
import org.kokyu.retrieval.spectroscopy.LineByLine.Grid;
import org.kokyu.scheduler.config.RetrievalSettings.Geometry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Line-by-line spectra of a given atmosphere. */
@Command(
    name = "spectrum",
    description =
        "Computes the clear-sky radiance at the top of an atmosphere line by line, monochromatic or at the channels of an instrument.",
    mixinStandardHelpOptions = true)
final class SpectrumCommand implements Callable<Integer> {
  /** Beyond it a channel's sum over monochromatic points is off by more than 0.05 K. */
  private static final double WIDEST_CHANNEL_STEP_PER_CM = 0.002;

  private static final long MAX_POINTS = 20_000_000;
  private static final long MAX_DEPTHS = 400_000_000;

  @Spec private CommandSpec spec;
  @Mixin private SpectroscopyOptions files;

  @Option(
      names = "--atmosphere",
      required = true,
      paramLabel = "CSV",
      description =
          "Levels, surface first: pressure_hpa, temperature_k, h2o (of wet air), co2, o3, n2o, ch4, hno3 (of dry air), optional altitude_m.")
  private Path atmosphere;

  @Option(names = "--from", required = true, paramLabel = "CM1", description = "First wavenumber.")
  private double from;

  @Option(names = "--to", required = true, paramLabel = "CM1", description = "Last wavenumber.")
  private double to;

  @Option(
      names = "--step",
      required = true,
      paramLabel = "CM1",
      description = "Distance of the monochromatic points.")
  private double step;

  @Option(names = "--out", required = true, paramLabel = "CSV", description = "The spectrum.")
  private Path out;

  @Option(
      names = "--zenith",
      paramLabel = "DEG",
      description = "Zenith angle of the satellite at the surface (default: 0).")
  private double zenith;

  @Option(
      names = "--geometry",
      paramLabel = "spherical|plane",
      description = "Shape of the path (default: spherical).")
  private Geometry geometry = Geometry.SPHERICAL;

  @Option(
      names = "--surface-temperature",
      paramLabel = "K",
      description = "Default: the temperature of the lowest level.")
  private Double surfaceTemperature;

  @Option(
      names = "--emissivity",
      paramLabel = "E|FILE",
      description = "A number, or a CSV wavenumber_per_cm,emissivity (default: 1).")
  private String emissivity = "1";

  @Option(
      names = "--reflection",
      paramLabel = "specular|lambertian",
      description = "How the surface reflects the sky (default: specular).")
  private SurfaceReflection reflection = SurfaceReflection.SPECULAR;

  @Option(
      names = "--latitude",
      paramLabel = "DEG",
      description = "For gravity where the atmosphere has no altitude_m (default: 45).")
  private double latitude = 45;

  @Option(
      names = "--instrument",
      paramLabel = "gosat|gosat2",
      description = "At the channels from --from to --to, through the line shape.")
  private Instrument instrument;

  @Option(
      names = "--line-shape",
      paramLabel = "FILE|interferogram",
      description =
          "With --instrument, instead of ILS20: a measured line shape (CSV offset_per_cm,response), a definition, or the cut in the interferogram.")
  private String lineShape;

  @Option(
      names = "--sublayers",
      paramLabel = "N",
      description =
          "Divides every layer between two levels, where the levels are far apart (default: 1).")
  private int sublayers = 1;

  @Option(
      names = "--optical-depth",
      paramLabel = "FILE",
      description = "Vertical optical depth per layer and monochromatic point, as NetCDF.")
  private Path opticalDepth;

  @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    requireRange();
    LevelAtmosphere levels = AtmosphereReader.read(atmosphere);
    MonochromaticScene scene = scene(levels);
    SpectroscopyOptions.Inputs inputs = files.read(spec.commandLine().getErr());
    AbsorptionModel absorption = inputs.absorption();
    noteUnused(levels, absorption);
    Optional<SpectrometerDefinition> definition =
        Optional.ofNullable(instrument).map(SpectrometerDefinition::of);
    Optional<InstrumentOperator> operator = definition.map(this::operator);
    double[] channels = definition.map(this::channels).orElse(new double[0]);
    Grid grid = grid(operator, channels);
    if (opticalDepth != null && (long) grid.count() * levels.levels() > MAX_DEPTHS) {
      throw usage(
          "--optical-depth: at most %d values expected, %d points of %d levels found"
              .formatted(MAX_DEPTHS, grid.count(), levels.levels()));
    }
    MonochromaticSpectrum spectrum =
        compute(new MonochromaticModel(absorption, sublayers), scene, grid);
    if (spectrum.clipped() > 0) {
      note(
          "line mixing made %d cross sections negative; set to zero".formatted(spectrum.clipped()));
    }
    if (opticalDepth != null) {
      String source =
          "lines SHA-256 %s; other files: %s"
              .formatted(inputs.linesSha256(), inputs.names().isEmpty() ? "none" : inputs.names());
      replace(
          opticalDepth, temporary -> OpticalDepthFile.write(temporary, spectrum, levels, source));
    }
    if (operator.isPresent()) {
      double[] radiance =
          operator
              .get()
              .channels(grid.beginPerCm(), grid.stepPerCm(), spectrum.radiance(), channels);
      replace(out, temporary -> SpectrumFile.write(temporary, channels, radiance));
    } else {
      double[] nu = new double[grid.count()];
      Arrays.setAll(nu, grid::wavenumber);
      replace(out, temporary -> SpectrumFile.write(temporary, nu, spectrum.radiance()));
    }
    return ExitCodes.DONE;
  }

  private void requireRange() {
    if (!(from > 0 && to >= from && to < 20_000)) {
      throw usage(
          "--from and --to: 0 < from <= to < 20000 cm-1 expected, found %s and %s"
              .formatted(from, to));
    }
    if (!(step > 0 && step <= 100)) {
      throw usage("--step: above 0, at most 100 cm-1 expected, found " + step);
    }
    if ((to - from) / step > MAX_POINTS) {
      throw usage(
          "--step: at most %d points expected, found %.0f"
              .formatted(MAX_POINTS, (to - from) / step));
    }
    if (sublayers < 1 || sublayers > 100) {
      throw usage("--sublayers: 1 to 100 expected, found " + sublayers);
    }
    if (lineShape != null && instrument == null) {
      throw usage("--line-shape: --instrument expected with it");
    }
    if (threads < 1 || threads > 1024) {
      throw usage("--threads: 1 to 1024 expected, found " + threads);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private MonochromaticScene scene(LevelAtmosphere levels) {
    SurfaceEmissivity surface = emissivity();
    try {
      double skin = surfaceTemperature == null ? levels.temperatureK()[0] : surfaceTemperature;
      return new MonochromaticScene(
          levels,
          new MonochromaticScene.View(zenith, geometry == Geometry.SPHERICAL, latitude),
          new MonochromaticScene.Surface(skin, surface, reflection));
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private SurfaceEmissivity emissivity() {
    double value;
    try {
      value = Double.parseDouble(emissivity);
    } catch (NumberFormatException e) {
      return EmissivityReader.read(Path.of(emissivity));
    }
    if (!(value > 0 && value <= 1)) {
      throw usage("--emissivity: above 0, at most 1 expected, found " + emissivity);
    }
    return SurfaceEmissivity.constant(value);
  }

  /** What is in one input only takes no part: say so. */
  private void noteUnused(LevelAtmosphere levels, AbsorptionModel absorption) {
    Set<String> unused = new TreeSet<>(levels.wetMoleFraction().keySet());
    unused.removeAll(absorption.species());
    if (!unused.isEmpty()) {
      note("no absorption known for column " + String.join(", ", unused));
    }
    Set<String> absent = new TreeSet<>(absorption.species());
    absent.removeAll(levels.wetMoleFraction().keySet());
    if (!absent.isEmpty()) {
      note("the atmosphere has no column " + String.join(", ", absent));
    }
  }

  private void note(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("kokyu: note: " + text);
    err.flush();
  }

  private InstrumentOperator operator(SpectrometerDefinition definition) {
    if (lineShape == null) {
      return new LineShapeSum(definition.lineShape());
    }
    return lineShape.equals("interferogram")
        ? new InterferogramOperator(
            TaperedSinc.ILS20.maximumPathDifferenceCm(), InterferogramOperator.Apodisation.NONE)
        : new LineShapeSum(LineShapeReader.read(Path.of(lineShape)));
  }

  private double[] channels(SpectrometerDefinition definition) {
    double interval = definition.intervalPerCm();
    int first = (int) Math.ceil(from / interval - 1e-9);
    int last = (int) Math.floor(to / interval + 1e-9);
    if (last < first) {
      throw usage("--from and --to: no channel of the instrument between them");
    }
    double[] nu = new double[last - first + 1];
    Arrays.setAll(nu, i -> (first + i) * interval);
    return nu;
  }

  /** Monochromatic points: multiples of the step around channels, else from --from onwards. */
  private Grid grid(Optional<InstrumentOperator> operator, double[] channels) {
    if (operator.isEmpty()) {
      return new Grid(from, step, (int) Math.floor((to - from) / step + 1e-6) + 1);
    }
    if (step > WIDEST_CHANNEL_STEP_PER_CM) {
      note(
          "channels from points %s cm-1 apart; %s or finer keeps their error below 0.05 K"
              .formatted(step, WIDEST_CHANNEL_STEP_PER_CM));
    }
    double reach = operator.get().reachPerCm();
    long begin = (long) Math.floor((channels[0] - reach) / step);
    long end = (long) Math.ceil((channels[channels.length - 1] + reach) / step);
    return new Grid(begin * step, step, (int) (end - begin) + 1);
  }

  private MonochromaticSpectrum compute(
      MonochromaticModel model, MonochromaticScene scene, Grid grid) {
    ExecutorService helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1));
    Optional<ProgressBar> bar =
        System.console() == null
            ? Optional.empty()
            : Optional.of(
                new ProgressBarBuilder()
                    .setTaskName("line by line")
                    .setInitialMax(MonochromaticModel.blocks(grid))
                    .build());
    try {
      return model.spectrum(
          scene,
          grid,
          opticalDepth != null,
          new MonochromaticModel.Work(
              helpers, threads - 1, () -> bar.ifPresent(ProgressBar::step)));
    } finally {
      bar.ifPresent(ProgressBar::close);
      helpers.shutdownNow();
    }
  }

  private interface Content {
    void writeTo(Path file) throws IOException;
  }

  /** A file appears under its name only when it is complete. */
  private static void replace(Path file, Content content) {
    Path temporary = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".tmp");
    try {
      content.writeTo(temporary);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw new ConfigurationException("%s cannot be written: %s".formatted(file, e), e);
    }
  }
}
