package org.kokyu.scheduler.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.function.ToDoubleFunction;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.profile.ColumnAverage;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.Explanation;
import org.kokyu.retrieval.ProfileRetriever;
import org.kokyu.retrieval.RetrievalSettings;
import org.kokyu.retrieval.SyntheticSoundings;
import org.kokyu.retrieval.table.AbsorptionTables;

/**
 * Whether the error bars of the retrieval hold: soundings whose truth is drawn from the prior
 * covariance and whose errors are drawn from Se are retrieved, and errors divided by the stated
 * uncertainty are collected. Ideal: mean 0, standard deviation 1.
 *
 * <p>Truth and retrieval share the forward model; its errors are the subject of other benches. The
 * result does not depend on threads.
 */
public final class ClosedLoopBench {
  /** Bounds of the partial columns [Pa]. */
  private static final double[] BOUNDS_PA = {Double.POSITIVE_INFINITY, 73600, 39800, 28700, 16200};

  public static final List<String> COLUMNS = List.of("LT", "MT", "UT", "UTLS");
  public static final List<String> GASES = List.of("CO2", "CH4", "N2O");

  private final AbsorptionTables tables;
  private final RetrievalSettings truth;
  private final RetrievalSettings assumed;
  private final long seed;
  private final double noise;
  private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();

  /**
   * @param truth settings that the truth is drawn from
   * @param assumed settings of the retrieval
   * @param signalToNoise at 700 cm-1 and 280 K; the noise is the same for all channels
   */
  public ClosedLoopBench(
      AbsorptionTables tables,
      RetrievalSettings truth,
      RetrievalSettings assumed,
      double signalToNoise,
      long seed) {
    this.tables = tables;
    this.truth = truth;
    this.assumed = assumed;
    this.seed = seed;
    noise = Planck.radiance(700, 280) / signalToNoise;
  }

  private final class Worker {
    private final SyntheticSoundings soundings = new SyntheticSoundings(tables, truth);
    private final ProfileRetriever.Worker retriever =
        new ProfileRetriever(tables, assumed).newWorker();
  }

  /**
   * One retrieval against its truth.
   *
   * @param z standardised error, [gas · columns + column], NaN where the column is below the
   *     surface
   * @param error retrieved minus true [mol mol-1], same order
   * @param sigma stated uncertainty [mol mol-1], same order
   * @param chi2State (x̂ − x)ᵀ S⁻¹ (x̂ − x) per element, NaN where the states differ in kind
   */
  public record Member(
      double[] z,
      double[] error,
      double[] sigma,
      double chi2,
      double chi2State,
      boolean converged,
      int iterations,
      double[] dofs,
      double informationBits) {}

  /** Retrieves soundings 0 … count − 1; those without a result are left out. */
  public List<Member> run(int count, Executor executor, int helpers, Runnable progress) {
    Member[] members = new Member[count];
    BlockLoop.run(
        executor,
        helpers,
        count,
        i -> {
          Worker w = idle.poll();
          w = w == null ? new Worker() : w;
          members[i] = member(i, w);
          idle.push(w);
          progress.run();
        });
    List<Member> all = new ArrayList<>(Arrays.asList(members));
    all.removeIf(m -> m == null);
    return all;
  }

  private Member member(int number, Worker w) {
    SplittableRandom random = new SplittableRandom(seed + 1_000_003L * number);
    Instrument instrument = tables.header().instrument();
    ProfileScenes scene = ProfileScenes.of(instrument, number, random);
    SyntheticSoundings.Drawn drawn =
        w.soundings.draw(
            scene.template(), scene.weather(), scene.prior(), noise, random, true, true);
    Outcome<Explanation> outcome =
        w.retriever.explain(drawn.sounding(), scene.weather(), scene.prior());
    return outcome.toOptional().map(e -> compare(e, drawn)).orElse(null);
  }

  private static Member compare(Explanation e, SyntheticSoundings.Drawn drawn) {
    GasProfile p = e.profile();
    int columns = COLUMNS.size();
    double[] z = new double[p.gases().size() * columns];
    double[] error = new double[z.length];
    double[] sigma = new double[z.length];
    for (int g = 0; g < p.gases().size(); g++) {
      GasResult r = p.gases().get(g);
      for (int c = 0; c < columns; c++) {
        ColumnAverage found =
            ColumnAverage.between(
                r, p.layerBoundsPa(), p.dryAirColumn(), BOUNDS_PA[c], BOUNDS_PA[c + 1]);
        double known =
            ColumnAverage.mean(
                drawn.moleFraction().get(r.gas()),
                p.layerBoundsPa(),
                p.dryAirColumn(),
                BOUNDS_PA[c],
                BOUNDS_PA[c + 1]);
        int at = g * columns + c;
        error[at] = found.moleFraction() - known;
        sigma[at] = found.uncertainty();
        z[at] = error[at] / sigma[at];
      }
    }
    boolean sameState = e.solution().length == drawn.state().length;
    return new Member(
        z,
        error,
        sigma,
        p.fit().chi2(),
        sameState ? e.chi2OfState(drawn.state()) / drawn.state().length : Double.NaN,
        p.fit().converged(),
        p.fit().iterations(),
        p.gases().stream().mapToDouble(GasResult::dofs).toArray(),
        e.informationBits());
  }

  /** Values of all members that are numbers. */
  public static double[] values(List<Member> members, ToDoubleFunction<Member> value) {
    return members.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).toArray();
  }

  /** Fills a table with the scores. */
  public static void report(
      List<Member> members, int asked, String name, String program, BenchTable table) {
    for (int g = 0; g < GASES.size(); g++) {
      double unit = g == 0 ? 1e6 : 1e9;
      for (int c = 0; c < COLUMNS.size(); c++) {
        int at = g * COLUMNS.size() + c;
        double[] z = values(members, m -> m.z()[at]);
        String what = GASES.get(g) + " " + COLUMNS.get(c);
        table.add(name, program, what + " z mean", Moments.mean(z), "1", z.length);
        table.add(name, program, what + " z sd", Moments.deviation(z), "1", z.length);
        table.add(name, program, what + " z KS p", Moments.normality(z), "1", z.length);
        table.add(
            name,
            program,
            what + " uncertainty",
            unit * Moments.mean(values(members, m -> m.sigma()[at])),
            g == 0 ? "ppm" : "ppb",
            z.length);
      }
      int gas = g;
      double[] dofs = values(members, m -> m.dofs()[gas]);
      table.add(name, program, GASES.get(g) + " dofs", Moments.mean(dofs), "1", dofs.length);
    }
    int n = members.size();
    double[] steps = values(members, Member::iterations);
    table.add(name, program, "chi2", Moments.mean(values(members, Member::chi2)), "1", n);
    table.add(
        name, program, "chi2 of state", Moments.mean(values(members, Member::chi2State)), "1", n);
    table.add(
        name,
        program,
        "information",
        Moments.mean(values(members, Member::informationBits)),
        "bit",
        n);
    table.add(
        name,
        program,
        "converged",
        (double) members.stream().filter(Member::converged).count() / asked,
        "1",
        asked);
    table.add(name, program, "iterations median", BenchTable.median(steps), "1", n);
    table.add(name, program, "iterations 99 %", BenchTable.quantile(0.99, steps), "1", n);
  }
}
