package org.kokyu.land.fire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.land.io.FireHistoryFile;

class FireHistoryTest {
  private static final Instant START = Instant.parse("2024-05-20T06:30:00Z");

  private static FireField field(Instant slot) {
    FireDetection d =
        new FireDetection(
            5, 12.34, 105.6, slot, 40, 5, 0.9, FireDetection.Kind.FIRE, false, false, 320, 305);
    return new FireField(
        new SlotKey(ImagerSatellite.H09, "FLDK", slot),
        new SceneGrid.Native(1, 1, 10, 10),
        List.of(d),
        100,
        "test",
        new Provenance(List.of(), List.of("test"), slot));
  }

  private static FireDetection only(FireHistory.Judged judged) {
    return judged.field().detections().get(0);
  }

  @Test
  void twoOfThreeSlotsConfirm() {
    FireHistory.Judged first = FireHistory.empty().with(field(START));
    assertFalse(only(first).confirmed());
    assertFalse(only(first.next().with(field(START))).confirmed(), "the same slot again");
    assertTrue(only(first.next().with(field(START.plusSeconds(600)))).confirmed());
    assertTrue(only(first.next().with(field(START.plusSeconds(1200)))).confirmed());
    assertFalse(only(first.next().with(field(START.plusSeconds(1800)))).confirmed());
  }

  @Test
  void persistenceMakesAStandingSource() {
    FireHistory state = FireHistory.empty();
    for (int day = 0; day < 5; day++) {
      FireHistory.Judged j = state.with(field(START.plusSeconds(86400L * day)));
      assertEquals(
          day < 4 ? FireDetection.Kind.FIRE : FireDetection.Kind.STATIC,
          only(j).kind(),
          "day " + day);
      state = j.next();
    }
    // seen on 6 of 46 days only: no longer
    assertEquals(
        FireDetection.Kind.FIRE, only(state.with(field(START.plusSeconds(86400L * 45)))).kind());
  }

  @Test
  void fileRoundTripAndItsHash(@TempDir Path folder) throws IOException {
    FireHistory state = FireHistory.empty().with(field(START)).next();
    assertTrue(FireHistoryFile.read(folder).isEmpty());
    FireHistoryFile.write(folder, state);
    assertEquals(state.places(), FireHistoryFile.read(folder).orElseThrow().history().places());
    Path file = folder.resolve(FireHistoryFile.NAME);
    Files.writeString(file, Files.readString(file).replace("2024-05-20", "2024-05-21"));
    assertThrows(MalformedInputException.class, () -> FireHistoryFile.read(folder));
  }

  /** Pixel area against the nominal 2 km at nadir and a worked value at 41.65 degrees. */
  @Test
  void pixelArea() {
    assertEquals(4.0e6, FireDetector.pixelAreaM2(0), 0.02e6);
    assertEquals(5.78e6, FireDetector.pixelAreaM2(41.65), 0.02e6);
  }
}
