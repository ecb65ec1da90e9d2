package org.kokyu.flux.tower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kokyu.core.port.Biome;
import org.kokyu.core.port.PhotosyntheticAcclimation;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.flux.respiration.FrictionThreshold;
import org.kokyu.flux.respiration.NightSeries;
import org.kokyu.flux.respiration.SeasonalRespiration;
import org.kokyu.flux.respiration.TemperatureSensitivity;

/**
 * A tower's record through every model: fitted on even weeks, scored on odd ones.
 *
 * <p>Steps: drivers without gaps; u* threshold of the nights; respiration of the even nights;
 * production to aim at (the file's product, else respiration of the even weeks minus measured net
 * exchange); fAPAR (the file's, else the season of the light response of even weeks); each model
 * fitted; partition with all weeks, for its own files only. No flux of an odd week reaches a fitted
 * parameter, the u* threshold or a prediction.
 */
public final class TowerAnalysis {
  private static final int LEAST_INTERVALS = 200;

  private final List<ProductivityModel> models;
  private final Optional<Biome> biome;
  private final Consumer<String> progress;

  private TowerRecord record;
  private TowerSeries series;
  private WeekSplit weeks;
  private double[] nee;
  private boolean[] neeUse;
  private boolean[] nightUse;
  private Optional<FrictionThreshold> threshold = Optional.empty();
  private final Map<String, double[]> observed = new LinkedHashMap<>();
  private final List<TowerReport.Prediction> predictions = new ArrayList<>();
  private final List<TowerReport.FittedParameter> parameters = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param models to fit
   * @param biome whose published parameters are the prior; mixed forest where unknown
   * @param progress told what is being done
   */
  public TowerAnalysis(
      List<ProductivityModel> models, Optional<Biome> biome, Consumer<String> progress) {
    this.models = models;
    this.biome = biome;
    this.progress = progress;
  }

  /** Steps that {@link #of} reports. */
  public int steps() {
    return models.size() + 5;
  }

  /** The report on a record. Call once. */
  public TowerReport of(TowerRecord given) {
    record = given;
    notes.addAll(given.notes());
    progress.accept("drivers");
    series = new TowerSeries(given);
    notes.addAll(series.notes);
    weeks = WeekSplit.of(given);
    RecordSun sun = RecordSun.of(given, series.par);
    boolean hasNee = given.has(TowerVariable.NEE);
    Optional<Night> night = Optional.empty();
    progress.accept("nights");
    if (hasNee) {
      netExchange();
      night = respiration();
    }
    String origin = production(night);
    boolean[] use = fitted(observed.get("gpp"), true);
    requireEnough(use);
    ProductivityFits fits = fit(use, sun);
    progress.accept("combined");
    combine(fits, use, night);
    progress.accept("partition");
    RandomError noise =
        hasNee
            ? RandomError.of(series, nee, neeUse)
            : new RandomError(Double.NaN, Double.NaN, 0, 0);
    Optional<NightPartition> partition =
        hasNee && night.isPresent() ? Optional.of(partition(noise)) : Optional.empty();
    return report(origin, sun, noise, partition);
  }

  /** Respiration of the even weeks. */
  private record Night(double[] reco) {}

  private void netExchange() {
    int n = series.size;
    nee = record.values().get(TowerVariable.NEE).clone();
    neeUse = record.neeMeasured().clone();
    nightUse = new boolean[n];
    for (int i = 0; i < n; i++) {
      nightUse[i] = neeUse[i] && !series.daytime(i) && series.parMeasured[i];
    }
    double[] friction = record.values().get(TowerVariable.USTAR);
    if (friction == null) {
      notes.add("no friction velocity in the record: nights are not filtered");
    } else {
      threshold = Optional.of(evenThreshold(friction)).filter(t -> t.samples().length > 0);
      if (threshold.isEmpty()) {
        notes.add("friction velocity: too few nights for a threshold, nights are not filtered");
      } else {
        filter(friction, threshold.get().median());
      }
    }
    double[] usable = new double[n];
    for (int i = 0; i < n; i++) {
      usable[i] = neeUse[i] ? nee[i] : Double.NaN;
    }
    observed.put("nee", usable);
  }

  /** The threshold from nights of even weeks, so that odd weeks stay unseen. */
  private FrictionThreshold evenThreshold(double[] friction) {
    int[] quarter = new int[series.size];
    boolean[] even = nightUse.clone();
    for (int i = 0; i < quarter.length; i++) {
      quarter[i] = (record.timeOf(i).getMonthValue() - 1) / 3;
      even[i] &= weeks.even(i);
    }
    return FrictionThreshold.of(night(series.airK, even), friction, quarter);
  }

  private void filter(double[] friction, double limit) {
    int taken = 0;
    for (int i = 0; i < series.size; i++) {
      if (nightUse[i] && !(friction[i] >= limit)) {
        nightUse[i] = false;
        neeUse[i] = false;
        taken++;
      }
    }
    notes.add(
        "friction velocity threshold %.3f m s-1 (90 %% range %.3f … %.3f, nights of even weeks): %d night values taken out"
            .formatted(limit, threshold.get().low(), threshold.get().high(), taken));
  }

  private NightSeries night(double[] kelvin, boolean[] use) {
    return new NightSeries(series.day, kelvin, nee, use);
  }

  private Optional<Night> respiration() {
    boolean[] even = nightUse.clone();
    double[] reco = new double[series.size];
    Arrays.fill(reco, Double.NaN);
    int count = 0;
    for (int i = 0; i < even.length; i++) {
      reco[i] = nightUse[i] ? nee[i] : Double.NaN;
      even[i] &= weeks.even(i);
      count += even[i] ? 1 : 0;
    }
    if (count < LEAST_INTERVALS) {
      notes.add(
          "nights of even weeks: %d measured values, at least %d needed for respiration"
              .formatted(count, LEAST_INTERVALS));
      return Optional.empty();
    }
    observed.put("reco", reco);
    SeasonalRespiration best = null;
    double[] driver = series.airK;
    for (double[] kelvin : new double[][] {series.airK, series.soilK}) {
      if (kelvin == null) {
        continue;
      }
      NightSeries night = night(kelvin, even);
      TemperatureSensitivity e0 = TemperatureSensitivity.of(night);
      SeasonalRespiration fit = SeasonalRespiration.fit(night, e0.kelvin(), weeks.group());
      if (best == null || fit.blindSquares() < best.blindSquares()) {
        best = fit;
        driver = kelvin;
        parameters.removeIf(p -> p.model().equals("lloyd_taylor"));
        parameters.add(
            new TowerReport.FittedParameter(
                "lloyd_taylor",
                kelvin == series.soilK ? "e0_soil" : "e0_air",
                "K",
                e0.kelvin(),
                308.56,
                e0.standardErrorK(),
                "Lloyd and Taylor 1994; from " + e0.origin()));
      }
    }
    double[] modelled = new double[series.size];
    for (int i = 0; i < modelled.length; i++) {
      modelled[i] = best.at(series.day[i], driver[i]);
    }
    predictions.add(new TowerReport.Prediction("lloyd_taylor", "reco", modelled));
    return Optional.of(new Night(modelled));
  }

  /** Sets the production to aim at; says what it is. */
  private String production(Optional<Night> night) {
    double[] target = new double[series.size];
    Arrays.fill(target, Double.NaN);
    observed.put("gpp", target);
    double[] product = record.values().get(TowerVariable.GPP);
    if (product != null) {
      for (int i = 0; i < target.length; i++) {
        target[i] = record.gppUsable()[i] && series.parMeasured[i] ? product[i] : Double.NaN;
      }
      return "column " + record.columns().get(TowerVariable.GPP);
    }
    if (night.isEmpty()) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED,
          "%s: production, or net exchange of at least %d nights' intervals in even weeks expected"
              .formatted(record.name(), LEAST_INTERVALS));
    }
    for (int i = 0; i < target.length; i++) {
      if (neeUse[i] && series.daytime(i) && series.parMeasured[i]) {
        target[i] = night.get().reco[i] - nee[i];
      }
    }
    return "respiration of even nights minus measured net exchange";
  }

  /** Even-week intervals with a target. */
  private boolean[] fitted(double[] target, boolean lit) {
    boolean[] use = new boolean[series.size];
    for (int i = 0; i < use.length; i++) {
      use[i] = weeks.even(i) && !Double.isNaN(target[i]) && (!lit || series.par[i] > 0);
    }
    return use;
  }

  private void requireEnough(boolean[] use) {
    int count = 0;
    for (boolean u : use) {
      count += u ? 1 : 0;
    }
    if (count < LEAST_INTERVALS) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED,
          "%s: at least %d lit intervals with production in even weeks expected, found %d"
              .formatted(record.name(), LEAST_INTERVALS, count));
    }
  }

  private ProductivityFits fit(boolean[] use, RecordSun sun) {
    double[] target = observed.get("gpp");
    progress.accept("season");
    double[] fapar = series.fapar;
    if (fapar == null) {
      fapar = Phenology.fapar(series, target, use, weeks.group());
      notes.add("no fAPAR in the record: season of the light response of even weeks");
    }
    notes.add("vpm: EVI taken as fAPAR and LSWI as constant, no satellite index in the record");
    ProductivityFits fits = new ProductivityFits(record, series, fapar, sun);
    Biome prior = biome.orElse(Biome.MIXED_FOREST);
    for (ProductivityModel model : models) {
      progress.accept(model.name());
      fits.fit(model, prior, target, use);
      if (biome.isPresent() || model instanceof PhotosyntheticAcclimation) {
        fits.published(model, prior);
      }
    }
    parameters.addAll(fits.parameters());
    return fits;
  }

  private void combine(ProductivityFits fits, boolean[] use, Optional<Night> night) {
    fits.production()
        .forEach((name, gpp) -> predictions.add(new TowerReport.Prediction(name, "gpp", gpp)));
    CombinedModel net = null;
    if (nee != null) {
      double[] uptake = new double[series.size];
      for (int i = 0; i < uptake.length; i++) {
        uptake[i] = -nee[i];
      }
      boolean[] measured = fitted(observed.get("nee"), false);
      net = CombinedModel.fit(series, uptake, measured, weeks.group(), true);
      told("combined (nee)", net);
    }
    CombinedModel gross = net;
    if (record.has(TowerVariable.GPP)) {
      gross = CombinedModel.fit(series, observed.get("gpp"), use, weeks.group(), false);
      told("combined (gpp)", gross);
    }
    predictions.add(new TowerReport.Prediction("combined", "gpp", gross.production()));
    if (net != null) {
      night.ifPresent(
          r ->
              fits.production()
                  .forEach(
                      (name, gpp) ->
                          predictions.add(
                              new TowerReport.Prediction(name, "nee", difference(r.reco, gpp)))));
      predictions.add(
          new TowerReport.Prediction(
              "combined", "nee", difference(net.respiration(), net.production())));
      if (night.isPresent()) {
        predictions.add(new TowerReport.Prediction("combined", "reco", net.respiration()));
      }
    }
  }

  private void told(String what, CombinedModel model) {
    notes.add(
        "%s: %.0f season knots per year, penalty %.0f, weather terms times %.0f"
            .formatted(what, model.knots(), model.penalty(), model.groupFactor()));
  }

  private static double[] difference(double[] a, double[] b) {
    double[] d = new double[a.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = a[i] - b[i];
    }
    return d;
  }

  private NightPartition partition(RandomError noise) {
    MarginalFilling filling = MarginalFilling.of(series, nee, neeUse);
    notes.add("net exchange for the partition: %d intervals filled".formatted(filling.filled()));
    NightSeries[] nights =
        threshold
            .map(
                t ->
                    NightPartition.nights(
                        night(series.airK, nightsBeforeFilter()),
                        record.values().get(TowerVariable.USTAR),
                        t))
            .orElseGet(() -> new NightSeries[] {night(series.airK, nightUse)});
    return NightPartition.of(new NightPartition.Input(series, neeUse, filling, noise), nights);
  }

  private boolean[] nightsBeforeFilter() {
    boolean[] use = record.neeMeasured().clone();
    for (int i = 0; i < use.length; i++) {
      use[i] &= !series.daytime(i) && series.parMeasured[i];
    }
    return use;
  }

  private TowerReport report(
      String origin, RecordSun sun, RandomError noise, Optional<NightPartition> partition) {
    boolean[] daytime = new boolean[series.size];
    for (int i = 0; i < daytime.length; i++) {
      daytime[i] = series.daytime(i);
    }
    double ceiling =
        nee == null ? Double.NaN : noise.ceiling(series, observed.get("nee"), i -> !weeks.even(i));
    TowerScores scores = new TowerScores(record, series, weeks, observed, predictions);
    return new TowerReport(
        record,
        weeks,
        daytime,
        observed,
        origin,
        predictions,
        scores.skills(daytime, partition),
        scores.courses(),
        parameters,
        partition,
        noise,
        ceiling,
        threshold,
        sun,
        notes);
  }
}
