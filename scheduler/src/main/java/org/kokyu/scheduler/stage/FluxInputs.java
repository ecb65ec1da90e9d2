package org.kokyu.scheduler.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.ops.publish.GppProduct;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.scheduler.ledger.InputFile;

/** Our own products of slots, by time; of several revisions the newest. Immutable. */
public final class FluxInputs {
  /** Length of a slot. */
  public static final Duration SLOT = Duration.ofMinutes(10);

  static final int SLOTS_PER_HOUR = 6;

  private record Key(String kind, Instant slot) {}

  private record Choice(ProductNames.SlotProduct name, InputFile file) {}

  private final NavigableMap<Instant, InputFile> gpp = new TreeMap<>();
  private final NavigableMap<Instant, InputFile> lst = new TreeMap<>();
  private final NavigableMap<Instant, InputFile> fire = new TreeMap<>();

  /**
   * Sorts files by what their names say.
   *
   * @throws MalformedInputException for a name that is no product of a slot
   */
  public FluxInputs(Collection<InputFile> files) {
    var chosen = new java.util.HashMap<Key, Choice>();
    for (InputFile file : files) {
      ProductNames.SlotProduct name =
          ProductNames.parseSlotProduct(file.name())
              .orElseThrow(
                  () ->
                      new MalformedInputException(
                          InputFault.WRONG_FORMAT,
                          file.name() + ": name of an LST, GPP or FIRE product of ours expected"));
      chosen.merge(
          new Key(name.kind(), name.slot()),
          new Choice(name, file),
          (a, b) -> a.name().revision() >= b.name().revision() ? a : b);
    }
    chosen.forEach(
        (key, choice) ->
            (switch (key.kind()) {
                  case "GPP" -> gpp;
                  case "LST" -> lst;
                  default -> fire;
                })
                .put(key.slot(), choice.file()));
  }

  /** Production of the slots from {@code begin} on, empty where there is none. */
  List<Optional<InputFile>> production(Instant begin) {
    return slots(begin, gpp);
  }

  /** Surface temperature of the slots. */
  List<Optional<InputFile>> surface(Instant begin) {
    return slots(begin, lst);
  }

  private static List<Optional<InputFile>> slots(
      Instant begin, NavigableMap<Instant, InputFile> of) {
    List<Optional<InputFile>> slots = new ArrayList<>();
    for (int s = 0; s < SLOTS_PER_HOUR; s++) {
      slots.add(Optional.ofNullable(of.get(begin.plus(SLOT.multipliedBy(s)))));
    }
    return slots;
  }

  Optional<InputFile> lst(Instant slot) {
    return Optional.ofNullable(lst.get(slot));
  }

  Optional<InputFile> fire(Instant slot) {
    return Optional.ofNullable(fire.get(slot));
  }

  /** Any production map of a day or hour, for land cover. */
  Optional<InputFile> anyProduction(Instant from, Instant to) {
    return gpp.subMap(from, true, to, false).values().stream().findFirst();
  }

  /** Begins of the hours with a map of production. */
  public List<Instant> hours() {
    return gpp.keySet().stream()
        .map(t -> t.truncatedTo(java.time.temporal.ChronoUnit.HOURS))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The grid that all maps of production are on.
   *
   * @throws MalformedInputException if there are several, or it is not equal-angle
   */
  public SceneGrid.LatLon grid() {
    if (anyGrid() instanceof SceneGrid.LatLon regular) {
      return regular;
    }
    throw new MalformedInputException(
        InputFault.UNSUPPORTED,
        gpp.isEmpty()
            ? "no map of production: fluxes need GPP files"
            : "fluxes are made on equal-angle grids: 'gpp' of 'lst --grid asia-<step>' expected");
  }

  /** The grid that all maps of production are on, null without one. */
  SceneGrid anyGrid() {
    SceneGrid grid = null;
    for (InputFile file : gpp.values()) {
      try (MapReader map = GppProduct.open(file.path())) {
        if (grid == null) {
          grid = map.grid();
        } else if (!MapReader.sameCells(grid, map.grid())) {
          throw new MalformedInputException(
              InputFault.HEADER_MISMATCH,
              "%s: grid %s expected as in the other files, found %s"
                  .formatted(file.name(), grid.name(), map.grid().name()));
        }
      }
    }
    return grid;
  }

  /** Inputs in the order of their names, with the versions of the methods. */
  static Provenance provenance(Collection<InputFile> files, List<String> versions) {
    List<InputFile> sorted =
        files.stream().distinct().sorted(Comparator.comparing(InputFile::name)).toList();
    Instant newest =
        sorted.stream().map(InputFile::observed).max(Comparator.naturalOrder()).orElseThrow();
    return new Provenance(sorted.stream().map(InputFile::ref).toList(), versions, newest);
  }
}
