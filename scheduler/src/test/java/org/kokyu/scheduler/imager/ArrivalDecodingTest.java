package org.kokyu.scheduler.imager;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.kokyu.core.scene.ImagerSatellite.H08;
import static org.kokyu.core.scene.ImagerSatellite.H09;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.scheduler.config.SlotSettings;
import org.kokyu.scheduler.flow.FileHash;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.StopSignal;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.ArrivedFile;
import org.kokyu.scheduler.ledger.InputFile;
import org.kokyu.scheduler.stage.LstStage;

/** Segments are decoded when they arrive, each once, and the product does not show it. */
class ArrivalDecodingTest {
  private static final Instant SLOT = Instant.parse("2026-08-21T03:10:00Z");
  private static final SlotSettings SETTINGS =
      new SlotSettings(List.of(13, 14, 15), List.of(4, 5), ImagerFlow.DEADLINE);

  @TempDir Path root;

  private LstStage stage() {
    return ImagerFlow.stage(SETTINGS, new org.kokyu.ops.metrics.KokyuMetrics("test"));
  }

  private List<InputFile> segments(ImagerSatellite satellite) throws Exception {
    List<InputFile> inputs = new ArrayList<>();
    for (int band = 13; band <= 15; band++) {
      for (int segment = 4; segment <= 5; segment++) {
        Path file =
            SegmentFiles.write(
                root.resolve("in"),
                SegmentFiles.name(satellite, "FLDK", SLOT, band, segment),
                290 + band / 10.0,
                SLOT);
        inputs.add(new InputFile(inputs.size(), file, FileHash.sha256(file), "", SLOT, SLOT));
      }
    }
    return inputs;
  }

  private static ArrivedFile arrived(InputFile f) throws Exception {
    return new ArrivedFile(
        "himawari", f.path(), Files.size(f.path()), 0, f.sha256(), "slot", f.name(), SLOT, SLOT);
  }

  private static UnitWork work(List<InputFile> inputs) {
    return new UnitWork("slot", SLOT, 0, inputs, Runnable::run, 0, new StopSignal());
  }

  private byte[] bytes(StageResult result, String name) throws Exception {
    StageResult.Product product = assertInstanceOf(StageResult.Product.class, result);
    Path file = root.resolve(name);
    product.writer().write(file);
    return Files.readAllBytes(file);
  }

  @Test
  void everyFileIsReadOnceAndTheProductIsThatOfOneRun() throws Exception {
    List<InputFile> inputs = segments(H09);
    byte[] oneRun = bytes(stage().compute(work(inputs)), "one.nc");
    LstStage stage = stage();
    for (InputFile file : inputs) {
      stage.arrived(arrived(file), Runnable::run);
      Files.delete(file.path()); // nobody can read it a second time
    }
    assertArrayEquals(oneRun, bytes(stage.compute(work(inputs)), "arrived.nc"));
    assertThrows(
        UnavailableInputException.class, () -> stage.compute(work(inputs)), "it was let go");
  }

  @Test
  void whatHasNotArrivedIsReadWhenTheProductIsMade() throws Exception {
    List<InputFile> inputs = segments(H09);
    byte[] oneRun = bytes(stage().compute(work(inputs)), "one.nc");
    LstStage stage = stage();
    for (InputFile file : inputs.subList(0, 4)) {
      stage.arrived(arrived(file), Runnable::run);
      Files.delete(file.path());
    }
    assertArrayEquals(oneRun, bytes(stage.compute(work(inputs)), "arrived.nc"));
  }

  /** Of two satellites the preferred one is decoded ahead, in whatever order they come. */
  @Test
  void arrivalsOfTwoSatellitesDoNotDisturbEachOther() throws Exception {
    List<InputFile> eight = segments(H08);
    List<InputFile> nine = segments(H09);
    byte[] oneRun = bytes(stage().compute(work(nine)), "one.nc");
    LstStage stage = stage();
    for (int i = 0; i < nine.size(); i++) {
      stage.arrived(arrived(eight.get(i)), Runnable::run);
      stage.arrived(arrived(nine.get(i)), Runnable::run);
      Files.delete(nine.get(i).path());
    }
    List<InputFile> both = new ArrayList<>(eight);
    both.addAll(nine);
    List<InputFile> chosen = stage.choose(both).inputs();
    assertEquals(nine, chosen);
    assertArrayEquals(oneRun, bytes(stage.compute(work(chosen)), "arrived.nc"));
  }
}
