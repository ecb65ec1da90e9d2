package org.kokyu.scheduler.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.kokyu.core.port.Biome;
import org.kokyu.flux.tower.DiurnalCourse;
import org.kokyu.flux.tower.NightPartition;
import org.kokyu.flux.tower.Skill;
import org.kokyu.flux.tower.TowerAnalysis;
import org.kokyu.flux.tower.TowerRecord;
import org.kokyu.flux.tower.TowerReport;
import org.kokyu.flux.tower.TowerVariable;
import org.kokyu.flux.tower.io.TowerFormat;
import org.kokyu.flux.tower.io.TowerReader;
import org.kokyu.flux.tower.io.TowerTables;
import org.kokyu.land.gpp.ProductivityModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A flux tower's record against every model. */
@Command(
    name = "tower",
    description = {
      "Fits every productivity and net exchange model to a flux tower's record on even weeks and scores it on odd weeks.",
      "Writes skill.csv, predictions.csv, parameters.csv, diurnal.csv, diurnal_skill.csv, notes.txt, diurnal.svg, scatter.svg,"
          + " and partition.csv where net exchange was measured.",
      "Reads FLUXNET, AsiaFlux and JapanFlux, ICOS, AmeriFlux, REddyProc, hesseflux, bigleaf and pyrealm tables."
    },
    mixinStandardHelpOptions = true)
final class TowerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Half-hourly or hourly record.")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the results.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "fluxnet|reddyproc|auto",
      description = "Layout that the file must have (default: auto).")
  private TowerFormat format = TowerFormat.AUTO;

  @Option(
      names = "--columns",
      paramLabel = "NAME=COL,...",
      description =
          "Columns to take: NEE, NEE_QC, GPP, GPP_QC, RECO, SHORTWAVE, PAR, AIR_TEMPERATURE, SOIL_TEMPERATURE, VPD, RELATIVE_HUMIDITY, USTAR, FAPAR, LAI, CO2, PRESSURE.")
  private String columns;

  @Option(
      names = "--biome",
      paramLabel = "PFT",
      description =
          "ENF, EBF, DNF, DBF, MF, CSH, OSH, WSA, SAV, GRA or CRO: prior of the parameters (default: MF), and scores the published ones too.")
  private String biome;

  @Override
  public Integer call() {
    TowerRecord record =
        TowerReader.read(
            file, format, columns == null ? Map.of() : TowerReader.parseColumns(columns));
    TowerReport report = analyse(record);
    try (OneShot shot = new OneShot(out, 1)) {
      write(shot, "skill.csv", TowerTables.skill(report));
      write(shot, "predictions.csv", TowerTables.predictions(report));
      write(shot, "parameters.csv", TowerTables.parameters(report));
      write(shot, "diurnal.csv", TowerTables.diurnal(report));
      write(shot, "diurnal_skill.csv", TowerTables.diurnalSkill(report));
      write(shot, "notes.txt", TowerTables.notes(report));
      write(shot, "diurnal.svg", TowerDiurnalPlot.svg(record.name(), report.courses()));
      write(shot, "scatter.svg", TowerScatterPlot.svg(report));
      report
          .partition()
          .ifPresent(p -> write(shot, "partition.csv", TowerTables.partition(report, p)));
    }
    summary(report);
    return ExitCodes.DONE;
  }

  private Optional<Biome> biome() {
    if (biome == null) {
      return Optional.empty();
    }
    Optional<Biome> known = Biome.ofAbbreviation(biome);
    if (known.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--biome: one of %s expected, found '%s'"
              .formatted(
                  String.join(
                      ", ", Arrays.stream(Biome.values()).map(Biome::abbreviation).toList()),
                  biome));
    }
    return known;
  }

  private TowerReport analyse(TowerRecord record) {
    Optional<Biome> prior = biome();
    if (System.console() == null) {
      return new TowerAnalysis(ProductivityModels.all(), prior, step -> {}).of(record);
    }
    ProgressBar[] bar = new ProgressBar[1];
    TowerAnalysis analysis =
        new TowerAnalysis(
            ProductivityModels.all(),
            prior,
            step -> {
              bar[0].step();
              bar[0].setExtraMessage(step);
            });
    try (ProgressBar shown =
        new ProgressBarBuilder().setTaskName("tower").setInitialMax(analysis.steps()).build()) {
      bar[0] = shown;
      return analysis.of(record);
    }
  }

  private static void write(OneShot shot, String name, String text) {
    shot.write(name, temporary -> Files.write(temporary, text.getBytes(StandardCharsets.UTF_8)));
  }

  private void summary(TowerReport report) {
    PrintWriter console = spec.commandLine().getOut();
    console.print(TowerTables.notes(report));
    console.printf(
        Locale.ROOT,
        "%n%-18s %-5s %-18s %7s %7s %7s %7s%n",
        "model",
        "of",
        "subset",
        "n",
        "R2",
        "RMSE",
        "bias");
    List<Skill> shown =
        report.skills().stream().filter(s -> !s.subset().equals("fit_even")).toList();
    for (Skill s : shown) {
      console.printf(
          Locale.ROOT,
          "%-18s %-5s %-18s %7d %7.3f %7.2f %7.2f%n",
          s.model(),
          s.target(),
          s.subset(),
          s.n(),
          s.r2(),
          s.rmse(),
          s.bias());
    }
    for (DiurnalCourse c : report.courses()) {
      console.printf(
          Locale.ROOT,
          "mean day of %s by %s: r %.4f, peak %.1f h observed, %.1f h predicted%n",
          c.target(),
          c.model(),
          c.correlation(),
          c.peakHour(c.observed()),
          c.peakHour(c.predicted()));
    }
    if (!Double.isNaN(report.ceiling())) {
      console.printf(
          Locale.ROOT,
          "random error of net exchange %.2f by day, %.2f by night; R2 that it allows on odd weeks: %.3f%n",
          report.noise().day(),
          report.noise().night(),
          report.ceiling());
    }
    report.partition().ifPresent(p -> totals(console, report, p));
    console.flush();
  }

  private static void totals(PrintWriter console, TowerReport report, NightPartition p) {
    console.printf(
        Locale.ROOT,
        "partition: GPP %.0f, respiration %.0f, net exchange %.0f gC m-2 per year; E0 %.0f +- %.0f K (%s)%n",
        NightPartition.gramPerYear(p.gpp()),
        NightPartition.gramPerYear(p.reco()),
        NightPartition.gramPerYear(p.nee()),
        p.sensitivity().kelvin(),
        p.sensitivity().standardErrorK(),
        p.sensitivity().origin());
    report
        .record()
        .find(TowerVariable.RECO)
        .ifPresent(
            r ->
                console.printf(
                    Locale.ROOT,
                    "product of the file: respiration %.0f gC m-2 per year%n",
                    NightPartition.gramPerYear(r)));
    report
        .record()
        .find(TowerVariable.GPP)
        .ifPresent(
            g ->
                console.printf(
                    Locale.ROOT,
                    "product of the file: GPP %.0f gC m-2 per year%n",
                    NightPartition.gramPerYear(g)));
  }
}
