package org.kokyu.flux.tower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A record's drivers without gaps, and what is derived from them: daily minimum, mean temperatures
 * of past days, dryness of past weeks, clearness against the days around. None of it depends on a
 * flux.
 */
final class TowerSeries {
  /** PAR over shortwave [umol J-1]: 45 % of the energy, 4.57 umol J-1 (McCree 1972). */
  static final double PAR_PER_SHORTWAVE = 0.45 * 4.57;

  /** Daytime: PAR above, about 10 W m-2 of shortwave. */
  static final double DAYTIME_UMOL = 20;

  private static final double STANDARD_PRESSURE_PA = 101_325;
  private static final int PAST_TEMPERATURE_DAYS = 10;
  private static final int PAST_DRYNESS_DAYS = 15;
  private static final int CLEARNESS_DAYS = 10;
  private static final double DIM_UMOL = 50;

  final int size;
  final int perDay;
  final double[] day;
  final double[] par;
  final double[] airK;
  final double[] minimumK;
  final double[] vpd;
  final double[] soilK;
  final double[] co2;
  final double[] pressure;
  final double[] fapar;
  final double[] lai;
  final double[] pastAirK;
  final double[] pastVpd;
  final double[] dayPar;
  final double[] clearness;
  final double[] hoursFromNoon;
  final boolean[] parMeasured;
  final List<String> notes = new ArrayList<>();

  TowerSeries(TowerRecord record) {
    size = record.size();
    perDay = record.perDay();
    day = new double[size];
    double offset = record.start().getHour() * 60.0 + record.start().getMinute();
    for (int i = 0; i < size; i++) {
      day[i] = (offset + (i + 0.5) * record.stepMinutes()) / (24 * 60);
    }
    par = light(record);
    parMeasured = new boolean[size];
    for (int i = 0; i < size; i++) {
      parMeasured[i] = !Double.isNaN(par[i]);
    }
    fill("light", par);
    airK = filled(record, TowerVariable.AIR_TEMPERATURE);
    vpd = filled(record, TowerVariable.VPD);
    soilK = filled(record, TowerVariable.SOIL_TEMPERATURE);
    double[] carbon = filled(record, TowerVariable.CO2);
    co2 = carbon == null ? globalCo2(record) : carbon;
    double[] air = filled(record, TowerVariable.PRESSURE);
    pressure = air == null ? standardPressure() : air;
    fapar = filled(record, TowerVariable.FAPAR);
    lai = filled(record, TowerVariable.LAI);
    int first = firstSlot(record);
    minimumK = perDay(airK, first, DayValue.LOWEST);
    double[] meanK = perDay(airK, first, DayValue.MEAN);
    dayPar = perDay(par, first, DayValue.MEAN);
    pastAirK = past(meanK, PAST_TEMPERATURE_DAYS);
    pastVpd = past(perDay(vpd, first, DayValue.MEAN), PAST_DRYNESS_DAYS);
    clearness = clearness();
    hoursFromNoon = hoursFromNoon();
  }

  private double[] light(TowerRecord record) {
    double[] measured = record.find(TowerVariable.PAR).map(double[]::clone).orElse(null);
    double[] shortwave = record.find(TowerVariable.SHORTWAVE).orElse(null);
    if (measured == null) {
      notes.add("PAR from shortwave, 2.0565 umol per J");
      return Arrays.stream(shortwave).map(s -> s * PAR_PER_SHORTWAVE).toArray();
    }
    if (shortwave != null) {
      int filled = 0;
      for (int i = 0; i < size; i++) {
        if (Double.isNaN(measured[i]) && !Double.isNaN(shortwave[i])) {
          measured[i] = shortwave[i] * PAR_PER_SHORTWAVE;
          filled++;
        }
      }
      if (filled > 0) {
        notes.add("PAR from shortwave in %d intervals".formatted(filled));
      }
    }
    return measured;
  }

  private double[] filled(TowerRecord record, TowerVariable variable) {
    double[] x = record.find(variable).map(double[]::clone).orElse(null);
    if (x != null) {
      fill(variable.name(), x);
    }
    return x;
  }

  private void fill(String name, double[] x) {
    int filled = DriverFilling.fill(x, perDay);
    if (filled > 0) {
      notes.add("%s: %d gaps filled to drive the models".formatted(name, filled));
    }
  }

  /**
   * Mole fraction of CO2 of the year; a parabola through the global annual means of NOAA GML 1998 …
   * 2024, within 2 ppm.
   */
  private double[] globalCo2(TowerRecord record) {
    notes.add("no CO2 in the record: global mean of the year");
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      double t = record.timeOf(i).getYear() - 2000;
      x[i] = 369.0 + 1.75 * t + 0.022 * t * t;
    }
    return x;
  }

  private double[] standardPressure() {
    notes.add("no air pressure in the record: 1013.25 hPa");
    double[] x = new double[size];
    Arrays.fill(x, STANDARD_PRESSURE_PA);
    return x;
  }

  private int firstSlot(TowerRecord record) {
    return (record.start().getHour() * 60 + record.start().getMinute()) / record.stepMinutes();
  }

  private enum DayValue {
    MEAN,
    LOWEST
  }

  /** A value of each calendar day at all of its intervals. */
  private double[] perDay(double[] x, int first, DayValue what) {
    double[] out = new double[size];
    int begin = 0;
    while (begin < size) {
      int end = Math.min(size, begin == 0 ? perDay - first : begin + perDay);
      double sum = 0;
      double lowest = Double.NaN;
      int count = 0;
      for (int i = begin; i < end; i++) {
        if (!Double.isNaN(x[i])) {
          sum += x[i];
          lowest = Double.isNaN(lowest) ? x[i] : Math.min(lowest, x[i]);
          count++;
        }
      }
      double mean = count == 0 ? Double.NaN : sum / count;
      Arrays.fill(out, begin, end, what == DayValue.MEAN ? mean : lowest);
      begin = end;
    }
    return out;
  }

  /** Mean of daily values over the day and those before. */
  private double[] past(double[] daily, int days) {
    double[] out = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = 0;
      int count = 0;
      for (int d = 0; d < days && i - d * perDay >= 0; d++) {
        double v = daily[i - d * perDay];
        if (!Double.isNaN(v)) {
          sum += v;
          count++;
        }
      }
      out[i] = count == 0 ? Double.NaN : sum / count;
    }
    return out;
  }

  /** Light over the brightest at the same time of day within ten days. */
  private double[] clearness() {
    double[] out = new double[size];
    for (int i = 0; i < size; i++) {
      double brightest = DIM_UMOL;
      for (int d = -CLEARNESS_DAYS; d <= CLEARNESS_DAYS; d++) {
        int k = i + d * perDay;
        if (k >= 0 && k < size && par[k] > brightest) {
          brightest = par[k];
        }
      }
      out[i] = Math.min(1, Math.max(0, par[i] / brightest));
    }
    return out;
  }

  private double[] hoursFromNoon() {
    double light = 0;
    double moment = 0;
    for (int i = 0; i < size; i++) {
      if (par[i] > 0) {
        light += par[i];
        moment += par[i] * (day[i] - Math.floor(day[i])) * 24;
      }
    }
    double noon = light == 0 ? 12 : moment / light;
    double[] out = new double[size];
    for (int i = 0; i < size; i++) {
      out[i] = (day[i] - Math.floor(day[i])) * 24 - noon;
    }
    return out;
  }

  boolean daytime(int i) {
    return par[i] > DAYTIME_UMOL;
  }
}
