package org.kokyu.scheduler.stage;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.kokyu.land.io.GeoTilesFile;
import org.kokyu.land.light.GroundReference;
import org.kokyu.land.light.GroundReflectanceDay;
import org.kokyu.land.tile.GeoTiles;
import org.kokyu.land.vegetation.VegetationComposite;
import org.kokyu.land.vegetation.VegetationDay;

/**
 * What the light and the leaves of a slot are learned from, in its folder: {@code
 * ground/<HHmm>/<yyyyMMdd>.bin} (reflectance of a slot of the day) and {@code
 * vegetation/<yyyyMMdd>.bin} (greenest views of a day). Thread-safe; one process at a time.
 */
public final class GppState {
  private static final String GROUND = "ground reflectance";
  private static final String VEGETATION = "vegetation";

  private final Path folder;
  private final Consumer<String> problems;
  private final LearnedDays vegetation;
  private LocalDate compositeDay;
  private VegetationComposite composite;
  private LocalDate today;
  private GeoTiles todaysViews;

  /**
   * @param problems told each problem in one line
   */
  public GppState(Path folder, Consumer<String> problems) {
    this.folder = folder;
    this.problems = problems;
    this.vegetation =
        new LearnedDays(
            folder.resolve("vegetation"),
            VEGETATION,
            VegetationDay.CELLS_PER_DEGREE,
            VegetationDay.LAYERS,
            VegetationComposite.WINDOW_DAYS,
            problems);
  }

  private LearnedDays ground(OffsetDateTime slot) {
    return new LearnedDays(
        folder.resolve("ground").resolve(LearnedDays.hourAndMinute(slot)),
        GROUND,
        GroundReflectanceDay.CELLS_PER_DEGREE,
        1,
        GroundReference.WINDOW_DAYS,
        problems);
  }

  /** Ground and cloud at this slot of the day, from the days before. */
  public synchronized GroundReference ground(Instant slot) {
    OffsetDateTime time = slot.atOffset(ZoneOffset.UTC);
    LearnedDays.Before before = ground(time).before(time.toLocalDate());
    return GroundReference.of(before.tiles(), before.sha256());
  }

  /** Remembers a scene; the same one again gives the same file. */
  public synchronized void learnGround(Instant slot, GeoTiles scene) {
    if (!scene.tiles().isEmpty()) {
      OffsetDateTime time = slot.atOffset(ZoneOffset.UTC);
      ground(time).write(time.toLocalDate(), scene);
    }
  }

  /** The composite of the days before a slot's own. */
  public synchronized VegetationComposite vegetation(Instant slot) {
    LocalDate day = slot.atOffset(ZoneOffset.UTC).toLocalDate();
    if (!day.equals(compositeDay)) {
      LearnedDays.Before before = vegetation.before(day);
      composite = VegetationComposite.of(before.tiles(), before.sha256());
      compositeDay = day;
    }
    return composite;
  }

  /**
   * Adds what a slot shows to its day.
   *
   * @param more the day after the slot, from the day before it
   */
  public synchronized void learnVegetation(Instant slot, UnaryOperator<GeoTiles> more) {
    LocalDate day = slot.atOffset(ZoneOffset.UTC).toLocalDate();
    if (!day.equals(today)) {
      todaysViews =
          vegetation.read(day).map(GeoTilesFile.Read::tiles).orElseGet(VegetationDay::empty);
      today = day;
    }
    GeoTiles next = more.apply(todaysViews);
    if (next.tiles().isEmpty()) {
      return;
    }
    todaysViews = next;
    vegetation.write(day, next);
    if (compositeDay != null && day.isBefore(compositeDay)) {
      compositeDay = null; // a late slot changed what was composed
    }
  }
}
