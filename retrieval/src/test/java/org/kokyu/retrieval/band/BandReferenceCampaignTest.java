package org.kokyu.retrieval.band;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.NamedAtmosphere;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.scene.BandResponse;
import org.kokyu.core.scene.BandTerms;
import org.kokyu.retrieval.band.io.AtmosphereSetReader;
import org.kokyu.retrieval.spectroscopy.io.ContinuumReader;
import org.kokyu.retrieval.spectroscopy.io.HitranReader;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;

/** Band terms against those of an independent line-by-line code (RFM). */
@Tag("campaign")
class BandReferenceCampaignTest {
  private static final double[] ZENITH = {0, 20, 40, 50, 60, 65};

  private static Path shared() {
    Path dir = Path.of(System.getProperty("kokyu.shared", "../../shared"), "data");
    Assumptions.assumeTrue(Files.isDirectory(dir), () -> "skipped: no data at " + dir);
    return dir;
  }

  private static LineByLineBandModel model(Path continuum) {
    Path s = shared().resolve("spectroscopy");
    HitranReader.Lines lines =
        new HitranReader(PartitionSumsReader.bundled()).read(List.of(s.resolve("lines_v1.par")));
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      return new LineByLineBandModel(
          new LineByLineBandModel.Absorption(
              lines.lines(),
              PartitionSumsReader.bundled(),
              Optional.of(ContinuumReader.water(continuum)),
              Optional.of(ContinuumReader.co2(s.resolve("continuum/co2_continuum_cousin.csv"))),
              List.of()),
          List.of(
              BandResponse.boxcar(11, 8.5926, 0.37),
              BandResponse.boxcar(13, 10.4073, 0.42),
              BandResponse.boxcar(14, 11.2395, 0.67),
              BandResponse.boxcar(15, 12.3806, 0.97),
              BandResponse.boxcar(16, 13.2807, 0.56)),
          pool,
          1);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void termsOfUnscaledAtmospheres() throws IOException {
    Path s = shared().resolve("spectroscopy");
    Profile co2 = Profile.of(new double[] {1e5}, new double[] {415e-6});
    Profile ch4 = Profile.of(new double[] {1e5}, new double[] {1.85e-6});
    Profile n2o = Profile.of(new double[] {1e5}, new double[] {330e-9});
    PriorProfiles gases = new PriorProfiles(co2, ch4, n2o, "constant", true);
    Map<String, NamedAtmosphere> atmospheres = new HashMap<>();
    for (NamedAtmosphere a : AtmosphereSetReader.read(s.resolve("kcarta/regress49_profiles.csv"))) {
      String number = a.name().substring(a.name().lastIndexOf('-') + 1);
      atmospheres.put("UMBC%02d".formatted(Integer.parseInt(number)), a);
    }
    for (String file : List.of("pylbl_mt-ckd.nc", "absco-ref_wv-mt-ckd.nc")) {
      long start = System.nanoTime();
      LineByLineBandModel model = model(s.resolve("continuum").resolve(file));
      System.out.printf(
          Locale.ROOT, "%s: tables in %.1f s%n", file, (System.nanoTime() - start) / 1e9);
      compare(model, atmospheres, gases, file);
    }
  }

  private static void compare(
      LineByLineBandModel model,
      Map<String, NamedAtmosphere> atmospheres,
      PriorProfiles gases,
      String label)
      throws IOException {
    List<String> rows =
        Files.readAllLines(shared().resolve("ahi/lst_truth/band_atmosphere_dev.csv")).stream()
            .filter(l -> !l.startsWith("#"))
            .skip(1)
            .toList();
    Map<String, Map<String, double[]>> reference = new TreeMap<>();
    for (String row : rows) {
      String[] f = row.split(",");
      reference
          .computeIfAbsent(f[0], k -> new HashMap<>())
          .put(
              f[5] + " " + (int) Double.parseDouble(f[4]),
              new double[] {
                Double.parseDouble(f[2]),
                Double.parseDouble(f[3]),
                Double.parseDouble(f[6]),
                Double.parseDouble(f[7]),
                Double.parseDouble(f[9])
              });
    }
    Map<Integer, double[]> sums = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (var entry : reference.entrySet()) {
      NamedAtmosphere a = atmospheres.get(entry.getKey());
      if (a == null) {
        continue;
      }
      double air = a.meteorology().temperatureK().value(0);
      long start = System.nanoTime();
      List<List<BandTerms>> terms =
          model.terms(a.meteorology(), gases, new double[] {air - 10, air, air + 15}, ZENITH);
      double seconds = (System.nanoTime() - start) / 1e9;
      StringBuilder text = new StringBuilder();
      for (List<BandTerms> view : terms) {
        for (BandTerms b : view) {
          double[] r = entry.getValue().get(b.band() + " " + (int) b.viewZenithDeg());
          double e = 0.97;
          double planck = model.planck(b.band(), r[1]);
          double theirs = e * planck * r[2] + r[3] + (1 - e) * r[4];
          double ours =
              e * planck * b.transmittanceAt(r[1]) + b.upwelling() + (1 - e) * b.reflectedSky();
          double d =
              model.brightnessTemperature(b.band(), ours)
                  - model.brightnessTemperature(b.band(), theirs);
          double[] sum = sums.computeIfAbsent(b.band(), k -> new double[3]);
          sum[0]++;
          sum[1] += d;
          sum[2] += d * d;
          if (b.viewZenithDeg() == 0 || b.viewZenithDeg() == 60) {
            text.append(
                String.format(
                    Locale.ROOT,
                    " B%d@%.0f tau %.4f/%.4f ln %.3f dT %+.3f;",
                    b.band(),
                    b.viewZenithDeg(),
                    b.transmittanceAt(r[1]),
                    r[2],
                    Math.log(b.transmittanceAt(r[1])) / Math.log(r[2]),
                    d));
          }
        }
      }
      double[] any = entry.getValue().values().iterator().next();
      lines.add(
          String.format(
              Locale.ROOT,
              "%s W %.2f/%.2f Ta %.2f/%.2f (%.2f s):%s",
              entry.getKey(),
              model.waterColumn(a.meteorology()),
              any[0],
              air,
              any[1],
              seconds,
              text));
    }
    lines.forEach(System.out::println);
    sums.forEach(
        (band, v) ->
            System.out.printf(
                Locale.ROOT,
                "%s band %d: n %.0f, bias %+.3f K, rms %.3f K%n",
                label,
                band,
                v[0],
                v[1] / v[0],
                Math.sqrt(v[2] / v[0])));
    assertTrue(sums.size() == 5);
  }
}
