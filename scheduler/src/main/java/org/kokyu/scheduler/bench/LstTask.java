package org.kokyu.scheduler.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.kokyu.core.port.StageObserver;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.BandSet;
import org.kokyu.land.io.CoefficientTableFile;
import org.kokyu.ops.publish.AtomicPublisher;
import org.kokyu.scheduler.flow.FileHash;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.StopSignal;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.ArrivedFile;
import org.kokyu.scheduler.ledger.InputFile;
import org.kokyu.scheduler.stage.LandInputs;
import org.kokyu.scheduler.stage.LstStage;
import org.kokyu.scheduler.stage.SceneGridChoice;

/** Segments to a published map of land surface temperature, as daemon and command do it. */
final class LstTask {
  private static final String KEY = "bench";

  private final SceneGrid grid;
  private final Path folder;
  private final StageObserver observer;
  private final LstStage stage;
  private final ExecutorService pool;
  private final int helpers;

  LstTask(SceneGrid grid, Path folder, ExecutorService pool, int helpers) {
    this(grid, folder, pool, helpers, StageObserver.NOOP);
  }

  LstTask(SceneGrid grid, Path folder, ExecutorService pool, int helpers, StageObserver observer) {
    this.grid = grid;
    this.folder = folder;
    this.observer = observer;
    this.stage = newStage();
    this.pool = pool;
    this.helpers = helpers;
  }

  private LstStage newStage() {
    return new LstStage(
        new BandSet(List.of(13, 14, 15), List.of()),
        SceneGridChoice.of(grid, Optional.of(folder.resolve("grids"))),
        LandInputs.climatology(),
        CoefficientTableFile.shipped(),
        LstStage.Layers.NONE,
        observer);
  }

  /** Hash, read, estimate, publish; returns seconds. */
  double whole(List<Path> files) throws IOException {
    long start = System.nanoTime();
    publish(stage, inputs(files));
    return (System.nanoTime() - start) * 1e-9;
  }

  /**
   * All but the last file have arrived before: seconds from the last one to the product. A stage of
   * its own, because a stage begins no slot a second time.
   */
  double lastSegment(List<Path> files) throws IOException {
    LstStage fresh = newStage();
    List<InputFile> early = inputs(files.subList(0, files.size() - 1));
    for (InputFile f : early) {
      ArrivedFile file =
          new ArrivedFile(
              KEY, f.path(), 0, 0, f.sha256(), KEY, "", HimawariFiles.SLOT, HimawariFiles.SLOT);
      fresh.arrived(file, Runnable::run);
    }
    long start = System.nanoTime();
    List<InputFile> all = new ArrayList<>(early);
    all.addAll(inputs(files.subList(files.size() - 1, files.size())));
    publish(fresh, all);
    return (System.nanoTime() - start) * 1e-9;
  }

  private static List<InputFile> inputs(List<Path> files) throws IOException {
    List<InputFile> inputs = new ArrayList<>();
    for (Path file : files) {
      inputs.add(
          new InputFile(
              file.hashCode(),
              file,
              FileHash.sha256(file),
              "",
              HimawariFiles.SLOT,
              HimawariFiles.SLOT));
    }
    return inputs;
  }

  private void publish(LstStage stage, List<InputFile> inputs) throws IOException {
    StageResult result =
        stage.compute(
            new UnitWork(KEY, HimawariFiles.SLOT, 0, inputs, pool, helpers, new StopSignal()));
    if (!(result instanceof StageResult.Product product)) {
      throw new IllegalStateException("no product: " + result);
    }
    Path archive = folder.resolve("archive");
    Path target = archive.resolve(product.relativePath());
    Files.deleteIfExists(target);
    Files.createDirectories(target.getParent());
    AtomicPublisher.publish(archive, product.relativePath(), product.writer()::write);
  }
}
