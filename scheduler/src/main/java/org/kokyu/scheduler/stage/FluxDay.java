package org.kokyu.scheduler.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.kokyu.core.flux.CoarseFluxes;
import org.kokyu.core.flux.DayFire;
import org.kokyu.core.flux.FluxMap;
import org.kokyu.core.flux.FluxRows;
import org.kokyu.core.flux.FluxVariable;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.flux.field.CellOverlap;
import org.kokyu.flux.field.DayKernel;
import org.kokyu.flux.field.RegionTotals;
import org.kokyu.flux.field.io.CountryMap;
import org.kokyu.flux.fire.EmissionFactors;
import org.kokyu.flux.fire.FireGas;
import org.kokyu.flux.fire.FireHours;
import org.kokyu.ops.publish.FluxProduct;
import org.kokyu.ops.publish.FluxSummary;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.Revision;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * The fluxes of a UTC day from the maps of its hours: a map, its sums over cells of 0.25° and over
 * countries, and the day's fires. All sums are of the numbers that the map's file holds.
 */
public final class FluxDay {
  /** Kind of product. */
  public static final String PRODUCT = "flux-daily";

  /** Fewer maps of hours make no day. */
  public static final int LEAST_HOURS = 24 - DayKernel.MOST_MISSING;

  private static final double COARSE_STEP_DEG = 0.25;
  private static final int BLOCK_CELLS = 1 << 18;
  private static final double TERA = 1e12;
  private static final DayKernel KERNEL = new DayKernel();

  private final Instant day;
  private final SceneGrid.LatLon grid;
  private final List<Optional<InputFile>> hours;
  private final Optional<InputFile> previousDay;
  private final CountryMap countries;
  private final CellOverlap overlap;

  /**
   * @param day its begin, UTC
   * @param hours the maps of the 24 hours, empty where there is none
   * @param previousDay map of an earlier day, for the production of the last days
   */
  FluxDay(
      Instant day,
      SceneGrid.LatLon grid,
      List<Optional<InputFile>> hours,
      Optional<InputFile> previousDay,
      CountryMap countries) {
    this.day = day;
    this.grid = grid;
    this.hours = List.copyOf(hours);
    this.previousDay = previousDay;
    this.countries = countries;
    this.overlap =
        new CellOverlap(grid, CellOverlap.around(grid, COARSE_STEP_DEG, coarseName(grid)));
  }

  private static String coarseName(SceneGrid.LatLon grid) {
    int at = grid.name().lastIndexOf('-');
    return (at < 0 ? grid.name() : grid.name().substring(0, at)) + "-" + COARSE_STEP_DEG;
  }

  /**
   * The products of the day: map, cells, regions.
   *
   * @param fires adds the day's fires; of a period that begins with the day
   */
  StageResult.Product products(
      Revision revision, Optional<FluxFires> fires, Executor executor, int helpers) {
    List<InputFile> files = new ArrayList<>();
    hours.forEach(h -> h.ifPresent(files::add));
    int there = files.size();
    previousDay.ifPresent(files::add);
    List<String> versions = List.of("day-kernel 1", CountryMap.VERSION);
    Provenance provenance = FluxInputs.provenance(files, versions);
    try (OpenHours open = new OpenHours()) {
      FluxMap map =
          new FluxMap(
              grid,
              day,
              Duration.ofDays(1),
              there / 24.0,
              open.largestFire(),
              List.of(
                  "sum of the hours of a UTC day; an hour without a map takes the mean of its"
                      + " neighbours, fires apart"),
              provenance);
      CoarseFluxes sums = totals(map, open, executor, helpers);
      List<StageResult.Companion> companions = new ArrayList<>();
      companions.add(
          new StageResult.Companion(
              PRODUCT + "-cells",
              part(
                  sums.grid().name(),
                  "nc",
                  revision,
                  t -> FluxSummary.writeCells(sums, revision, t))));
      companions.add(
          new StageResult.Companion(
              PRODUCT + "-regions",
              part(
                  "regions-" + grid.name(),
                  "csv",
                  revision,
                  t -> FluxSummary.writeRegions(sums, revision, t))));
      fires.ifPresent(f -> companions.add(fires(f, revision)));
      String name = ProductNames.flux(map, revision.number());
      return new StageResult.Product(
          ProductNames.archivePath(PRODUCT, day, name),
          revision.maturity().label(),
          day,
          summary(sums, there),
          t -> {
            try (OpenHours again = new OpenHours()) {
              FluxProduct.write(map, revision, again::day, t, executor, helpers);
            }
          },
          companions);
    }
  }

  private static String summary(CoarseFluxes sums, int there) {
    CoarseFluxes.Region all = sums.regions().get(0);
    return "%d of 24 hours, GPP %.3f, Reco %.3f, NEE %.3f, fire %.4f TgC"
        .formatted(
            there,
            all.grams()[0] / TERA,
            all.grams()[1] / TERA,
            all.grams()[2] / TERA,
            all.grams()[FluxVariable.FIRE_CO2.ordinal()] / TERA);
  }

  private StageResult.Product part(
      String gridName,
      String suffix,
      Revision revision,
      org.kokyu.scheduler.flow.FileWriter writer) {
    String name = ProductNames.fluxDaily(day, gridName, revision.number(), suffix);
    return new StageResult.Product(
        ProductNames.archivePath(PRODUCT, day, name),
        revision.maturity().label(),
        day,
        "sums of a day",
        writer);
  }

  /** Row sums are made by any thread, and added up from north to south. */
  private CoarseFluxes totals(FluxMap map, OpenHours open, Executor executor, int helpers) {
    RegionTotals totals = new RegionTotals(grid, overlap, countries.countries().size() + 1);
    int blockRows = Math.max(1, BLOCK_CELLS / grid.columns());
    int blocks = (grid.rows() + blockRows - 1) / blockRows;
    int atOnce = Math.max(1, helpers + 1);
    for (int begin = 0; begin < blocks; begin += atOnce) {
      int first = begin;
      int count = Math.min(atOnce, blocks - begin);
      FluxRows[] made = new FluxRows[count];
      RegionTotals.Row[][] rows = new RegionTotals.Row[count][];
      BlockLoop.run(
          executor,
          helpers,
          count,
          b -> {
            int top = (first + b) * blockRows;
            int n = Math.min(blockRows, grid.rows() - top);
            made[b] = new FluxRows(n * grid.columns());
            open.day(top, n, made[b]);
            FluxProduct.asStored(map, made[b]);
            rows[b] = new RegionTotals.Row[n];
            short[] region = new short[grid.columns()];
            for (int r = 0; r < n; r++) {
              countries.row(grid, top + r, region);
              rows[b][r] =
                  totals.row(top + r, made[b], r * grid.columns(), region, made[b].landCover());
            }
          });
      for (int b = 0; b < count; b++) {
        for (int r = 0; r < rows[b].length; r++) {
          totals.add(rows[b][r], made[b], r * grid.columns());
        }
      }
    }
    return sums(map, totals);
  }

  private CoarseFluxes sums(FluxMap map, RegionTotals totals) {
    FluxVariable[] all = FluxVariable.values();
    double[][] grams = new double[all.length][];
    double[][] sd = new double[all.length][];
    for (FluxVariable v : all) {
      grams[v.ordinal()] = totals.coarseGrams(v);
      sd[v.ordinal()] = totals.coarseGramsSd(v);
    }
    List<CoarseFluxes.Region> regions = new ArrayList<>();
    double[] wholeGrams = new double[all.length];
    double wholeArea = 0;
    for (int k : totals.present()) {
      double[] g = new double[all.length];
      double[] s = new double[all.length];
      for (FluxVariable v : all) {
        g[v.ordinal()] = totals.grams(v, k);
        s[v.ordinal()] = totals.gramsSd(v, k);
        wholeGrams[v.ordinal()] += g[v.ordinal()];
      }
      wholeArea += totals.areaM2(k);
      int code = k == 0 ? 0 : countries.countries().get(k - 1).code();
      String name = k == 0 ? "no country" : countries.countries().get(k - 1).name();
      regions.add(new CoarseFluxes.Region(code, name, totals.areaM2(k), g, s));
    }
    double[] wholeSd = Arrays.stream(all).mapToDouble(totals::allGramsSd).toArray();
    regions.add(0, new CoarseFluxes.Region(0, "all", wholeArea, wholeGrams, wholeSd));
    return new CoarseFluxes(
        overlap.coarse(),
        day,
        grams,
        sd,
        totals.coarseAreaM2(),
        regions,
        map.notes(),
        map.provenance());
  }

  /** The day's fires, shared out to the coarse cells. */
  private StageResult.Companion fires(FluxFires fires, Revision revision) {
    EmissionFactors factors = FluxHour.factors();
    List<DayFire> cells = cells(fires, factors);
    String name = ProductNames.fireDaily(day, overlap.coarse().name(), revision.number());
    List<String> notes =
        List.of(
            EmissionFactors.VERSION, "hours of the UTC day; sums of the pixels of a cell and type");
    Provenance provenance =
        fires.used().isEmpty()
            ? new Provenance(List.of(), FluxHour.versions(), day)
            : FluxInputs.provenance(fires.used(), FluxHour.versions());
    return new StageResult.Companion(
        "fire-daily",
        new StageResult.Product(
            ProductNames.archivePath(PRODUCT, day, name),
            revision.maturity().label(),
            day,
            "%d cells with fires".formatted(cells.size()),
            t -> FluxSummary.writeFires(cells, name, notes, provenance, t)));
  }

  private List<DayFire> cells(FluxFires fires, EmissionFactors factors) {
    SceneGrid.LatLon coarse = overlap.coarse();
    Map<String, DayFire> byCell = new TreeMap<>();
    for (FireHours.Pixel p : fires.hours().pixels()) {
      double latitude = grid.latitudeDeg(p.pixel() / grid.columns());
      double longitude = grid.longitudeDeg(p.pixel() % grid.columns());
      int r = (int) ((coarse.northDeg() - latitude) / coarse.stepDeg());
      int c = (int) ((longitude - coarse.westDeg()) / coarse.stepDeg());
      DayFire cell =
          byCell.computeIfAbsent(
              "%05d %05d %s".formatted(r, c, p.type()),
              k ->
                  new DayFire(
                      coarse.latitudeDeg(r),
                      coarse.longitudeDeg(c),
                      p.type().name(),
                      new double[24],
                      new double[24],
                      new double[FireGas.values().length],
                      new double[FireGas.values().length]));
      for (int h = 0; h < 24; h++) {
        cell.dryMatterKg()[h] += p.dryMatterKg()[h];
        cell.filledKg()[h] += p.filledKg()[h];
        for (FireGas gas : FireGas.values()) {
          cell.emittedKg()[gas.ordinal()] += FireHours.emittedKg(p, h, gas, factors);
          cell.emittedSdKg()[gas.ordinal()] += FireHours.emittedSdKg(p, h, gas, factors);
        }
      }
    }
    return List.copyOf(byCell.values());
  }

  /** The maps of the hours, open. */
  private final class OpenHours implements AutoCloseable {
    private final MapReader[] maps = new MapReader[hours.size()];
    private MapReader before;

    OpenHours() {
      try {
        for (int h = 0; h < maps.length; h++) {
          if (hours.get(h).isPresent()) {
            InputFile file = hours.get(h).get();
            maps[h] = FluxProduct.open(file.path());
            FluxHour.requireGrid(file, maps[h], grid);
          }
        }
        if (previousDay.isPresent()) {
          before = FluxProduct.open(previousDay.get().path());
          FluxHour.requireGrid(previousDay.get(), before, grid);
        }
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    /** No larger than the sum of the hours' largest. */
    double[] largestFire() {
      double[] largest = new double[FireGas.values().length];
      for (MapReader map : maps) {
        for (int g = 0; map != null && g < largest.length; g++) {
          FluxVariable v = FluxVariable.values()[FluxVariable.FIRE_CO2.ordinal() + g];
          largest[g] += FluxProduct.largestStored(map, v) * DayKernel.grams(v);
        }
      }
      return largest;
    }

    void day(int first, int rows, FluxRows out) {
      int to = first + rows;
      float[] previous = new float[out.cells()];
      if (before != null) {
        FluxProduct.recentGpp(before, first, to, previous);
      } else {
        Arrays.fill(previous, Float.NaN);
      }
      for (MapReader map : maps) {
        if (map != null) {
          map.rows("land_cover", first, to, out.landCover());
          break;
        }
      }
      KERNEL.compute(new Rows(maps, first, to), previous, out);
    }

    @Override
    public void close() {
      for (MapReader map : maps) {
        if (map != null) {
          map.close();
        }
      }
      if (before != null) {
        before.close();
      }
    }
  }

  /** Some rows of all hours. */
  private record Rows(MapReader[] maps, int first, int to) implements DayKernel.HourRows {
    @Override
    public boolean has(int hour) {
      return maps[hour] != null;
    }

    @Override
    public void values(int hour, FluxVariable variable, float[] into) {
      maps[hour].rows(variable.variable(), first, to, into);
    }

    @Override
    public void uncertainty(int hour, FluxVariable variable, float[] into) {
      maps[hour].rows(variable.variable() + "_uncertainty", first, to, into);
    }

    @Override
    public void flags(int hour, byte[] into) {
      maps[hour].rows("quality_flag", first, to, into);
    }
  }
}
