package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.kokyu.core.atmosphere.NamedAtmosphere;
import org.kokyu.core.port.RadianceModel;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.BandResponse;
import org.kokyu.core.scene.BandTerms;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.land.CoefficientTable;
import org.kokyu.land.io.BandResponseReader;
import org.kokyu.land.io.CoefficientTableFile;
import org.kokyu.land.training.CoefficientFit;
import org.kokyu.land.training.TrainingAtmospheres;
import org.kokyu.land.training.TrainingTerms;
import org.kokyu.retrieval.band.LineByLineBandModel;
import org.kokyu.retrieval.band.io.AtmosphereSetReader;
import org.kokyu.retrieval.spectroscopy.Co2Continuum;
import org.kokyu.retrieval.spectroscopy.PartitionSums;
import org.kokyu.retrieval.spectroscopy.WaterContinuum;
import org.kokyu.retrieval.spectroscopy.io.ContinuumReader;
import org.kokyu.retrieval.spectroscopy.io.HitranReader;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;
import org.kokyu.scheduler.flow.FileHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Surface temperature coefficients from our own radiative transfer. */
@Command(
    name = "train",
    description =
        "Fits land surface temperature coefficients to our own line-by-line radiances of diverse atmospheres; takes some minutes.",
    mixinStandardHelpOptions = true)
final class LstTrainCommand implements Callable<Integer> {
  private static final long SEED = 20261122L;

  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The coefficients.")
  private Path out;

  @Option(
      names = "--lines",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "HITRAN line lists, 160-character records, 700 to 1250 cm-1.")
  private List<Path> lines;

  @Option(
      names = "--continuum",
      arity = "1",
      paramLabel = "FILE",
      description = "Water continuum (.nc) or CO2 continuum (.csv); may be given twice.")
  private List<Path> continua = new ArrayList<>();

  @Option(
      names = "--partition-sums",
      paramLabel = "FILE",
      description = "Instead of the bundled ones.")
  private Path partitionSums;

  @Option(
      names = "--profiles",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Atmospheres (CSV of levels or layers, RFM .atm), besides the generated ones.")
  private List<Path> profiles = new ArrayList<>();

  @Option(
      names = "--generated",
      paramLabel = "N",
      defaultValue = "240",
      description = "Number of generated atmospheres (default: ${DEFAULT-VALUE}).")
  private int generated;

  @Option(
      names = "--response",
      paramLabel = "FILE",
      description =
          "Spectral responses of one satellite: CSV band,wavelength_um,response (default: the documented boxcars).")
  private Path response;

  @Option(
      names = "--satellite",
      paramLabel = "H08|H09",
      description = "Whose responses these are; the table is then used for its scenes only.")
  private ImagerSatellite satellite;

  @Option(
      names = "--terms",
      paramLabel = "FILE",
      description = "Writes the band terms of all training atmospheres too (CSV).")
  private Path terms;

  @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException {
    if ((response == null) != (satellite == null)) {
      throw new ParameterException(
          spec.commandLine(), "--response FILE and --satellite H08 or H09 belong together");
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads - 1));
    try {
      RadianceModel model = model(pool);
      List<NamedAtmosphere> given = new ArrayList<>();
      for (Path file : profiles) {
        given.addAll(AtmosphereSetReader.read(file));
      }
      TrainingAtmospheres source = new TrainingAtmospheres(SEED);
      List<NamedAtmosphere> atmospheres = new ArrayList<>(source.variants(given));
      atmospheres.addAll(source.generated(generated));
      say("%d atmospheres, %d of them given", atmospheres.size(), given.size());
      AtomicInteger tenths = new AtomicInteger();
      List<TrainingTerms> computed =
          TrainingTerms.compute(
              model,
              atmospheres,
              pool,
              threads - 1,
              n -> {
                int tenth = n * 10 / atmospheres.size();
                if (tenths.getAndAccumulate(tenth, Math::max) < tenth) {
                  say("%d %% of the radiances", tenth * 10);
                }
              });
      if (terms != null) {
        writeTerms(computed);
      }
      List<String> description = new ArrayList<>(model.description());
      for (Path file : profiles) {
        description.add(
            "atmospheres %s, SHA-256 %.16s".formatted(file.getFileName(), sha256(file)));
      }
      description.add(
          "%d variants of %d given atmospheres, %d generated, seed %d"
              .formatted(atmospheres.size() - generated, given.size(), generated, SEED));
      String name =
          response == null
              ? "Kokyu three-band nonlinear form, boxcar responses"
              : "Kokyu three-band nonlinear form, %s, responses %s"
                  .formatted(satellite, response.getFileName());
      CoefficientTable table =
          new CoefficientFit(model, computed, atmospheres.size() - generated)
              .fit(name, description)
              .ofSatellite(Optional.ofNullable(satellite));
      Files.writeString(out, CoefficientTableFile.text(table));
      say("%s: %d sets of coefficients", out, table.sets().size());
      return ExitCodes.DONE;
    } finally {
      pool.shutdownNow();
    }
  }

  private RadianceModel model(ExecutorService pool) {
    PartitionSums sums =
        partitionSums == null
            ? PartitionSumsReader.bundled()
            : PartitionSumsReader.read(partitionSums);
    HitranReader.Lines read = new HitranReader(sums).read(lines);
    if (read.count() == 0) {
      throw new ConfigurationException("--lines: no line of a known gas in " + lines);
    }
    List<String> description = new ArrayList<>();
    description.add("line lists, SHA-256 %.16s, %d lines".formatted(read.sha256(), read.count()));
    Optional<WaterContinuum> water = Optional.empty();
    Optional<Co2Continuum> co2 = Optional.empty();
    for (Path file : continua) {
      description.add("continuum %s, SHA-256 %.16s".formatted(file.getFileName(), sha256(file)));
      if (file.toString().endsWith(".nc")) {
        water = Optional.of(ContinuumReader.water(file));
      } else {
        co2 = Optional.of(ContinuumReader.co2(file));
      }
    }
    List<BandResponse> responses =
        response == null ? BandResponseReader.boxcars() : BandResponseReader.read(response);
    description.add(
        response == null
            ? "band responses: boxcars"
            : "band responses %s, SHA-256 %.16s"
                .formatted(response.getFileName(), sha256(response)));
    return new LineByLineBandModel(
        new LineByLineBandModel.Absorption(read.lines(), sums, water, co2, description),
        responses,
        pool,
        threads - 1);
  }

  private static String sha256(Path file) {
    try {
      return FileHash.sha256(file);
    } catch (IOException e) {
      throw new UnavailableInputException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void writeTerms(List<TrainingTerms> computed) throws IOException {
    try (PrintWriter csv = new PrintWriter(Files.newBufferedWriter(terms))) {
      csv.println(
          "profile_id,parent,tcwv_mm,t_air_k,vza_deg,band,surface0_k,surface1_k,surface2_k,tau0,tau1,tau2,lup,tau_ldown");
      for (TrainingTerms t : computed) {
        for (List<BandTerms> view : t.terms()) {
          for (BandTerms b : view) {
            csv.printf(
                Locale.ROOT,
                "%s,%s,%.4f,%.4f,%.1f,%d,%.4f,%.4f,%.4f,%.7f,%.7f,%.7f,%.7f,%.7f%n",
                t.name(),
                t.parent(),
                t.waterKg(),
                t.airK(),
                b.viewZenithDeg(),
                b.band(),
                b.surfaceK()[0],
                b.surfaceK()[1],
                b.surfaceK()[2],
                b.transmittance()[0],
                b.transmittance()[1],
                b.transmittance()[2],
                b.upwelling(),
                b.reflectedSky());
          }
        }
      }
    }
  }

  private synchronized void say(String format, Object... values) {
    PrintWriter console = spec.commandLine().getErr();
    console.println(String.format(Locale.ROOT, format, values));
    console.flush();
  }
}
