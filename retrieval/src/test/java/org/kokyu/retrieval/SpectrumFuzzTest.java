package org.kokyu.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.Matrix;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.retrieval.forward.LayerGrid;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.NodeTable;
import org.kokyu.retrieval.table.io.TableFile;

/**
 * Whatever a spectrum holds, a retrieval ends in a refusal with its reason or in a profile of
 * finite numbers with its quality word, never in an exception. With every eighth channel of the
 * bundled tables, so that many fit in a short time.
 */
class SpectrumFuzzTest {
  private static final int EVERY = 8;
  private static final int BASES = 20;
  private static final int BAD =
      QualityReason.NOT_CONVERGED.mask()
          | QualityReason.CHI2_OUTSIDE_RANGE.mask()
          | QualityReason.CLOUD.mask()
          | QualityReason.BAD_INPUT.mask()
          | QualityReason.OUTSIDE_TABLE.mask();

  private final AbsorptionTables all = TableFile.bundled(Instrument.GOSAT);
  private final ProfileRetriever retriever =
      new ProfileRetriever(thinned(all), RetrievalSettings.DEFAULT);

  @Test
  void fewHundredSpectra() {
    fuzz(260, 11);
  }

  @Test
  @Tag("campaign")
  void manySpectra() {
    fuzz(20_000, 12);
  }

  private static AbsorptionTables thinned(AbsorptionTables tables) {
    List<NodeTable> windows = new ArrayList<>();
    for (NodeTable w : tables.windows()) {
      int[] kept = IntStream.range(0, w.channels().length).filter(c -> c % EVERY == 0).toArray();
      windows.add(
          new NodeTable(
              w.window(),
              Arrays.stream(kept).map(c -> w.channels()[c]).toArray(),
              w.nodesPerCm(),
              w.gases(),
              w.lnCrossSection(),
              w.waterSelfSlope(),
              w.waterSelfContinuum(),
              rows(w.weights(), kept, w.nodes()),
              rows(w.shiftWeights(), kept, w.nodes())));
    }
    return new AbsorptionTables(tables.header(), windows);
  }

  private static float[] rows(float[] weights, int[] kept, int nodes) {
    float[] out = new float[kept.length * nodes];
    for (int c = 0; c < kept.length; c++) {
      System.arraycopy(weights, kept[c] * nodes, out, c * nodes, nodes);
    }
    return out;
  }

  /** What became of the cases of one kind. */
  private static final class Count {
    private final Map<String, Integer> refused = new TreeMap<>();
    private final int[] flagged = new int[3];
    private int reasons;

    @Override
    public String toString() {
      return "good %d, care %d, bad %d, refused %s"
          .formatted(flagged[0], flagged[1], flagged[2], refused);
    }
  }

  private void fuzz(int cases, long seed) {
    SyntheticSoundings drawn = new SyntheticSoundings(all, RetrievalSettings.DEFAULT);
    List<Sounding> bases = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < BASES; i++) {
      bases.add(
          drawn
              .draw(
                  SyntheticScene.TEMPLATE,
                  SyntheticScene.WEATHER,
                  SyntheticScene.GASES,
                  SyntheticScene.NOISE,
                  random,
                  true,
                  true)
              .sounding());
    }
    Map<SpectrumDamage.Kind, Count> counts = new EnumMap<>(SpectrumDamage.Kind.class);
    ConcurrentLinkedDeque<ProfileRetriever.Worker> idle = new ConcurrentLinkedDeque<>();
    SpectrumDamage.Kind[] kinds = SpectrumDamage.Kind.values();
    IntStream.range(0, cases)
        .parallel()
        .forEach(
            i -> {
              ProfileRetriever.Worker worker = idle.poll();
              worker = worker == null ? retriever.newWorker() : worker;
              SpectrumDamage.Kind kind = kinds[i % kinds.length];
              String outcome = outcome(worker, kind, bases.get(i % BASES), seed + 7919L * i);
              idle.push(worker);
              synchronized (counts) {
                count(counts.computeIfAbsent(kind, k -> new Count()), outcome);
              }
            });
    counts.forEach((kind, count) -> System.out.println(kind + ": " + count));
    int profiles = counts.values().stream().mapToInt(c -> Arrays.stream(c.flagged).sum()).sum();
    int refused =
        counts.values().stream()
            .flatMap(c -> c.refused.values().stream())
            .mapToInt(Integer::intValue)
            .sum();
    System.out.printf("%d spectra: %d profiles, %d refused%n", cases, profiles, refused);
    assertEquals(cases, profiles + refused);
    assertTrue(profiles > cases / 3 && refused > 0, profiles + " profiles");
    List<String> escaped =
        counts.values().stream()
            .flatMap(c -> c.refused.keySet().stream())
            .filter(k -> k.startsWith("escaped"))
            .toList();
    assertEquals(List.of(), escaped);
    Count good = counts.get(SpectrumDamage.Kind.NONE);
    assertTrue(good.refused.isEmpty(), "undamaged spectra: " + good);
    // with so few channels the chi2 of a window leaves its range by chance; nothing else may
    assertEquals(
        0, good.reasons & ~QualityReason.CHI2_OUTSIDE_RANGE.mask(), "bad for " + good.reasons);
    for (SpectrumDamage.Kind bad :
        List.of(SpectrumDamage.Kind.CONSTANT, SpectrumDamage.Kind.RANDOM)) {
      assertEquals(0, counts.get(bad).flagged[0] + counts.get(bad).flagged[1], bad.toString());
    }
  }

  private static void count(Count count, String outcome) {
    if (Character.isDigit(outcome.charAt(0))) {
      String[] flagAndReasons = outcome.split(" ");
      int flag = Integer.parseInt(flagAndReasons[0]);
      count.flagged[flag]++;
      if (flag == 2) {
        count.reasons |= Integer.parseInt(flagAndReasons[1]) & BAD;
      }
    } else {
      count.refused.merge(outcome, 1, Integer::sum);
    }
  }

  private static String outcome(
      ProfileRetriever.Worker worker, SpectrumDamage.Kind kind, Sounding base, long seed) {
    SpectrumDamage.Case spoilt = new SpectrumDamage(seed).apply(kind, base, SyntheticScene.WEATHER);
    String label = kind + ", seed " + seed;
    Outcome<GasProfile> outcome;
    try {
      outcome = worker.retrieve(spoilt.sounding(), spoilt.weather(), SyntheticScene.GASES);
    } catch (RuntimeException e) {
      return "escaped: " + e + " at " + e.getStackTrace()[0] + ", " + label;
    }
    if (outcome instanceof Outcome.Failed<GasProfile> failed) {
      assertTrue(failed.failure().detail().contains(base.id()), label);
      return failed.failure().reason().name();
    }
    GasProfile p = outcome.toOptional().orElseThrow();
    requireFinite(p, label);
    return p.qualityFlag() + " " + p.qualityReasons();
  }

  private static void requireFinite(GasProfile p, String label) {
    for (GasResult g : p.gases()) {
      for (int i = 0; i < LayerGrid.LAYERS; i++) {
        if (!(p.dryAirColumn()[i] > 0)) {
          continue;
        }
        double sum =
            g.moleFraction()[i]
                + p.thermal().temperatureK()[i]
                + p.thermal().temperatureUncertaintyK()[i]
                + p.thermal().h2o()[i]
                + g.kernelSurfaceTemperature()[i];
        for (Matrix m : List.of(g.covariance(), g.covarianceNoise(), g.covarianceSmoothing())) {
          sum += m.get(i, LayerGrid.LAYERS - 1);
        }
        for (Matrix m :
            List.of(g.kernelCo2(), g.kernelH2o(), g.kernelO3(), g.kernelTemperature())) {
          sum += m.get(i, i) + m.get(LayerGrid.LAYERS - 1, i);
        }
        assertTrue(Double.isFinite(sum), label + ": layer " + i + " of " + g.gas());
        assertTrue(g.covariance().get(i, i) > 0, label + ": variance");
        assertTrue(g.moleFraction()[i] > 0, label + ": mole fraction");
      }
      assertTrue(Double.isFinite(g.dofs()), label + ": dofs");
    }
    assertTrue(Double.isFinite(p.fit().chi2() + p.fit().informationBits()), label + ": chi2");
    assertTrue(
        Double.isFinite(
            p.surface().temperatureK()
                + p.surface().wavenumberScale()
                + Arrays.stream(p.surface().emissivity()).sum()
                + p.surface().radianceOffsets().stream()
                    .mapToDouble(GasProfile.RadianceOffset::kelvin)
                    .sum()
                + Arrays.stream(p.fit().residualK()).sum()
                + p.fit().windowBrightnessK()),
        label + ": surface");
  }
}
