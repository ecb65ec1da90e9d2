package org.kokyu.scheduler.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kokyu.flux.anomaly.ControlChart;
import org.kokyu.flux.anomaly.DropBenchmark;
import org.kokyu.flux.anomaly.NoiseScenes;
import org.kokyu.flux.anomaly.RunLength;
import org.kokyu.flux.anomaly.io.SeriesFile;

/** What the detection of anomalies is worth: false alarms on noise, drops found in real records. */
public final class EventsBench {
  private static final double[] PER_SEASON = {0.25, 0.5, 1, 2, 4};
  private static final double RATE = 0.1;
  private static final int SCENES = 1000;
  private static final int SERIES = 3000;

  private final List<Path> records;
  private final DropBenchmark.Injection injection;
  private final long seed;
  private final List<String> rows = new ArrayList<>();
  private final List<DropBenchmark.Season> seasons = new ArrayList<>();

  /**
   * @param records of towers; may be empty
   */
  public EventsBench(List<Path> records, double share, int injections, long seed) {
    this.records = List.copyOf(records);
    this.injection = new DropBenchmark.Injection(share, injections, seed);
    this.seed = seed;
  }

  /** The table that {@link #run} made. */
  public List<String> rows() {
    return List.copyOf(rows);
  }

  /** Everything, told as it comes. */
  public List<DropCurvePlot.Point> run(PrintWriter out) {
    rows.add("subject,case,quantity,value,nominal");
    noise(out);
    charts(out);
    for (Path file : records) {
      String name = file.getFileName().toString().replaceFirst("_.*", "");
      out.printf("%s%n", name);
      for (DropBenchmark.Season s :
          DropBenchmark.run(name, SeriesFile.read(file), PER_SEASON, injection)) {
        seasons.add(s);
        out.printf(
            Locale.ROOT,
            "  %d, %d days: limit %.2f for %.2f false alarms per season: %d seen; %d of %d drops found, %d within their ten days (false %d)%n",
            s.year(),
            s.days(),
            s.limit(),
            s.perSeason(),
            s.falseAlarms(),
            s.found(),
            s.injected(),
            s.foundOnline(),
            s.falseOnline());
        String label = "%s %d limit %s".formatted(s.record(), s.year(), s.perSeason());
        row("drop", label, "found_share", (double) s.found() / s.injected(), 0.9);
        row("drop", label, "false_alarms", s.falseAlarms(), s.perSeason());
        row("drop", label, "found_share_online", (double) s.foundOnline() / s.injected(), 0.9);
        row("drop", label, "false_alarms_online", s.falseOnline(), s.perSeason());
      }
      out.flush();
    }
    return records.isEmpty() ? List.of() : curve(out);
  }

  private void noise(PrintWriter out) {
    for (NoiseScenes.Law law : NoiseScenes.Law.values()) {
      double rate = NoiseScenes.falseAlarmRate(law, seed + law.ordinal(), SCENES, RATE);
      String name = law.name().toLowerCase(Locale.ROOT);
      out.printf(
          Locale.ROOT, "false alarms per scene, %s noise: %.3f, nominal %.3f%n", name, rate, RATE);
      row("scene", name, "false_alarm_share", rate, RATE);
    }
    out.flush();
  }

  private void charts(PrintWriter out) {
    for (double phi : new double[] {0, 0.3, 0.6, 0.85}) {
      double ewma = RunLength.mean(ControlChart.Ewma::standard, phi, seed, SERIES);
      double cusum = RunLength.mean(ControlChart.Cusum::standard, phi, seed, SERIES);
      out.printf(
          Locale.ROOT,
          "values to a false alarm, correlation %.2f: EWMA %.0f (370), CUSUM %.0f (465)%n",
          phi,
          ewma,
          cusum);
      row("ewma", "correlation %s".formatted(phi), "run_length", ewma, 370);
      row("cusum", "correlation %s".formatted(phi), "run_length", cusum, 465);
    }
    out.flush();
  }

  private List<DropCurvePlot.Point> curve(PrintWriter out) {
    List<DropCurvePlot.Point> points = new ArrayList<>();
    for (double per : PER_SEASON) {
      List<DropBenchmark.Season> at = seasons.stream().filter(s -> s.perSeason() == per).toList();
      double injected = at.stream().mapToInt(DropBenchmark.Season::injected).sum();
      double years = at.size();
      DropCurvePlot.Point p =
          new DropCurvePlot.Point(
              at.stream().mapToInt(DropBenchmark.Season::falseAlarms).sum() / years,
              at.stream().mapToInt(DropBenchmark.Season::found).sum() / injected,
              at.stream().mapToInt(DropBenchmark.Season::falseOnline).sum() / years,
              at.stream().mapToInt(DropBenchmark.Season::foundOnline).sum() / injected);
      int[] delays =
          at.stream().flatMapToInt(s -> s.delays().stream().mapToInt(i -> i)).sorted().toArray();
      double median = delays.length == 0 ? Double.NaN : delays[delays.length / 2];
      points.add(p);
      out.printf(
          Locale.ROOT,
          "all, limit for %.2f: %.2f false alarms per season, %.3f found; day by day %.2f, %.3f, median delay %.0f d%n",
          per,
          p.falseAlarms(),
          p.found(),
          p.falseOnline(),
          p.foundOnline(),
          median);
      String label = "all limit " + per;
      row("drop", label, "found_share", p.found(), 0.9);
      row("drop", label, "false_alarms", p.falseAlarms(), per);
      row("drop", label, "found_share_online", p.foundOnline(), 0.9);
      row("drop", label, "false_alarms_online", p.falseOnline(), per);
      row("drop", label, "median_delay_days", median, 3);
    }
    out.flush();
    return points;
  }

  private void row(String... text) {
    rows.add(String.join(",", Stream.of(text).toList()));
  }

  private void row(String subject, String label, String quantity, double value, double nominal) {
    row(
        subject,
        label,
        quantity,
        String.format(Locale.ROOT, "%.5g", value),
        String.format(Locale.ROOT, "%.5g", nominal));
  }
}
