package org.kokyu.scheduler.stage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.flux.field.io.CountryMap;
import org.kokyu.ops.publish.Revision;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.ledger.InputFile;

/** Hours and days of a period, one after the other; a day rests on the day before. */
public final class FluxPeriod {
  private final FluxInputs inputs;
  private final Instant from;
  private final Instant to;
  private final Revision revision;
  private final Executor executor;
  private final int helpers;

  /** Takes a product, writes it and says where it is. */
  public interface Writing {
    InputFile write(StageResult.Product product);
  }

  /**
   * @param from begin of an hour
   * @param to begin of an hour after it
   */
  public FluxPeriod(
      FluxInputs inputs,
      Instant from,
      Instant to,
      Revision revision,
      Executor executor,
      int helpers) {
    this.inputs = inputs;
    this.from = from;
    this.to = to;
    this.revision = revision;
    this.executor = executor;
    this.helpers = helpers;
  }

  /** Begins of the hours that have a map of production. */
  public List<Instant> hours() {
    return inputs.hours().stream().filter(h -> !h.isBefore(from) && h.isBefore(to)).toList();
  }

  /**
   * Makes everything.
   *
   * @param previous a day's map before the period
   * @param say what could not be made, and why
   * @param done called after each hour
   */
  public void run(
      Optional<InputFile> previous, Writing writing, Consumer<String> say, Runnable done) {
    SceneGrid.LatLon grid = inputs.grid();
    List<Instant> hours = hours();
    Optional<InputFile> before = previous;
    CountryMap countries = CountryMap.load();
    for (int i = 0; i < hours.size(); ) {
      Instant day = hours.get(i).truncatedTo(ChronoUnit.DAYS);
      FluxFires fires = FluxFires.of(inputs, grid, day, 24, FluxHour.factors());
      List<Optional<InputFile>> made = new ArrayList<>();
      for (int h = 0; h < 24; h++) {
        Instant hour = day.plus(Duration.ofHours(h));
        if (i < hours.size() && hours.get(i).equals(hour)) {
          FluxHour map = new FluxHour(hour, inputs, before, fires, h);
          made.add(Optional.of(writing.write(map.product(revision, executor, helpers))));
          done.run();
          i++;
        } else {
          made.add(Optional.empty());
        }
      }
      long there = made.stream().filter(Optional::isPresent).count();
      if (there < FluxDay.LEAST_HOURS) {
        say.accept(
            "%s: no map of the day: %d of 24 hours, %d expected"
                .formatted(day.toString().substring(0, 10), there, FluxDay.LEAST_HOURS));
        continue;
      }
      StageResult.Product daily =
          new FluxDay(day, grid, made, before, countries)
              .products(revision, Optional.of(fires), executor, helpers);
      before = Optional.of(writing.write(daily));
      daily.companions().forEach(c -> writing.write(c.file()));
    }
  }
}
