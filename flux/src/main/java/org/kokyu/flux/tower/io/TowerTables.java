package org.kokyu.flux.tower.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kokyu.flux.tower.DiurnalCourse;
import org.kokyu.flux.tower.NightPartition;
import org.kokyu.flux.tower.Skill;
import org.kokyu.flux.tower.TowerReport;

/** A {@link TowerReport} as comma separated tables; what is not known is left empty. */
public final class TowerTables {
  private TowerTables() {}

  /** {@code skill.csv}. */
  public static String skill(TowerReport report) {
    StringBuilder s = new StringBuilder("model,target,subset,n,r2,rmse,bias\n");
    for (Skill k : report.skills()) {
      s.append("%s,%s,%s,%d".formatted(k.model(), k.target(), k.subset(), k.n()));
      for (double v : new double[] {k.r2(), k.rmse(), k.bias()}) {
        s.append(',').append(number(v, 4));
      }
      s.append('\n');
    }
    return s.toString();
  }

  /** {@code predictions.csv}: the rows of the file, under its own times. */
  public static String predictions(TowerReport report) {
    StringBuilder s = new StringBuilder();
    s.append(String.join(",", report.record().timestampColumns()));
    s.append(",interval_start,week,subset,daytime");
    report.observed().keySet().forEach(t -> s.append(',').append(t).append("_observed"));
    report
        .predictions()
        .forEach(p -> s.append(',').append(p.target()).append('_').append(p.model()));
    s.append('\n');
    for (int i = 0; i < report.record().size(); i++) {
      String stamp = report.record().timestamps()[i];
      if (stamp == null) {
        continue;
      }
      s.append(stamp).append(',').append(report.record().timeOf(i));
      s.append(',').append(report.weeks().week()[i]);
      s.append(report.weeks().even(i) ? ",fit_even," : ",test_odd,");
      s.append(report.daytime()[i] ? 1 : 0);
      for (double[] o : report.observed().values()) {
        s.append(',').append(number(o[i], 4));
      }
      for (TowerReport.Prediction p : report.predictions()) {
        s.append(',').append(number(p.values()[i], 4));
      }
      s.append('\n');
    }
    return s.toString();
  }

  /** {@code partition.csv}: production and respiration of every row with their uncertainty. */
  public static String partition(TowerReport report, NightPartition partition) {
    StringBuilder s = new StringBuilder();
    s.append(String.join(",", report.record().timestampColumns()));
    s.append(",gpp,gpp_uncertainty,reco,reco_uncertainty,nee,nee_measured\n");
    for (int i = 0; i < report.record().size(); i++) {
      String stamp = report.record().timestamps()[i];
      if (stamp == null) {
        continue;
      }
      s.append(stamp);
      for (double[] x :
          new double[][] {
            partition.gpp(),
            partition.gppSigma(),
            partition.reco(),
            partition.recoSigma(),
            partition.nee()
          }) {
        s.append(',').append(number(x[i], 4));
      }
      s.append(report.record().neeMeasured()[i] ? ",1\n" : ",0\n");
    }
    return s.toString();
  }

  /** {@code diurnal.csv}: mean day of the odd weeks. */
  public static String diurnal(TowerReport report) {
    StringBuilder s = new StringBuilder("model,target,hour,observed,predicted,n\n");
    for (DiurnalCourse c : report.courses()) {
      for (int k = 0; k < c.hour().length; k++) {
        s.append(
            "%s,%s,%s,%s,%s,%d\n"
                .formatted(
                    c.model(),
                    c.target(),
                    number(c.hour()[k], 2),
                    number(c.observed()[k], 4),
                    number(c.predicted()[k], 4),
                    c.count()[k]));
      }
    }
    return s.toString();
  }

  /** {@code diurnal_skill.csv}: correlation of the mean days and the hours of their peaks. */
  public static String diurnalSkill(TowerReport report) {
    StringBuilder s =
        new StringBuilder("model,target,r,peak_hour_observed,peak_hour_predicted,peak_late_h\n");
    for (DiurnalCourse c : report.courses()) {
      s.append(
          "%s,%s,%s,%s,%s,%s\n"
              .formatted(
                  c.model(),
                  c.target(),
                  number(c.correlation(), 4),
                  number(c.peakHour(c.observed()), 2),
                  number(c.peakHour(c.predicted()), 2),
                  number(c.peakLateHours(), 2)));
    }
    return s.toString();
  }

  /** {@code parameters.csv}. */
  public static String parameters(TowerReport report) {
    StringBuilder s = new StringBuilder("model,parameter,unit,value,prior,prior_sd,source\n");
    for (TowerReport.FittedParameter p : report.parameters()) {
      s.append(
          "%s,%s,%s,%s,%s,%s,\"%s\"\n"
              .formatted(
                  p.model(),
                  p.name(),
                  p.unit(),
                  number(p.value(), 5),
                  number(p.prior(), 5),
                  number(p.spread(), 5),
                  p.source()));
    }
    return s.toString();
  }

  /** {@code notes.txt}: what was found in the file and done with it. */
  public static String notes(TowerReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %d intervals of %d minutes from %s"
            .formatted(
                report.record().name(),
                report.record().size(),
                report.record().stepMinutes(),
                report.record().start()));
    report.record().columns().forEach((v, c) -> lines.add("%s from column %s".formatted(v, c)));
    lines.add("gpp: " + report.gppOrigin());
    lines.addAll(report.notes());
    lines.add(
        "sun: latitude %.1f and clock longitude %.1f degrees from the light (%.1f %% of the intervals agree)"
            .formatted(
                report.sun().latitudeDeg(),
                report.sun().clockLongitudeDeg(),
                report.sun().agreement() * 100));
    lines.add(
        "weeks counted from 1 January beginning with 0; even fitted, odd tested; daytime is PAR above 20 umol m-2 s-1");
    return String.join("\n", lines) + "\n";
  }

  private static String number(double value, int decimals) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "";
  }
}
