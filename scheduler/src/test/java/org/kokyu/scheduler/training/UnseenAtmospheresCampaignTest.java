package org.kokyu.scheduler.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.NamedAtmosphere;
import org.kokyu.core.scene.BandResponse;
import org.kokyu.land.CoefficientTable;
import org.kokyu.land.LstCoefficients;
import org.kokyu.land.LstInputs;
import org.kokyu.land.io.BandResponseReader;
import org.kokyu.land.training.CoefficientFit;
import org.kokyu.land.training.TrainingAtmospheres;
import org.kokyu.land.training.TrainingTerms;
import org.kokyu.retrieval.band.LineByLineBandModel;
import org.kokyu.retrieval.band.io.AtmosphereSetReader;
import org.kokyu.retrieval.spectroscopy.PartitionSums;
import org.kokyu.retrieval.spectroscopy.io.ContinuumReader;
import org.kokyu.retrieval.spectroscopy.io.HitranReader;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;

/**
 * Coefficients trained as the shipped ones, but without the parents of the truth table, on
 * brightness temperatures of another line-by-line code; and tables of two satellites, right and
 * exchanged. Minutes of computing.
 */
@Tag("campaign")
class UnseenAtmospheresCampaignTest {
  private static final long SEED = 20261122L;
  private static final int GENERATED = 240;

  private record Row(String parent, double water, double zenith, double error, double sigma) {}

  private static Path shared() {
    Path dir = Path.of(System.getProperty("kokyu.shared", "../../shared"), "data");
    Assumptions.assumeTrue(Files.isDirectory(dir), () -> "skipped: no data at " + dir);
    return dir;
  }

  private static LineByLineBandModel model(List<BandResponse> responses, ExecutorService pool) {
    Path s = shared().resolve("spectroscopy");
    PartitionSums sums = PartitionSumsReader.bundled();
    return new LineByLineBandModel(
        new LineByLineBandModel.Absorption(
            new HitranReader(sums).read(List.of(s.resolve("lines_v1.par"))).lines(),
            sums,
            Optional.of(ContinuumReader.water(s.resolve("continuum/pylbl_mt-ckd.nc"))),
            Optional.of(ContinuumReader.co2(s.resolve("continuum/co2_continuum_cousin.csv"))),
            List.of()),
        responses,
        pool,
        1);
  }

  private static List<NamedAtmosphere> given() throws IOException {
    return AtmosphereSetReader.read(shared().resolve("spectroscopy/kcarta/regress49_profiles.csv"));
  }

  private static String truthName(NamedAtmosphere a) {
    String number = a.name().substring(a.name().lastIndexOf('-') + 1);
    return "UMBC%02d".formatted(Integer.parseInt(number));
  }

  private static CoefficientTable train(
      LineByLineBandModel model, List<NamedAtmosphere> given, int generated, ExecutorService pool) {
    TrainingAtmospheres source = new TrainingAtmospheres(SEED);
    List<NamedAtmosphere> all = new ArrayList<>(source.variants(given));
    int variants = all.size();
    all.addAll(source.generated(generated));
    List<TrainingTerms> terms = TrainingTerms.compute(model, all, pool, 1, n -> {});
    return new CoefficientFit(model, terms, variants).fit("held out", List.of());
  }

  @Test
  void parentsOfTheTruthKeptOut() throws IOException {
    Path truth = shared().resolve("ahi/lst_truth/lst_truth_dev.csv");
    Set<String> scored = new HashSet<>();
    for (String line : Files.readAllLines(truth)) {
      scored.add(line.split(",")[0].split("_W")[0]);
    }
    List<NamedAtmosphere> kept =
        given().stream().filter(a -> !scored.contains(truthName(a))).toList();
    int out = given().size() - kept.size();
    assertTrue(out >= given().size() / 4, "kept out: " + out);
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      CoefficientTable table =
          train(model(BandResponseReader.boxcars(), pool), kept, GENERATED, pool);
      for (boolean air : new boolean[] {true, false}) {
        List<Row> rows = rows(truth, table.best(true, air).orElseThrow());
        System.out.printf("%d parents kept out, air temperature %s: %s%n", out, air, words(rows));
        assertTrue(rms(rows, false) <= 0.8);
        double z = rms(rows, true);
        assertTrue(z >= 0.8 && z <= 1.2, "standardised " + z);
        // 17 parents: the mean of what they have in common is known to about 0.1 K only
        assertTrue(Math.abs(bias(rows)) <= 0.25, "bias " + bias(rows));
        print(rows);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void print(List<Row> rows) {
    Map<String, List<Row>> strata = new TreeMap<>();
    for (Row r : rows) {
      int w = Math.min(2, (int) (r.water / 20));
      String view = r.zenith < 30 ? "0-30" : r.zenith < 55 ? "30-55" : "55-60";
      strata
          .computeIfAbsent(
              "water %d-%d cm, view %s".formatted(2 * w, 2 * w + 2, view), k -> new ArrayList<>())
          .add(r);
    }
    strata.forEach(
        (name, own) ->
            System.out.printf(
                "  %s: parents %d, %s%n",
                name, own.stream().map(Row::parent).distinct().count(), words(own)));
  }

  /** Responses shifted by a few hundredths of a micrometre, as between two builds of an imager. */
  @Test
  void theTableOfTheSatelliteBeatsThatOfTheOther() throws IOException {
    List<BandResponse> shifted =
        List.of(
            BandResponse.boxcar(13, 10.4573, 0.42),
            BandResponse.boxcar(14, 11.1795, 0.67),
            BandResponse.boxcar(15, 12.4406, 0.97));
    List<BandResponse> nominal = BandResponseReader.boxcars().subList(0, 3);
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      Path truth = shared().resolve("ahi/lst_truth/lst_truth_dev.csv");
      CoefficientTable right = train(model(nominal, pool), given(), 40, pool);
      CoefficientTable wrong = train(model(shifted, pool), given(), 40, pool);
      double own = rms(rows(truth, right.best(true, true).orElseThrow()), false);
      double other = rms(rows(truth, wrong.best(true, true).orElseThrow()), false);
      System.out.printf(Locale.ROOT, "own responses rms %.3f K, others' %.3f K%n", own, other);
      assertTrue(own < 0.8 * other, own + " and " + other);
      assertEquals(3, right.sets().size());
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Row> rows(Path truth, LstCoefficients set) throws IOException {
    List<String> lines =
        Files.readAllLines(truth).stream().filter(l -> !l.startsWith("#")).toList();
    Map<String, Integer> column = new HashMap<>();
    for (String name : lines.get(0).split(",")) {
      column.put(name, column.size());
    }
    LstCoefficients.Estimate e = new LstCoefficients.Estimate();
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] f = line.split(",");
      LstInputs x = new LstInputs();
      for (int b = 0; b < 3; b++) {
        x.kelvin[b] = Double.parseDouble(f[column.get("bt_b%d_k".formatted(13 + b))]);
        x.emissivity[b] = Double.parseDouble(f[column.get("eps_b%d".formatted(13 + b))]);
      }
      double zenith = Double.parseDouble(f[column.get("vza_deg")]);
      x.secant = 1 / Math.cos(Math.toRadians(zenith));
      x.waterKg = Double.parseDouble(f[column.get("tcwv_mm")]);
      x.airK = Double.parseDouble(f[column.get("t_air_k")]);
      set.estimate(x, e);
      double error = e.kelvin - Double.parseDouble(f[column.get("lst_k")]);
      if (zenith <= 60 && x.waterKg <= 60) {
        rows.add(new Row(f[0].split("_W")[0], x.waterKg, zenith, error, e.modelSigmaK));
      }
    }
    return rows;
  }

  private static String words(List<Row> rows) {
    return String.format(
        Locale.ROOT,
        "n %d, bias %+.3f K, rms %.3f K, standardised %.2f",
        rows.size(),
        bias(rows),
        rms(rows, false),
        rms(rows, true));
  }

  private static double bias(List<Row> rows) {
    return rows.stream().mapToDouble(Row::error).average().orElseThrow();
  }

  private static double rms(List<Row> rows, boolean standardised) {
    return Math.sqrt(
        rows.stream()
            .mapToDouble(r -> Math.pow(standardised ? r.error / r.sigma : r.error, 2))
            .average()
            .orElseThrow());
  }
}
