package org.kokyu.flux.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How well drops are found in a real record: drops of a size and ten days are put into its uptake
 * at random times of the growing season, one at a time, and the whole analysis is done anew.
 *
 * <p>Found: a drop is reported whose ten days overlap the true ones by at least half. False alarms:
 * drops reported in the record as it is, also where something did happen. The limits come from the
 * noise model of the record alone, never from the drops put in. Thread-safe.
 */
public final class DropBenchmark {
  private static final int LEAST_DAYS = 60;
  private static final int ROUNDS = 12;
  private static final int DRAWN = 300;

  /**
   * One season's result at one limit.
   *
   * @param perSeason false alarms per season that the limit was made for
   * @param limit of the score
   * @param falseAlarms in the record as it is
   * @param injected number of drops put in
   * @param found number of them found from the whole record
   * @param foundOnline found day by day within their ten days
   * @param delays in days, of those found day by day
   * @param falseOnline alarms of the day-by-day score in the record as it is
   * @param power median expected score of a drop
   */
  public record Season(
      String record,
      int year,
      int days,
      double perSeason,
      double limit,
      int falseAlarms,
      int injected,
      int found,
      int foundOnline,
      List<Integer> delays,
      int falseOnline,
      double power) {}

  /**
   * What is put in.
   *
   * @param share of the uptake that is lost, 0.2
   * @param count of drops per season
   */
  public record Injection(double share, int count, long seed) {}

  private DropBenchmark() {}

  /** Parts of a record that are analysed on their own: calendar years. */
  public static List<int[]> seasons(UptakeSeries s) {
    List<int[]> seasons = new ArrayList<>();
    int[] day = s.days();
    int first = 0;
    for (int i = 1; i <= day.length; i++) {
      boolean end = i == day.length;
      if (end || s.time()[i].getYear() != s.time()[i - 1].getYear()) {
        seasons.add(new int[] {s.time()[i - 1].getYear(), day[first], day[i - 1] + 1});
        first = i;
      }
    }
    return seasons;
  }

  /**
   * Runs a record.
   *
   * @param perSeason the limits to try, as false alarms per season
   */
  public static List<Season> run(
      String name, UptakeSeries s, double[] perSeason, Injection injection) {
    List<Season> results = new ArrayList<>();
    UptakeExpectation expectation = new UptakeExpectation(s);
    for (int[] season : seasons(s)) {
      DailyDepartures d = expectation.departures(season[1], season[2]);
      if (d.size() >= LEAST_DAYS) {
        season(name, s, season, d, perSeason, injection, results);
      }
    }
    return results;
  }

  private static void season(
      String name,
      UptakeSeries s,
      int[] season,
      DailyDepartures d,
      double[] perSeason,
      Injection injection,
      List<Season> results) {
    DepartureNoise noise = DepartureNoise.prior().learn(d, ROUNDS);
    DropScan scan = new DropScan(d, noise);
    double[] power =
        java.util.Arrays.stream(scan.power(Math.log(1 - injection.share()))).sorted().toArray();
    double[][] limits = new double[perSeason.length][];
    for (int k = 0; k < limits.length; k++) {
      limits[k] = scan.limits(perSeason[k], injection.seed(), DRAWN);
    }
    int[] found = new int[limits.length];
    List<List<Integer>> delays = new ArrayList<>();
    perLimit(limits, delays);
    Random random = new Random(injection.seed() * 31 + season[0]);
    List<Integer> starts = scan.starts();
    for (int n = 0; n < injection.count(); n++) {
      int start = starts.get(random.nextInt(starts.size()));
      UptakeSeries with = dropped(s, start, injection.share());
      DailyDepartures e = new UptakeExpectation(with).departures(season[1], season[2]);
      DropScan anew = new DropScan(e, noise.learn(e, 2));
      double[] online = anew.online(e);
      for (int k = 0; k < limits.length; k++) {
        boolean hit =
            anew.drops(e, limits[k][0]).stream()
                .anyMatch(x -> Math.abs(x.firstDay() - start) <= DropScan.LENGTH / 2);
        found[k] += hit ? 1 : 0;
        for (int i = 0; i < online.length; i++) {
          int delay = e.day()[i] - start;
          if (delay >= 0 && delay < DropScan.LENGTH && online[i] < -limits[k][1]) {
            delays.get(k).add(delay);
            break;
          }
        }
      }
    }
    double[] clean = scan.online(d);
    for (int k = 0; k < limits.length; k++) {
      results.add(
          new Season(
              name,
              season[0],
              d.size(),
              perSeason[k],
              limits[k][0],
              scan.drops(d, limits[k][0]).size(),
              injection.count(),
              found[k],
              delays.get(k).size(),
              List.copyOf(delays.get(k)),
              scan.alarms(clean, limits[k][1]),
              power[power.length / 2]));
    }
  }

  private static void perLimit(double[][] limits, List<List<Integer>> lists) {
    for (int k = 0; k < limits.length; k++) {
      lists.add(new ArrayList<>());
    }
  }

  private static UptakeSeries dropped(UptakeSeries s, int start, double share) {
    int[] day = s.days();
    double[] uptake = s.uptake().clone();
    for (int i = 0; i < uptake.length; i++) {
      if (day[i] >= start && day[i] < start + DropScan.LENGTH) {
        uptake[i] *= 1 - share;
      }
    }
    return s.with(uptake);
  }
}
