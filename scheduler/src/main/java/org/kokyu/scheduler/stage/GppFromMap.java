package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.GppField;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.himawari.BandSet;
import org.kokyu.himawari.HsdReader;
import org.kokyu.himawari.HsdSegment;
import org.kokyu.himawari.SceneAssembler;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.land.LandState;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.scheduler.flow.FileHash;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.UnitWork;

/**
 * Gross primary production of a slot from its published map of surface temperature and visible
 * segments of the same slot. Thread-safe.
 */
public final class GppFromMap {
  /** Band 3 is needed for the light. */
  public static final BandSet BANDS = new BandSet(List.of(3), List.of(1, 4, 5));

  private static final String[] NEEDED = {"lst", "cloud_mask"};

  private final GppMaker maker;
  private final LandInputs land;
  private final HsdReader reader = new HsdReader();

  public GppFromMap(GppMaker maker, LandInputs land) {
    this.maker = maker;
    this.land = land;
  }

  /**
   * The slot of a map.
   *
   * @throws MalformedInputException if it is no map of surface temperature of ours
   */
  public static SlotKey slotOf(Path map) {
    try (MapReader in = open(map)) {
      return in.slot();
    }
  }

  private static MapReader open(Path map) {
    MapReader in = MapReader.open(map);
    try {
      return in.require("a map of surface temperature", NEEDED);
    } catch (RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Makes the product.
   *
   * @param work visible segments of the map's slot
   */
  public StageResult compute(UnitWork work, Path map) {
    if (work.inputs().isEmpty()) {
      return new StageResult.NoProduct("no visible segment of this slot");
    }
    HsdSegment[] read = new HsdSegment[work.inputs().size()];
    Map<Long, MalformedInputException> broken = SegmentReading.read(reader, work, read);
    if (!broken.isEmpty()) {
      return new StageResult.BadInputs(broken);
    }
    try (MapReader in = open(map)) {
      SceneGrid grid = gridOf(in);
      ImagerScene scene =
          new SceneAssembler(work.helpers(), work.helperCount())
              .assemble(grid, BANDS, Stream.of(read).toList());
      if (!hasLight(scene)) {
        return new StageResult.NoProduct(
            "no segment of band 3 reaches the grid %s of %s".formatted(grid.name(), in.name()));
      }
      LandState state = land.of(scene);
      GppField field =
          maker.make(
              work, scene, state, in.bytes("cloud_mask"), in.floats("lst"), List.of(ref(map)));
      return GppProducts.of(field, work);
    }
  }

  /** Grids that have a name are made anew, so that they are the same to the last bit. */
  private static SceneGrid gridOf(MapReader in) {
    Optional<SceneGrid.LatLon> named = SceneGrids.parse(in.grid().name());
    return named.isPresent() && MapReader.sameCells(named.get(), in.grid())
        ? named.get()
        : in.grid();
  }

  private static boolean hasLight(ImagerScene scene) {
    if (scene.reflectance(3).isEmpty()) {
      return false;
    }
    for (float r : scene.reflectance(3).get().reflectance()) {
      if (!Float.isNaN(r)) {
        return true;
      }
    }
    return false;
  }

  private static InputRef ref(Path map) {
    try {
      return new InputRef(String.valueOf(map.getFileName()), FileHash.sha256(map));
    } catch (IOException e) {
      throw new UnavailableInputException(map + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
