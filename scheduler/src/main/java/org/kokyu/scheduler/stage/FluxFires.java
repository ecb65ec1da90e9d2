package org.kokyu.scheduler.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.flux.fire.EmissionFactors;
import org.kokyu.flux.fire.FireHours;
import org.kokyu.flux.fire.FirePixel;
import org.kokyu.flux.fire.FireType;
import org.kokyu.ops.publish.FireRow;
import org.kokyu.ops.publish.GppProduct;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * Fires of a period on a grid: power from the fire products, seen or hidden ground from the cloud
 * masks, land cover from the maps of production. The 24 hours before the period help to fill in.
 */
final class FluxFires {
  private static final Duration BEFORE = Duration.ofHours(24);
  private static final double SLOT_SECONDS = FluxInputs.SLOT.toSeconds();
  private static final int LAST_CLEAR = 1;

  private final SceneGrid.LatLon grid;
  private final FireHours hours;
  private final List<InputFile> used;

  private FluxFires(SceneGrid.LatLon grid, FireHours hours, List<InputFile> used) {
    this.grid = grid;
    this.hours = hours;
    this.used = used;
  }

  FireHours hours() {
    return hours;
  }

  /** Files that it was made from. */
  List<InputFile> used() {
    return used;
  }

  SceneGrid.LatLon grid() {
    return grid;
  }

  static FluxFires of(
      FluxInputs inputs, SceneGrid.LatLon grid, Instant begin, int hours, EmissionFactors factors) {
    Instant first = begin.minus(BEFORE);
    Instant end = begin.plus(Duration.ofHours(hours));
    int slots = (int) (Duration.between(first, end).toMinutes() / FluxInputs.SLOT.toMinutes());
    List<InputFile> used = new ArrayList<>();
    Map<Integer, double[]> power = new TreeMap<>();
    Map<Integer, double[]> variance = new TreeMap<>();
    boolean[] searched = new boolean[slots];
    for (int s = 0; s < slots; s++) {
      Optional<InputFile> file = inputs.fire(first.plus(FluxInputs.SLOT.multipliedBy(s)));
      if (file.isPresent()) {
        used.add(file.get());
        searched[s] = true;
        for (FireRow row : FireRow.read(file.get().path())) {
          add(grid, row, s, slots, power, variance);
        }
      }
    }
    int[] pixels = power.keySet().stream().mapToInt(i -> i).toArray();
    for (int s = 0; s < slots && pixels.length > 0; s++) {
      Optional<InputFile> mask = inputs.lst(first.plus(FluxInputs.SLOT.multipliedBy(s)));
      boolean[] seen =
          mask.isPresent() ? seen(mask.get(), grid, pixels) : new boolean[pixels.length];
      mask.ifPresent(used::add);
      for (int p = 0; p < pixels.length; p++) {
        double[] of = power.get(pixels[p]);
        if (Double.isNaN(of[s]) && searched[s] && seen[p]) {
          of[s] = 0;
        }
      }
    }
    byte[] cover = cover(inputs, begin, end, grid, pixels);
    List<FirePixel> all = new ArrayList<>();
    for (int p = 0; p < pixels.length; p++) {
      double latitude = grid.latitudeDeg(pixels[p] / grid.columns());
      double[] sd = Arrays.stream(variance.get(pixels[p])).map(Math::sqrt).toArray();
      all.add(
          new FirePixel(
              pixels[p],
              grid.longitudeDeg(pixels[p] % grid.columns()),
              FireType.of(cover[p], latitude),
              power.get(pixels[p]),
              sd));
    }
    double[] offsets = new double[slots];
    for (int s = 0; s < slots; s++) {
      offsets[s] = (s * SLOT_SECONDS - BEFORE.toSeconds()) / 3600;
    }
    double utc = Math.floorMod(begin.getEpochSecond(), 86400) / 3600.0;
    return new FluxFires(
        grid, FireHours.of(all, offsets, utc, hours, SLOT_SECONDS, factors), List.copyOf(used));
  }

  private static void add(
      SceneGrid.LatLon grid,
      FireRow row,
      int slot,
      int slots,
      Map<Integer, double[]> power,
      Map<Integer, double[]> variance) {
    int r = (int) Math.floor((grid.northDeg() - row.latitudeDeg()) / grid.stepDeg());
    double east = (row.longitudeDeg() - grid.westDeg()) % 360;
    int c = (int) Math.floor((east < 0 ? east + 360 : east) / grid.stepDeg());
    if (!row.isFire() || r < 0 || r >= grid.rows() || c >= grid.columns()) {
      return;
    }
    int pixel = r * grid.columns() + c;
    double[] p =
        power.computeIfAbsent(
            pixel,
            k -> {
              double[] unseen = new double[slots];
              Arrays.fill(unseen, Double.NaN);
              return unseen;
            });
    p[slot] = (Double.isNaN(p[slot]) ? 0 : p[slot]) + row.frpMw();
    variance.computeIfAbsent(pixel, k -> new double[slots])[slot] +=
        row.frpUncertaintyMw() * row.frpUncertaintyMw();
  }

  private static boolean[] seen(InputFile file, SceneGrid.LatLon grid, int[] pixels) {
    boolean[] seen = new boolean[pixels.length];
    try (MapReader map =
        MapReader.open(file.path()).require("a map of temperature", "cloud_mask")) {
      FluxHour.requireGrid(file, map, grid);
      byte[] row = new byte[grid.columns()];
      int at = -1;
      for (int p = 0; p < pixels.length; p++) {
        int r = pixels[p] / grid.columns();
        if (r != at) {
          map.rows("cloud_mask", r, r + 1, row);
          at = r;
        }
        byte mask = row[pixels[p] % grid.columns()];
        seen[p] = mask >= 0 && mask <= LAST_CLEAR;
      }
    }
    return seen;
  }

  private static byte[] cover(
      FluxInputs inputs, Instant from, Instant to, SceneGrid.LatLon grid, int[] pixels) {
    byte[] cover = new byte[pixels.length];
    Optional<InputFile> file = inputs.anyProduction(from, to);
    if (file.isPresent() && pixels.length > 0) {
      try (MapReader map = GppProduct.open(file.get().path())) {
        byte[] row = new byte[grid.columns()];
        for (int p = 0; p < pixels.length; p++) {
          int r = pixels[p] / grid.columns();
          map.rows("land_cover", r, r + 1, row);
          cover[p] = row[pixels[p] % grid.columns()];
        }
      }
    }
    return cover;
  }
}
