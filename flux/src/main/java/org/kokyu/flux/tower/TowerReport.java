package org.kokyu.flux.tower;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kokyu.flux.respiration.FrictionThreshold;

/**
 * Everything that was found for a tower.
 *
 * @param record what was read
 * @param weeks which intervals were fitted
 * @param daytime PAR above 20 umol m-2 s-1
 * @param observed by target: {@code gpp}, {@code nee}, {@code reco}; not a number where not usable
 * @param gppOrigin what the production that was aimed at is
 * @param predictions in the order of the tables
 * @param skills rows of the skill table
 * @param courses mean days of the odd weeks
 * @param parameters fitted values
 * @param partition of the net exchange, where there is one
 * @param noise random error of the net exchange
 * @param ceiling R² of the net exchange on odd weeks that its noise allows; not a number without
 * @param threshold of the friction velocity
 * @param sun estimated place
 * @param notes for a person
 */
public record TowerReport(
    TowerRecord record,
    WeekSplit weeks,
    boolean[] daytime,
    Map<String, double[]> observed,
    String gppOrigin,
    List<Prediction> predictions,
    List<Skill> skills,
    List<DiurnalCourse> courses,
    List<FittedParameter> parameters,
    Optional<NightPartition> partition,
    RandomError noise,
    double ceiling,
    Optional<FrictionThreshold> threshold,
    RecordSun sun,
    List<String> notes) {

  /**
   * A model's series.
   *
   * @param model name
   * @param target it predicts
   * @param values [umol m-2 s-1]
   */
  public record Prediction(String model, String target, double[] values) {}

  /**
   * A parameter after the fit.
   *
   * @param model name
   * @param name of the parameter
   * @param unit of the values
   * @param value fitted
   * @param prior expected before
   * @param spread of the prior; not a number where there is none
   * @param source of the prior
   */
  public record FittedParameter(
      String model,
      String name,
      String unit,
      double value,
      double prior,
      double spread,
      String source) {}
}
