package org.kokyu.flux.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops of carbon uptake in a record: expectation from its drivers, noise of its own, ten-day
 * matched filter, limit for a chosen number of false alarms per season. Stateless.
 */
public final class DropSearch {
  private static final int LEAST_DAYS = 60;
  private static final int ROUNDS = 12;
  private static final int DRAWN = 300;
  private static final long SEED = 20_040_229;

  /**
   * A drop.
   *
   * @param from first of the ten days that fit best
   * @param to last of them
   * @param score z, negative
   * @param share of the expected uptake that is missing
   * @param shareError one standard deviation of it
   * @param missing uptake that the drop has cost: sum of the observed values of the ten days, over
   *     one less the share, less itself; unit of the record times values
   */
  public record Found(
      LocalDate from,
      LocalDate to,
      double score,
      double share,
      double shareError,
      double missing) {}

  /**
   * One calendar year.
   *
   * @param days of the growing season that were usable
   * @param logRatio of each of them
   * @param starts first days of the ten-day scores
   * @param scores one per start
   * @param limit drops lie below its negative
   */
  public record Season(
      int year,
      List<LocalDate> days,
      double[] logRatio,
      List<LocalDate> starts,
      double[] scores,
      double limit,
      List<Found> found) {}

  private DropSearch() {}

  /**
   * Searches a record; years with fewer than 60 usable days are left out.
   *
   * @param perSeason mean number of false alarms per season that is accepted
   */
  public static List<Season> run(UptakeSeries s, double perSeason) {
    List<Season> seasons = new ArrayList<>();
    UptakeExpectation expectation = new UptakeExpectation(s);
    LocalDate first = s.time()[0].toLocalDate();
    for (int[] season : DropBenchmark.seasons(s)) {
      DailyDepartures d = expectation.departures(season[1], season[2]);
      if (d.size() < LEAST_DAYS) {
        continue;
      }
      DropScan scan = new DropScan(d, DepartureNoise.prior().learn(d, ROUNDS));
      double limit = scan.limits(perSeason, SEED, DRAWN)[0];
      List<Found> found = new ArrayList<>();
      for (DropScan.Drop drop : scan.drops(d, limit)) {
        double observed = 0;
        for (int day = drop.firstDay(); day < drop.firstDay() + DropScan.LENGTH; day++) {
          observed += expectation.observed(day);
        }
        double ratio = Math.exp(drop.logRatio());
        found.add(
            new Found(
                first.plusDays(drop.firstDay()),
                first.plusDays(drop.firstDay() + DropScan.LENGTH - 1L),
                drop.score(),
                1 - ratio,
                ratio * Math.abs(drop.logRatio() / drop.score()),
                observed * (1 / ratio - 1)));
      }
      List<LocalDate> days = new ArrayList<>();
      for (int day : d.day()) {
        days.add(first.plusDays(day));
      }
      seasons.add(
          new Season(
              season[0],
              days,
              d.logRatio(),
              scan.starts().stream().map(first::plusDays).toList(),
              scan.scores(d),
              limit,
              found));
    }
    return seasons;
  }
}
