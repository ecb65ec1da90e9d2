package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.flux.anomaly.DropSearch;
import org.kokyu.flux.anomaly.UptakeSeries;
import org.kokyu.flux.anomaly.io.SeriesFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drops of uptake in a series. */
@Command(
    name = "events",
    description = {
      "Ten-day drops of carbon uptake in a series, against what its light, temperature and dryness let expect.",
      "FILE: CSV with a line of names; a time column (time, datetime, timestamp_start or day,month,year,hour,minute);"
          + " value or gpp, or nee with reco or with night values; drivers if there: par, ppfd or rg; temperature, tair,"
          + " ta or tc [degC]; vpd (Pa, hPa or kPa) or rh [%%]. Half-hours to days. Missing: empty, NA, -9999.",
      "Writes events.csv, events.json, scores.csv and events.png."
    },
    mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
  private Path out;

  @Option(
      names = "--false-alarms",
      paramLabel = "N",
      description = "False alarms per growing season that are accepted (default 1).")
  private double perSeason = 1;

  @Parameters(paramLabel = "FILE", description = "The series.")
  private Path file;

  @Override
  public Integer call() {
    if (!(perSeason >= 0.05 && perSeason <= 10)) {
      throw new picocli.CommandLine.ParameterException(
          spec.commandLine(), "--false-alarms from 0.05 to 10 expected");
    }
    UptakeSeries series = SeriesFile.read(file);
    List<DropSearch.Season> seasons = DropSearch.run(series, perSeason);
    try {
      Files.createDirectories(out);
      Files.writeString(out.resolve("events.csv"), csv(seasons));
      Files.writeString(out.resolve("events.json"), json(seasons));
      Files.writeString(out.resolve("scores.csv"), scores(seasons));
      if (!seasons.isEmpty()) {
        EventsPlot.write(seasons, file.getFileName().toString(), out.resolve("events.png"));
      }
    } catch (IOException e) {
      throw new ConfigurationException("--out %s: cannot be written: %s".formatted(out, e), e);
    }
    tell(seasons);
    return ExitCodes.DONE;
  }

  private void tell(List<DropSearch.Season> seasons) {
    PrintWriter console = spec.commandLine().getOut();
    if (seasons.isEmpty()) {
      console.println("no growing season with at least 60 usable days");
    }
    for (DropSearch.Season s : seasons) {
      console.printf(
          Locale.ROOT,
          "%d: %d days, limit %.2f, %d drops%n",
          s.year(),
          s.days().size(),
          s.limit(),
          s.found().size());
      for (DropSearch.Found f : s.found()) {
        console.printf(
            Locale.ROOT,
            "  %s to %s: %.0f +- %.0f %% below expectation, score %.2f%n",
            f.from(),
            f.to(),
            100 * f.share(),
            100 * f.shareError(),
            f.score());
      }
    }
    console.flush();
  }

  private static String csv(List<DropSearch.Season> seasons) {
    StringBuilder text =
        new StringBuilder("kind,start,end,score,limit,share_missing,share_error,missing_sum\n");
    for (DropSearch.Season s : seasons) {
      for (DropSearch.Found f : s.found()) {
        text.append(
            String.format(
                Locale.ROOT,
                "uptake_drop,%s,%s,%.3f,%.3f,%.4f,%.4f,%.4f%n",
                f.from(),
                f.to(),
                f.score(),
                s.limit(),
                f.share(),
                f.shareError(),
                f.missing()));
      }
    }
    return text.toString();
  }

  private static String json(List<DropSearch.Season> seasons) {
    return seasons.stream()
        .flatMap(
            s ->
                s.found().stream()
                    .map(
                        f ->
                            String.format(
                                Locale.ROOT,
                                "{\"kind\":\"uptake_drop\",\"start\":\"%s\",\"end\":\"%s\",\"score\":%.3f,"
                                    + "\"limit\":%.3f,\"share_missing\":%.4f,\"share_error\":%.4f,\"missing_sum\":%.4f}",
                                f.from(),
                                f.to(),
                                f.score(),
                                s.limit(),
                                f.share(),
                                f.shareError(),
                                f.missing())))
        .collect(Collectors.joining(",\n", "{\"events\":[\n", "\n]}\n"));
  }

  private static String scores(List<DropSearch.Season> seasons) {
    StringBuilder text = new StringBuilder("start,score,limit\n");
    for (DropSearch.Season s : seasons) {
      for (int i = 0; i < s.scores().length; i++) {
        text.append(
            String.format(
                Locale.ROOT, "%s,%.4f,%.4f%n", s.starts().get(i), s.scores()[i], -s.limit()));
      }
    }
    return text.toString();
  }
}
