package org.kokyu.flux.tower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scores and mean days of a tower's predictions. */
record TowerScores(
    TowerRecord record,
    TowerSeries series,
    WeekSplit weeks,
    Map<String, double[]> observed,
    List<TowerReport.Prediction> predictions) {

  List<Skill> skills(boolean[] daytime, Optional<NightPartition> partition) {
    List<Skill> rows = new ArrayList<>();
    for (TowerReport.Prediction p : predictions) {
      double[] o = observed.get(p.target());
      Map<String, Skill.Choice> subsets = new LinkedHashMap<>();
      subsets.put("fit_even", i -> weeks.even(i));
      subsets.put("test_odd", i -> !weeks.even(i));
      if (!p.target().equals("reco")) {
        subsets.put("test_odd_daytime", i -> !weeks.even(i) && daytime[i]);
      }
      subsets.forEach(
          (name, choice) -> rows.add(Skill.of(p.model(), p.target(), name, o, p.values(), choice)));
      if (p.target().equals("nee")) {
        double[] all = record.values().get(TowerVariable.NEE);
        rows.add(
            Skill.of(
                p.model(),
                "nee",
                "test_odd_unfiltered",
                all,
                p.values(),
                i -> !weeks.even(i) && record.neeMeasured()[i]));
      }
    }
    double[] product = record.values().get(TowerVariable.RECO);
    if (product != null) {
      partition.ifPresent(
          p ->
              rows.add(
                  Skill.of(
                      "night_partition", "reco_product", "all", product, p.reco(), i -> true)));
      predictions.stream()
          .filter(p -> p.target().equals("reco"))
          .forEach(
              p ->
                  rows.add(
                      Skill.of(
                          p.model(),
                          "reco_product",
                          "test_odd",
                          product,
                          p.values(),
                          i -> !weeks.even(i))));
    }
    return rows;
  }

  List<DiurnalCourse> courses() {
    List<DiurnalCourse> courses = new ArrayList<>();
    for (TowerReport.Prediction p : predictions) {
      if (!p.target().equals("reco")) {
        courses.add(
            DiurnalCourse.of(
                p.model(),
                p.target(),
                series,
                observed.get(p.target()),
                p.values(),
                i -> !weeks.even(i)));
      }
    }
    return courses;
  }
}
