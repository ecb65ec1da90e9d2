package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.Revision;
import org.kokyu.scheduler.flow.FileHash;
import org.kokyu.scheduler.flow.ProductStage;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * The flux map of an hour from the products of its slots in the archive. Near real time while slots
 * are missing, interim when all six are there. Fires are filled in from the same hour alone.
 * Thread-safe.
 */
public final class FluxHourStage implements ProductStage {
  /** Kinds of the products that an hour is made from. */
  public static final List<String> KINDS = List.of("gpp", LstStage.PRODUCT, FireProducts.PRODUCT);

  private static final int DAYS_BACK = 5;

  private final Path archive;
  private final FluxHourFileKind kind;

  /**
   * @param archive where the maps of earlier days are, for the production of the last days
   */
  public FluxHourStage(Path archive, FluxHourFileKind kind) {
    this.archive = archive;
    this.kind = kind;
  }

  @Override
  public String product() {
    return FluxHour.PRODUCT;
  }

  @Override
  public StageResult compute(UnitWork work) {
    Map<Long, MalformedInputException> faults = new HashMap<>();
    for (InputFile file : work.inputs()) {
      try {
        kind.check(file.path());
      } catch (MalformedInputException e) {
        faults.put(file.granuleId(), e);
      }
    }
    if (!faults.isEmpty()) {
      return new StageResult.BadInputs(faults);
    }
    FluxInputs inputs = new FluxInputs(work.inputs());
    List<Instant> hours = inputs.hours();
    if (hours.isEmpty()) {
      return new StageResult.NoProduct("no map of production");
    }
    Instant hour = hours.get(0);
    SceneGrid grid = inputs.anyGrid();
    if (!(grid instanceof SceneGrid.LatLon regular)) {
      return new StageResult.NoProduct("fluxes are made on equal-angle grids only");
    }
    FluxFires fires = FluxFires.of(inputs, regular, hour, 1, FluxHour.factors());
    boolean whole = inputs.production(hour).stream().allMatch(Optional::isPresent);
    Revision revision =
        new Revision(work.revision(), whole ? Revision.Maturity.INTERIM : Revision.Maturity.NRT);
    return new FluxHour(hour, inputs, before(archive, hour, regular.name()), fires, 0)
        .product(revision, work.helpers(), work.helperCount());
  }

  /** The newest map of one of the days before. */
  static Optional<InputFile> before(Path archive, Instant time, String grid) {
    for (int back = 1; back <= DAYS_BACK; back++) {
      Instant day = time.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(back));
      Path folder = archive.resolve(ProductNames.archivePath(FluxDay.PRODUCT, day, ""));
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.list(folder)) {
        Optional<Path> newest =
            files
                .filter(f -> isMap(f, grid))
                .max(Comparator.comparingInt(f -> name(f).orElseThrow().revision()));
        if (newest.isPresent()) {
          String sha256 = FileHash.sha256(newest.get());
          return Optional.of(new InputFile(-1, newest.get(), sha256, "", day, day));
        }
      } catch (IOException e) {
        throw new UnavailableInputException(folder + ": cannot be read: " + e.getMessage(), e);
      }
    }
    return Optional.empty();
  }

  private static Optional<ProductNames.FluxName> name(Path file) {
    return ProductNames.parseFlux(String.valueOf(file.getFileName()));
  }

  private static boolean isMap(Path file, String grid) {
    return name(file).filter(n -> n.daily() && n.grid().equals(grid)).isPresent();
  }
}
