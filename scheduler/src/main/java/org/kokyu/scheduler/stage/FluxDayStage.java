package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.flux.field.io.CountryMap;
import org.kokyu.ops.publish.FluxProduct;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.Revision;
import org.kokyu.scheduler.flow.ProductStage;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * The fluxes of a day from the maps of its hours in the archive, with sums over cells and
 * countries. Near real time while hours are missing, interim when all 24 are there. Thread-safe.
 */
public final class FluxDayStage implements ProductStage {
  private final Path archive;
  private final CountryMap countries = CountryMap.load();

  /**
   * @param archive where the maps of earlier days are
   */
  public FluxDayStage(Path archive) {
    this.archive = archive;
  }

  @Override
  public String product() {
    return FluxDay.PRODUCT;
  }

  @Override
  public List<String> companions() {
    return List.of(FluxDay.PRODUCT + "-cells", FluxDay.PRODUCT + "-regions");
  }

  @Override
  public StageResult compute(UnitWork work) {
    Map<Long, MalformedInputException> faults = new HashMap<>();
    InputFile[] hours = new InputFile[24];
    int[] revisions = new int[24];
    SceneGrid.LatLon grid = null;
    for (InputFile file : work.inputs()) {
      try (MapReader map = FluxProduct.open(file.path())) {
        grid = (SceneGrid.LatLon) map.grid();
        ProductNames.FluxName name = ProductNames.parseFlux(file.name()).orElseThrow();
        int hour = (int) Duration.between(work.observed(), name.begin()).toHours();
        if (hours[hour] == null || revisions[hour] < name.revision()) {
          hours[hour] = file;
          revisions[hour] = name.revision();
        }
      } catch (MalformedInputException e) {
        faults.put(file.granuleId(), e);
      }
    }
    if (!faults.isEmpty()) {
      return new StageResult.BadInputs(faults);
    }
    List<Optional<InputFile>> day = new ArrayList<>();
    for (InputFile hour : hours) {
      day.add(Optional.ofNullable(hour));
    }
    long there = day.stream().filter(Optional::isPresent).count();
    if (there < FluxDay.LEAST_HOURS) {
      return new StageResult.NoProduct(
          "%d of 24 hours, %d expected".formatted(there, FluxDay.LEAST_HOURS));
    }
    Instant begin = work.observed();
    Revision revision =
        new Revision(
            work.revision(), there == 24 ? Revision.Maturity.INTERIM : Revision.Maturity.NRT);
    return new FluxDay(
            begin, grid, day, FluxHourStage.before(archive, begin, grid.name()), countries)
        .products(revision, Optional.empty(), work.helpers(), work.helperCount());
  }
}
