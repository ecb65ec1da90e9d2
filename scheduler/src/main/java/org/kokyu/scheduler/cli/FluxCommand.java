package org.kokyu.scheduler.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.ops.publish.FireRow;
import org.kokyu.ops.publish.GppProduct;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.Revision;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.ledger.InputFile;
import org.kokyu.scheduler.stage.FluxInputs;
import org.kokyu.scheduler.stage.FluxPeriod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Hourly and daily fluxes from products of slots. */
@Command(
    name = "flux",
    description =
        "Respiration, net exchange and fire emissions of hours and days, from maps of production,"
            + " surface temperature and fires.",
    mixinStandardHelpOptions = true)
final class FluxCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "For the products.")
  private Path out;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "T",
      description = "Begin, UTC, a full hour: 2026-08-21T00:00:00Z.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "T",
      description = "End, UTC, a full hour, not part of the period.")
  private String to;

  @Option(
      names = "--gpp",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Maps of production (KOKYU_L3_GPP_...nc) on one equal-angle grid.")
  private List<Path> gpp = new ArrayList<>();

  @Option(
      names = "--lst",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Maps of surface temperature (KOKYU_L2_LST_...nc): temperature where the air's is not"
              + " known, and where clouds hid fires.")
  private List<Path> lst = new ArrayList<>();

  @Option(
      names = "--fire",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Active fires (KOKYU_L2_FIRE_...csv), of the period and of the day before where there are.")
  private List<Path> fire = new ArrayList<>();

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description =
          "Map of an earlier day (KOKYU_L3_FLUX_DAILY_...nc), for the production of the last days.")
  private Path previous;

  @Option(
      names = "--maturity",
      defaultValue = "interim",
      paramLabel = "nrt|interim|final",
      description = "How final the inputs are (default: ${DEFAULT-VALUE}).")
  private String maturity;

  @Option(
      names = "--revision",
      defaultValue = "0",
      paramLabel = "N",
      description = "Of the products (default: ${DEFAULT-VALUE}).")
  private int revision;

  @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  private int bad;

  @Override
  public Integer call() {
    Instant begin = hour("--from", from);
    Instant end = hour("--to", to);
    if (!end.isAfter(begin)) {
      throw new ParameterException(
          spec.commandLine(),
          "--to: a time after --from %s expected, found %s".formatted(from, to));
    }
    if (revision < 0 || threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--revision 0 or more and --threads 1 or more expected");
    }
    Revision issue = new Revision(revision, maturity());
    try (OneShot oneShot = new OneShot(out, threads)) {
      FluxInputs inputs = new FluxInputs(taken(oneShot));
      Optional<InputFile> before = Optional.ofNullable(previous).map(FluxCommand::previousDay);
      if (inputs.hours().isEmpty()) {
        throw new UnavailableInputException("no map of production that can be read");
      }
      FluxPeriod period =
          new FluxPeriod(inputs, begin, end, issue, oneShot.executor(), threads - 1);
      int hours = period.hours().size();
      if (hours == 0) {
        report("no map of production between %s and %s".formatted(from, to));
        return ExitCodes.BAD_INPUT;
      }
      try (ProgressBar bar = bar(hours)) {
        period.run(
            before,
            product -> write(oneShot, product),
            this::note,
            () -> {
              if (bar != null) {
                bar.step();
              }
            });
      }
    }
    return bad == 0 ? ExitCodes.DONE : ExitCodes.BAD_INPUT;
  }

  private Instant hour(String option, String text) {
    try {
      Instant time = Instant.parse(text);
      if (time.equals(time.truncatedTo(ChronoUnit.HOURS))) {
        return time;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new ParameterException(
        spec.commandLine(),
        "%s: a full hour such as 2026-08-21T06:00:00Z expected, found %s".formatted(option, text));
  }

  private Revision.Maturity maturity() {
    for (Revision.Maturity m : Revision.Maturity.values()) {
      if (m.label().equals(maturity)) {
        return m;
      }
    }
    throw new ParameterException(
        spec.commandLine(), "--maturity: nrt, interim or final expected, found " + maturity);
  }

  private record Given(Path file, String kind) {}

  /** The files that can be read, in the order given; says what is wrong with the others. */
  private List<InputFile> taken(OneShot oneShot) {
    List<Given> given = new ArrayList<>();
    gpp.forEach(f -> given.add(new Given(f, "GPP")));
    lst.forEach(f -> given.add(new Given(f, "LST")));
    fire.forEach(f -> given.add(new Given(f, "FIRE")));
    InputFile[] good = new InputFile[given.size()];
    String[] wrong = new String[given.size()];
    oneShot.sideBySide( // mostly hashing
        given.size(),
        i -> {
          try {
            good[i] = take(i, given.get(i).file(), given.get(i).kind());
          } catch (MalformedInputException | UnavailableInputException e) {
            wrong[i] = e.getMessage();
          }
        });
    for (String message : wrong) {
      if (message != null) {
        report(message);
        bad++;
      }
    }
    return Arrays.stream(good).filter(Objects::nonNull).toList();
  }

  private static InputFile take(int number, Path file, String kind) {
    ProductNames.SlotProduct name =
        ProductNames.parseSlotProduct(String.valueOf(file.getFileName()))
            .filter(n -> n.kind().equals(kind))
            .orElseThrow(
                () ->
                    new MalformedInputException(
                        InputFault.WRONG_FORMAT,
                        "%s: name of a %s product of ours expected".formatted(file, kind)));
    check(file, kind);
    return OneShot.input(number, file, name.slot());
  }

  private static void check(Path file, String kind) {
    switch (kind) {
      case "FIRE" -> FireRow.read(file);
      case "GPP" -> GppProduct.open(file).close();
      default -> MapReader.open(file).require("a map of temperature", "lst", "cloud_mask").close();
    }
  }

  private static InputFile previousDay(Path file) {
    ProductNames.FluxName name =
        ProductNames.parseFlux(String.valueOf(file.getFileName()))
            .filter(ProductNames.FluxName::daily)
            .orElseThrow(
                () ->
                    new MalformedInputException(
                        InputFault.WRONG_FORMAT,
                        file + ": name of a daily flux map of ours expected"));
    return OneShot.input(0, file, name.begin());
  }

  private InputFile write(OneShot oneShot, StageResult.Product product) {
    InputFile written = oneShot.writeInput(product);
    PrintWriter print = spec.commandLine().getOut();
    print.printf("%s: %s%n", written.path(), product.summary());
    print.flush();
    return written;
  }

  private static ProgressBar bar(int hours) {
    return System.console() == null
        ? null
        : new ProgressBarBuilder().setTaskName("hours").setInitialMax(hours).build();
  }

  private void note(String message) {
    spec.commandLine().getOut().println(message);
    spec.commandLine().getOut().flush();
  }

  private void report(String message) {
    spec.commandLine().getErr().println("kokyu: " + message);
    spec.commandLine().getErr().flush();
  }
}
