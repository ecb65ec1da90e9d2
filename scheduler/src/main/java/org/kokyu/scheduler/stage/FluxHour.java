package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.kokyu.core.flux.FluxMap;
import org.kokyu.core.flux.FluxQuality;
import org.kokyu.core.flux.FluxRows;
import org.kokyu.core.flux.FluxVariable;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.flux.field.CellOverlap;
import org.kokyu.flux.field.HourKernel;
import org.kokyu.flux.field.MapRespiration;
import org.kokyu.flux.fire.EmissionFactors;
import org.kokyu.flux.fire.FireGas;
import org.kokyu.flux.fire.FireHours;
import org.kokyu.ops.publish.FluxProduct;
import org.kokyu.ops.publish.GppProduct;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.Revision;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * The flux map of one hour from the maps of its slots; rows are read, computed and written in
 * blocks, so memory does not grow with the grid.
 */
public final class FluxHour {
  /** Kind of product. */
  public static final String PRODUCT = "flux-hourly";

  private static final MapRespiration RESPIRATION = MapRespiration.load();
  private static final EmissionFactors FACTORS = EmissionFactors.load();
  private static final FireGas[] GASES = FireGas.values();

  private final Instant begin;
  private final SceneGrid.LatLon grid;
  private final List<Optional<InputFile>> production;
  private final List<Optional<InputFile>> surface;
  private final Optional<InputFile> previousDay;
  private final FluxFires fires;
  private final int fireHour;

  /**
   * @param begin of the hour
   * @param previousDay a day's flux map before this hour, for the production of the last days
   * @param fires of a period that holds the hour
   * @param fireHour the hour's number in that period
   */
  FluxHour(
      Instant begin,
      FluxInputs inputs,
      Optional<InputFile> previousDay,
      FluxFires fires,
      int fireHour) {
    this.begin = begin;
    this.grid = fires.grid();
    this.production = inputs.production(begin);
    this.surface = inputs.surface(begin);
    this.previousDay = previousDay;
    this.fires = fires;
    this.fireHour = fireHour;
  }

  static EmissionFactors factors() {
    return FACTORS;
  }

  static void requireGrid(InputFile file, MapReader map, SceneGrid.LatLon grid) {
    if (!MapReader.sameCells(grid, map.grid())) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: grid %s expected as in the maps of production, found %s"
              .formatted(file.name(), grid.name(), map.grid().name()));
    }
  }

  /** The hour's product; its file is made when it is written. */
  StageResult.Product product(Revision revision, Executor executor, int helpers) {
    List<InputFile> files = new ArrayList<>(fires.used());
    production.forEach(f -> f.ifPresent(files::add));
    surface.forEach(f -> f.ifPresent(files::add));
    previousDay.ifPresent(files::add);
    long there = production.stream().filter(Optional::isPresent).count();
    FluxMap map =
        new FluxMap(
            grid,
            begin,
            Duration.ofHours(1),
            (double) there / FluxInputs.SLOTS_PER_HOUR,
            largestFire(),
            List.of(
                previousDay.isPresent()
                    ? "reference respiration follows the production of the last days"
                    : "no production of earlier days: reference respiration from fAPAR",
                "fires below the imager's detection limit are not in it"),
            FluxInputs.provenance(files, versions()));
    String name = ProductNames.flux(map, revision.number());
    return new StageResult.Product(
        ProductNames.archivePath(PRODUCT, begin, name),
        revision.maturity().label(),
        begin,
        "%d of %d slots, %d burning cells".formatted(there, FluxInputs.SLOTS_PER_HOUR, burning()),
        target -> write(map, revision, target, executor, helpers));
  }

  static List<String> versions() {
    return List.of("hour-kernel 1", MapRespiration.VERSION, EmissionFactors.VERSION);
  }

  private long burning() {
    return fires.hours().pixels().stream().filter(p -> p.dryMatterKg()[fireHour] > 0).count();
  }

  /** µmol m-2 s-1 of a gas, over a cell. */
  private double flux(FireHours.Pixel p, double kg, FireGas gas) {
    double area = CellOverlap.cellAreaM2(grid, p.pixel() / grid.columns());
    return kg * 1e9 / gas.molarMassGrams() / area / 3600;
  }

  private double[] largestFire() {
    double[] largest = new double[GASES.length];
    for (FireHours.Pixel p : fires.hours().pixels()) {
      for (int g = 0; g < GASES.length; g++) {
        double kg = FireHours.emittedKg(p, fireHour, GASES[g], FACTORS);
        double sd = FireHours.emittedSdKg(p, fireHour, GASES[g], FACTORS);
        largest[g] = Math.max(largest[g], flux(p, Math.max(kg, sd), GASES[g]));
      }
    }
    return largest;
  }

  private void write(FluxMap map, Revision revision, Path target, Executor executor, int helpers)
      throws IOException {
    List<Instant> middles = new ArrayList<>();
    for (int s = 0; s < FluxInputs.SLOTS_PER_HOUR; s++) {
      middles.add(begin.plus(FluxInputs.SLOT.multipliedBy(s)).plus(FluxInputs.SLOT.dividedBy(2)));
    }
    HourKernel kernel = new HourKernel(RESPIRATION, grid, middles);
    try (OpenMaps maps = new OpenMaps(this)) {
      FluxProduct.write(
          map,
          revision,
          (first, rows, out) -> {
            putFires(first, rows, out);
            kernel.compute(maps.rows(first, rows, out), first, rows, out);
          },
          target,
          executor,
          helpers);
    }
  }

  private void putFires(int first, int rows, FluxRows out) {
    int from = first * grid.columns();
    int to = from + rows * grid.columns();
    for (FireHours.Pixel p : fires.hours().pixels()) {
      if (p.pixel() < from || p.pixel() >= to) {
        continue;
      }
      int i = p.pixel() - from;
      for (int g = 0; g < GASES.length; g++) {
        FluxVariable v = FluxVariable.values()[FluxVariable.FIRE_CO2.ordinal() + g];
        double kg = FireHours.emittedKg(p, fireHour, GASES[g], FACTORS);
        double sd = FireHours.emittedSdKg(p, fireHour, GASES[g], FACTORS);
        out.values(v)[i] = (float) flux(p, kg, GASES[g]);
        out.uncertainty(v)[i] = (float) flux(p, sd, GASES[g]);
      }
      out.word()[i] |= p.filledKg()[fireHour] > 0 ? FluxQuality.FIRE_FILLED.bit() : 0;
    }
  }

  /** The hour's maps, open. */
  private static final class OpenMaps implements AutoCloseable {
    private final FluxHour hour;
    private final List<MapReader> gpp = new ArrayList<>();
    private final List<MapReader> lst = new ArrayList<>();
    private final Optional<MapReader> day;

    OpenMaps(FluxHour hour) {
      this.hour = hour;
      try {
        for (Optional<InputFile> f : hour.production) {
          gpp.add(f.isPresent() ? checked(f.get(), GppProduct.open(f.get().path())) : null);
        }
        for (Optional<InputFile> f : hour.surface) {
          lst.add(f.isPresent() ? checked(f.get(), MapReader.open(f.get().path())) : null);
        }
        day = hour.previousDay.map(f -> checked(f, FluxProduct.open(f.path())));
      } catch (RuntimeException e) {
        closeAll();
        throw e;
      }
    }

    private MapReader checked(InputFile file, MapReader map) {
      try {
        requireGrid(file, map, hour.grid);
        return map;
      } catch (RuntimeException e) {
        map.close();
        throw e;
      }
    }

    HourKernel.Inputs rows(int first, int rows, FluxRows out) {
      int n = out.cells();
      int to = first + rows;
      List<float[]> production = new ArrayList<>();
      List<float[]> sd = new ArrayList<>();
      List<byte[]> flag = new ArrayList<>();
      float[] fapar = new float[n];
      boolean coverKnown = false;
      for (MapReader map : gpp) {
        production.add(map == null ? null : floats(map, "gpp", first, to, n));
        sd.add(map == null ? null : floats(map, "gpp_uncertainty", first, to, n));
        byte[] f = new byte[n];
        if (map != null) {
          map.rows("quality_flag", first, to, f);
          if (!coverKnown) {
            map.rows("land_cover", first, to, out.landCover());
            map.rows("fapar", first, to, fapar);
            coverKnown = true;
          }
        }
        flag.add(map == null ? null : f);
      }
      float[] recent = new float[n];
      if (day.isPresent()) {
        FluxProduct.recentGpp(day.get(), first, to, recent);
      } else {
        Arrays.fill(recent, Float.NaN);
      }
      return new HourKernel.Inputs(
          production,
          sd,
          flag,
          mean(gpp, "air_temperature", first, to, n),
          mean(lst, "lst", first, to, n),
          recent,
          fapar,
          out.landCover());
    }

    /** Mean over the first and the last map of the hour that are there, where they have values. */
    private static float[] mean(List<MapReader> maps, String variable, int from, int to, int n) {
      List<MapReader> there = maps.stream().filter(m -> m != null).toList();
      float[] mean = new float[n];
      if (there.isEmpty()) {
        Arrays.fill(mean, Float.NaN);
        return mean;
      }
      float[] a = floats(there.get(0), variable, from, to, n);
      if (there.size() == 1) {
        return a;
      }
      float[] b = floats(there.get(there.size() - 1), variable, from, to, n);
      for (int i = 0; i < n; i++) {
        mean[i] = Float.isNaN(a[i]) ? b[i] : Float.isNaN(b[i]) ? a[i] : 0.5f * (a[i] + b[i]);
      }
      return mean;
    }

    private static float[] floats(MapReader map, String variable, int from, int to, int n) {
      float[] values = new float[n];
      map.rows(variable, from, to, values);
      return values;
    }

    private void closeAll() {
      gpp.stream().filter(m -> m != null).forEach(MapReader::close);
      lst.stream().filter(m -> m != null).forEach(MapReader::close);
    }

    @Override
    public void close() {
      closeAll();
      day.ifPresent(MapReader::close);
    }
  }
}
