package org.kokyu.flux.tower;

import java.time.LocalDateTime;

/**
 * Which intervals are for fitting and which for testing.
 *
 * <p>Weeks are counted from 1 January of the interval's year, beginning with 0: week = (day of year
 * − 1) div 7. Even weeks are fitted, odd weeks tested. The days after week 51 make a short week 52.
 *
 * @param week number within the year of each interval
 * @param group running number of the week over the record, so that weeks of different years differ
 */
public record WeekSplit(int[] week, int[] group) {
  private static final int WEEKS_PER_YEAR = 53;

  static WeekSplit of(TowerRecord record) {
    int[] week = new int[record.size()];
    int[] group = new int[week.length];
    for (int i = 0; i < week.length; i++) {
      LocalDateTime t = record.timeOf(i);
      week[i] = (t.getDayOfYear() - 1) / 7;
      group[i] = (t.getYear() - record.start().getYear()) * WEEKS_PER_YEAR + week[i];
    }
    return new WeekSplit(week, group);
  }

  public boolean even(int i) {
    return week[i] % 2 == 0;
  }
}
