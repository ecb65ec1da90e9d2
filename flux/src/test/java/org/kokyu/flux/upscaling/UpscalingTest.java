package org.kokyu.flux.upscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.flux.upscaling.io.SiteMonthFile;

class UpscalingTest {
  private static final HeldOutSites.Settings SMALL = new HeldOutSites.Settings(3, 20, 4);

  @TempDir Path folder;

  /** A land where production follows the light use exactly, and respiration the temperature. */
  private static List<SiteMonth> land(int sites, long seed) {
    Random random = new Random(seed);
    List<SiteMonth> rows = new ArrayList<>();
    for (int s = 0; s < sites; s++) {
      double warm = 25 * random.nextDouble();
      double leaves = 0.5 + 4 * random.nextDouble();
      for (int k = 0; k < 24; k++) {
        double season = -Math.cos(2 * Math.PI * k / 12);
        double t = warm - 5 + 10 * season + random.nextGaussian();
        double rad = 14 + 8 * season + random.nextGaussian();
        double vpd = Math.max(0.5, 6 + 4 * season + random.nextGaussian());
        double lai = leaves * (0.6 + 0.4 * season);
        double absorbed = (1 - Math.exp(-0.5 * lai)) * 0.45 * rad;
        double gpp =
            1.8
                * absorbed
                / (1 + absorbed / 12)
                / (1 + Math.exp(-(t + 2.5 - 4) / 4))
                * Math.exp(-0.02 * vpd);
        double reco = 0.5 * gpp + 0.8 * Math.exp(0.05 * t);
        rows.add(
            new SiteMonth(
                "XX-%03d".formatted(s),
                201000 + k / 12 * 100 + k % 12 + 1,
                s % 2 == 0 ? "GRA" : "ENF",
                40,
                100,
                t - 5,
                t + 5,
                rad,
                390,
                vpd,
                2 + random.nextDouble(),
                lai,
                gpp,
                reco - gpp));
      }
    }
    return rows;
  }

  @Test
  void priorFindsTheLightUse() {
    List<SiteMonth> rows = land(12, 1);
    SiteFeatures features = SiteFeatures.of(rows);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      all.add(i);
    }
    double[] ones = new double[rows.size()];
    Arrays.fill(ones, 1);
    LightUsePrior prior = LightUsePrior.fit(features, all, ones);
    double error = 0;
    double mean = 0;
    for (int i : all) {
      error += Math.pow(prior.production(features, i) - rows.get(i).gpp(), 2) / all.size();
      mean += rows.get(i).gpp() / all.size();
    }
    assertTrue(Math.sqrt(error) < 0.04 * mean, Math.sqrt(error) + " of " + mean);
  }

  @Test
  void newSitesAreFoundAgain() {
    List<HeldOutSites.Row> rows =
        HeldOutSites.predict(land(30, 2), SMALL, Runnable::run, 0, () -> {});
    List<SiteSkill> table = SiteSkill.table(rows);
    assertTrue(skill(table, "combined", "gpp").r2() > 0.95);
    assertTrue(skill(table, "combined", "nee").r2() > 0.75);
  }

  private static SiteSkill skill(List<SiteSkill> table, String model, String target) {
    return table.stream()
        .filter(
            s -> s.model().equals(model) && s.target().equals(target) && s.subset().equals("all"))
        .findFirst()
        .orElseThrow();
  }

  /** What was measured at a site must not reach the predictions of that site. */
  @Test
  void aSiteIsPredictedWithoutItsOwnFluxes() {
    List<SiteMonth> rows = land(9, 3);
    List<SiteMonth> changed = new ArrayList<>();
    for (SiteMonth m : rows) {
      boolean one = m.site().equals("XX-004");
      changed.add(
          new SiteMonth(
              m.site(),
              m.month(),
              m.landCover(),
              m.latitudeDeg(),
              m.longitudeDeg(),
              m.tminC(),
              m.tmaxC(),
              m.radiationMj(),
              m.co2Ppm(),
              m.vpdHpa(),
              m.precipitationMm(),
              m.lai(),
              one ? 20 - m.gpp() : m.gpp(),
              one ? 7 : m.nee()));
    }
    List<HeldOutSites.Row> a = HeldOutSites.predict(rows, SMALL, Runnable::run, 0, () -> {});
    List<HeldOutSites.Row> b = HeldOutSites.predict(changed, SMALL, Runnable::run, 0, () -> {});
    boolean othersMoved = false;
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).month().site().equals("XX-004")) {
        assertEquals(a.get(i).gpp(), b.get(i).gpp());
        assertEquals(a.get(i).nee(), b.get(i).nee());
      } else {
        othersMoved |= !a.get(i).gpp().equals(b.get(i).gpp());
      }
    }
    assertTrue(othersMoved, "the test would not see a leak");
  }

  @Test
  void monthsWithoutFluxesArePredictedAndThreadsDoNotMatter() {
    List<SiteMonth> rows = land(9, 5);
    SiteMonth m = rows.get(7);
    rows.set(
        7,
        new SiteMonth(
            m.site(),
            m.month(),
            m.landCover(),
            m.latitudeDeg(),
            m.longitudeDeg(),
            m.tminC(),
            m.tmaxC(),
            m.radiationMj(),
            m.co2Ppm(),
            m.vpdHpa(),
            m.precipitationMm(),
            m.lai(),
            Double.NaN,
            Double.NaN));
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<HeldOutSites.Row> many = HeldOutSites.predict(rows, SMALL, pool, 3, () -> {});
      List<HeldOutSites.Row> one = HeldOutSites.predict(rows, SMALL, Runnable::run, 0, () -> {});
      assertEquals(rows.size(), many.size());
      for (int i = 0; i < one.size(); i++) {
        assertEquals(one.get(i).gpp(), many.get(i).gpp());
        assertEquals(one.get(i).dissimilarity(), many.get(i).dissimilarity());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void treesFollowAStep() {
    Random random = new Random(6);
    double[][] x = new double[400][3];
    double[] y = new double[400];
    double[] w = new double[400];
    for (int i = 0; i < x.length; i++) {
      x[i] = new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
      y[i] = x[i][1] > 0.6 ? 5 : 1;
      w[i] = 1;
    }
    ExtraTrees trees = ExtraTrees.fit(x, y, w, new ExtraTrees.Settings(50, 3, 1), Runnable::run, 0);
    assertEquals(5, trees.predict(new double[] {0.5, 0.9, 0.5}), 0.3);
    assertEquals(1, trees.predict(new double[] {0.5, 0.2, 0.5}), 0.3);
    assertTrue(trees.importance()[1] > 0.8, Arrays.toString(trees.importance()));
    assertEquals(1, Arrays.stream(trees.importance()).sum(), 1e-12);
  }

  @Test
  void farFromAllTrainingIsNotApplicable() {
    Random random = new Random(7);
    double[][] x = new double[300][2];
    int[] group = new int[300];
    for (int i = 0; i < x.length; i++) {
      x[i] = new double[] {random.nextGaussian(), random.nextGaussian()};
      group[i] = i % 10;
    }
    Applicability area = Applicability.of(x, new double[] {0.5, 0.5}, group);
    assertTrue(area.dissimilarity(new double[] {0.1, 0}) <= area.threshold());
    assertTrue(area.dissimilarity(new double[] {9, 9}) > 5 * area.threshold());
    assertEquals(0, area.dissimilarity(x[17]), 1e-12);
  }

  /** Three sites of known means, seasons and anomalies. */
  @Test
  void skillIsTakenApart() {
    assertEquals(
        0.75,
        SiteSkill.squaredCorrelation(
            List.of(new double[] {0, 0}, new double[] {1, 2}, new double[] {2, 2})),
        1e-12);
    assertTrue(Double.isNaN(SiteSkill.squaredCorrelation(List.of(new double[] {1, 2}))));
  }

  @Test
  void aGapInTheDriversLeavesTheMonthOut() {
    List<SiteMonth> rows = land(1, 8);
    SiteMonth m = rows.get(3);
    rows.set(
        3,
        new SiteMonth(
            m.site(),
            m.month(),
            m.landCover(),
            40,
            100,
            Double.NaN,
            m.tmaxC(),
            m.radiationMj(),
            390,
            m.vpdHpa(),
            2,
            m.lai(),
            m.gpp(),
            m.nee()));
    SiteMonth n = rows.get(5);
    rows.set(
        5,
        new SiteMonth(
            n.site(),
            n.month(),
            n.landCover(),
            40,
            100,
            n.tminC(),
            n.tmaxC(),
            n.radiationMj(),
            390,
            n.vpdHpa(),
            2,
            Double.NaN,
            n.gpp(),
            n.nee()));
    SiteFeatures features = SiteFeatures.of(rows);
    assertNull(features.of(3));
    assertEquals(rows.get(17).lai(), features.lai(5), 1e-12, "leaves of the other year");
  }

  @Test
  void badFilesAreNamed() throws IOException {
    String head = "date,site,lc,lat,lon,tmin,tmax,rad,co2,vpd,pr,LAI,GPP,NEE\n";
    String good = "200301,CN-Cng,GRA,44.6,123.5,5,15,12,374,12,0.8,0.3,-9999,\n";
    assertMessage("line 1: column LAI expected", head.replace(",LAI", ""));
    assertMessage("line 2: 14 fields expected, found 3 fields", head + "1,2,3\n");
    assertMessage(
        "line 2: date as yyyymm expected, found 200313", head + good.replace("200301", "200313"));
    assertMessage(
        "line 2: tmin from -90.0 to 60.0 expected, found 278.1",
        head + good.replace(",5,", ",278.1,"));
    assertMessage(
        "line 2: a number in column rad expected, found x",
        head + good.replace(",12,374", ",x,374"));
    assertMessage("line 3: each month of a site once expected", head + good + good);
    assertThrows(
        UnavailableInputException.class, () -> SiteMonthFile.read(folder.resolve("none.csv")));
    Path file = Files.writeString(folder.resolve("good.csv"), head + good);
    assertTrue(Double.isNaN(SiteMonthFile.read(file).get(0).gpp()));
  }

  private void assertMessage(String part, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), text);
    String message =
        assertThrows(MalformedInputException.class, () -> SiteMonthFile.read(file)).getMessage();
    assertTrue(message.startsWith("bad.csv: " + part), message);
  }
}
