package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.kokyu.flux.upscaling.HeldOutSites;
import org.kokyu.flux.upscaling.SiteMonth;
import org.kokyu.flux.upscaling.SiteSkill;
import org.kokyu.flux.upscaling.io.SiteMonthFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Monthly fluxes of sites from a model that has not seen them. */
@Command(
    name = "upscale",
    description = {
      "Monthly production and exchange of sites, each predicted from the others: light-use-efficiency"
          + " prior, support vectors and extremely randomised trees.",
      "Writes predictions.csv (every month of FILE that has its drivers, with and without measured"
          + " fluxes) and skill.csv."
    },
    mixinStandardHelpOptions = true)
final class UpscaleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "For the tables.")
  private Path out;

  @Option(names = "--folds", paramLabel = "N", description = "Groups of sites (default: 10).")
  private int folds = HeldOutSites.Settings.DEFAULT.folds();

  @Option(names = "--trees", paramLabel = "N", description = "Per ensemble (default: 300).")
  private int trees = HeldOutSites.Settings.DEFAULT.trees();

  @Option(names = "--seed", paramLabel = "N", description = "Of folds and trees (default: 1).")
  private long seed = HeldOutSites.Settings.DEFAULT.seed();

  @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Parameters(
      paramLabel = "FILE",
      description =
          "CSV with columns date (yyyymm), site, lc, lat, lon, tmin, tmax, rad, co2, vpd, pr, LAI and"
              + " where measured GPP, NEE [g C m-2 d-1].")
  private Path file;

  @Override
  public Integer call() {
    if (folds < 2 || trees < 1 || threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--folds 2 or more, --trees and --threads 1 or more expected");
    }
    List<SiteMonth> months = SiteMonthFile.read(file);
    long sites = months.stream().map(SiteMonth::site).distinct().count();
    if (sites < folds) {
      throw new ParameterException(
          spec.commandLine(), "--folds %d: %s has %d sites".formatted(folds, file, sites));
    }
    try (OneShot oneShot = new OneShot(out, threads);
        ProgressBar bar = bar()) {
      List<HeldOutSites.Row> rows =
          HeldOutSites.predict(
              months,
              new HeldOutSites.Settings(folds, trees, seed),
              oneShot.executor(),
              threads - 1,
              () -> {
                if (bar != null) {
                  bar.step();
                }
              });
      List<SiteSkill> skill = SiteSkill.table(rows);
      oneShot.write("predictions.csv", t -> write(t, predictions(rows)));
      oneShot.write("skill.csv", t -> write(t, skill(skill)));
      for (SiteSkill s : skill) {
        if (s.subset().equals("all") || s.subset().equals("asia")) {
          spec.commandLine()
              .getOut()
              .printf(
                  Locale.ROOT,
                  "%-9s %s %-5s n=%d R2 %.3f rmse %.2f between sites %.2f seasonal %.2f anomaly %.2f%n",
                  s.model(),
                  s.target(),
                  s.subset(),
                  s.n(),
                  s.r2(),
                  s.rmse(),
                  s.betweenSites(),
                  s.seasonal(),
                  s.anomaly());
        }
      }
      spec.commandLine()
          .getOut()
          .printf("%d of %d months have all drivers%n", rows.size(), months.size());
    }
    return ExitCodes.DONE;
  }

  private ProgressBar bar() {
    return System.console() == null
        ? null
        : new ProgressBarBuilder().setTaskName("folds").setInitialMax(folds).build();
  }

  private static void write(Path target, List<String> lines) throws IOException {
    Files.write(target, lines, StandardCharsets.UTF_8);
  }

  private static List<String> predictions(List<HeldOutSites.Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "date,site,fold,gpp,nee,gpp_lue,gpp_trees,gpp_svr,gpp_combined,nee_trees,nee_svr,"
            + "nee_combined,dissimilarity,applicable");
    for (HeldOutSites.Row r : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d,%s,%d,%s,%s,%.5f,%.5f,%.5f,%.5f,%.5f,%.5f,%.5f,%.4f,%d",
              r.month().month(),
              r.month().site(),
              r.fold(),
              measured(r.month().gpp()),
              measured(r.month().nee()),
              r.gpp().get("lue"),
              r.gpp().get("trees"),
              r.gpp().get("svr"),
              r.gpp().get("combined"),
              r.nee().get("trees"),
              r.nee().get("svr"),
              r.nee().get("combined"),
              r.dissimilarity(),
              r.applicable() ? 1 : 0));
    }
    return lines;
  }

  private static String measured(double value) {
    return Double.isNaN(value) ? "" : String.valueOf(value);
  }

  private static List<String> skill(List<SiteSkill> table) {
    List<String> lines = new ArrayList<>();
    lines.add("model,target,subset,n,sites,r2,rmse,bias,between_site_r2,seasonal_r2,anomaly_r2");
    for (SiteSkill s : table) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%d,%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f",
              s.model(),
              s.target(),
              s.subset(),
              s.n(),
              s.sites(),
              s.r2(),
              s.rmse(),
              s.bias(),
              s.betweenSites(),
              s.seasonal(),
              s.anomaly()));
    }
    return lines;
  }
}
