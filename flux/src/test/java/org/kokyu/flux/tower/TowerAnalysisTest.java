package org.kokyu.flux.tower;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.flux.tower.TowerReport.FittedParameter;
import org.kokyu.flux.tower.TowerReport.Prediction;

class TowerAnalysisTest {
  private static TowerReport analyse(TowerRecord record) {
    List<String> steps = new ArrayList<>();
    TowerAnalysis analysis =
        new TowerAnalysis(List.of(new SimpleLightModel()), Optional.empty(), steps::add);
    TowerReport report = analysis.of(record);
    assertEquals(analysis.steps(), steps.size(), "steps told: " + steps);
    return report;
  }

  private static Skill skill(TowerReport report, String model, String target, String subset) {
    return report.skills().stream()
        .filter(
            s -> s.model().equals(model) && s.target().equals(target) && s.subset().equals(subset))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void netExchangeIsExplainedUpToItsNoise() {
    SyntheticTower tower = new SyntheticTower(365, 3, 1.5);
    TowerReport report = analyse(tower.record());
    Skill combined = skill(report, "combined", "nee", "test_odd");
    assertTrue(combined.r2() > report.ceiling() - 0.02, combined + ", ceiling " + report.ceiling());
    assertTrue(combined.r2() > skill(report, "simple", "nee", "test_odd").r2() - 0.005);
    assertEquals(0, combined.bias(), 0.15);
    assertEquals(3, report.noise().day(), 0.5);
    assertEquals(1.5, report.noise().night(), 0.25);
    assertEquals(SyntheticTower.NIGHT_LOSS_USTAR, report.threshold().orElseThrow().median(), 0.1);
    assertEquals(SyntheticTower.LATITUDE, report.sun().latitudeDeg(), 3);
  }

  @Test
  void partitionFindsTheTrueSums() {
    SyntheticTower tower = new SyntheticTower(365, 2, 1);
    NightPartition p = analyse(tower.record()).partition().orElseThrow();
    double reco = NightPartition.gramPerYear(tower.reco);
    double gpp = NightPartition.gramPerYear(tower.gpp);
    assertEquals(reco, NightPartition.gramPerYear(p.reco()), 0.05 * reco);
    assertEquals(gpp, NightPartition.gramPerYear(p.gpp()), 0.05 * gpp);
    int inside = 0;
    for (int i = 0; i < p.reco().length; i++) {
      assertTrue(p.recoSigma()[i] > 0 && p.gppSigma()[i] >= p.recoSigma()[i]);
      assertEquals(p.nee()[i], p.reco()[i] - p.gpp()[i], 1e-9, "NEE = Reco - GPP");
      inside += Math.abs(p.reco()[i] - tower.reco[i]) < 2 * p.recoSigma()[i] ? 1 : 0;
    }
    assertTrue(inside > 0.8 * p.reco().length, inside + " within two sigma");
  }

  /** The rule that everything else rests on. */
  @Test
  void oddWeeksNeverEnterTheFit() {
    SyntheticTower tower = new SyntheticTower(365, 2, 1);
    TowerRecord record = tower.record();
    TowerRecord changed = tower.record();
    double[] nee = changed.values().get(TowerVariable.NEE);
    for (int i = 0; i < nee.length; i++) {
      if ((record.timeOf(i).getDayOfYear() - 1) / 7 % 2 == 1) {
        nee[i] = 7 - 3 * nee[i] + i % 5;
      }
    }
    TowerReport a = analyse(record);
    TowerReport b = analyse(changed);
    assertEquals(a.predictions().size(), b.predictions().size());
    for (int k = 0; k < a.predictions().size(); k++) {
      Prediction p = a.predictions().get(k);
      assertArrayEquals(p.values(), b.predictions().get(k).values(), p.model() + " " + p.target());
    }
    List<Double> before = a.parameters().stream().map(FittedParameter::value).toList();
    assertEquals(before, b.parameters().stream().map(FittedParameter::value).toList());
    assertEquals(a.threshold().orElseThrow().median(), b.threshold().orElseThrow().median());
    assertTrue(
        skill(a, "combined", "nee", "test_odd").r2()
            > skill(b, "combined", "nee", "test_odd").r2() + 0.3,
        "the score does see them");
  }

  @Test
  void twiceTheSame() {
    SyntheticTower tower = new SyntheticTower(120, 2, 1);
    TowerReport a = analyse(tower.record());
    TowerReport b = analyse(tower.record());
    assertEquals(a.skills(), b.skills());
  }

  @Test
  void givenProductionIsTheTargetAndWeeksWithoutItAreNot() {
    SyntheticTower tower = new SyntheticTower(365, 2, 1);
    tower.values.put(TowerVariable.GPP, tower.gpp.clone());
    tower.values.remove(TowerVariable.NEE);
    TowerReport report = analyse(tower.record());
    assertEquals("column GPP", report.gppOrigin());
    assertTrue(skill(report, "combined", "gpp", "test_odd_daytime").r2() > 0.97);
    assertTrue(report.partition().isEmpty());
    DiurnalCourse course =
        report.courses().stream()
            .filter(c -> c.model().equals("combined"))
            .findFirst()
            .orElseThrow();
    assertTrue(course.correlation() > 0.999);
    assertEquals(0, course.peakLateHours(), 0.5);
    double[] combined =
        report.predictions().stream()
            .filter(p -> p.model().equals("combined"))
            .findFirst()
            .orElseThrow()
            .values();
    for (int i = 0; i < combined.length; i++) {
      assertTrue(combined[i] >= 0);
      if (tower.values.get(TowerVariable.PAR)[i] == 0) {
        assertEquals(0, combined[i], "dark");
      }
    }
  }

  @Test
  void aRecordWithoutFluxesInEvenWeeksIsRefused() {
    SyntheticTower tower = new SyntheticTower(60, 2, 1);
    TowerRecord record = tower.record();
    double[] nee = record.values().get(TowerVariable.NEE);
    for (int i = 0; i < nee.length; i++) {
      record.neeMeasured()[i] = (record.timeOf(i).getDayOfYear() - 1) / 7 % 2 == 1;
    }
    MalformedInputException e = assertThrows(MalformedInputException.class, () -> analyse(record));
    assertTrue(e.getMessage().contains("even weeks"), e.getMessage());
  }

  @Test
  void gapsOfDriversAreFilledFromNeighboursAndDays() {
    double[] x = new double[48 * 10];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 48;
    }
    double[] gaps = x.clone();
    gaps[100] = Double.NaN;
    Arrays.fill(gaps, 200, 240, Double.NaN);
    gaps[0] = Double.NaN;
    assertEquals(42, DriverFilling.fill(gaps, 48));
    assertArrayEquals(x, gaps, 1e-9);
    double[] none = {Double.NaN, Double.NaN};
    assertEquals(0, DriverFilling.fill(none, 48));
  }

  @Test
  void gapsOfTheFluxAreFilledFromSimilarWeather() {
    SyntheticTower tower = new SyntheticTower(120, 0, 0);
    TowerSeries series = new TowerSeries(tower.record());
    double[] truth = new double[tower.n];
    boolean[] use = new boolean[tower.n];
    for (int i = 0; i < tower.n; i++) {
      truth[i] = tower.reco[i] - tower.gpp[i];
      use[i] = i / 30 % 3 != 0;
    }
    MarginalFilling filling = MarginalFilling.of(series, truth, use);
    assertEquals(tower.n / 3, filling.filled(), 30);
    Skill skill = Skill.of("fill", "nee", "gaps", truth, filling.values(), i -> !use[i]);
    assertTrue(skill.r2() > 0.97, skill.toString());
    assertEquals(0, skill.bias(), 0.05);
    for (int i = 0; i < tower.n; i++) {
      assertTrue(!use[i] || filling.values()[i] == truth[i]);
    }
  }

  @Test
  void skillByHand() {
    double[] o = {1, 2, 3, Double.NaN, 9};
    double[] p = {1, 3, 3, 5, 0};
    Skill s = Skill.of("m", "gpp", "all", o, p, i -> i < 4);
    assertEquals(3, s.n());
    assertEquals(0.5, s.r2(), 1e-12);
    assertEquals(Math.sqrt(1 / 3.0), s.rmse(), 1e-12);
    assertEquals(1 / 3.0, s.bias(), 1e-12);
  }
}
