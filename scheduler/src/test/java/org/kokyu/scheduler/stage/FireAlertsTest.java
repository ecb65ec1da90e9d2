package org.kokyu.scheduler.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.port.StageObserver;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.ops.alert.AlertBoard;
import org.kokyu.ops.alert.AlertSettings;
import org.kokyu.ops.alert.CapXml;
import org.kokyu.scheduler.flow.StageResult;

class FireAlertsTest {
  private static final Instant START = Instant.parse("2026-08-21T03:10:00Z");

  private final List<String> problems = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private FireAlerts alerts(Path root) {
    return new FireAlerts(
        root.resolve("state"),
        root,
        AlertSettings.DEFAULT,
        AlertBoard.of(root),
        new StageObserver() {
          @Override
          public void alertPublished(EventKind kind, String type) {
            told.add(type);
          }
        },
        problems::add);
  }

  private static FireField slot(int n, double... latitudes) {
    Instant time = START.plusSeconds(600L * n);
    List<FireDetection> fires = new ArrayList<>();
    for (double lat : latitudes) {
      fires.add(
          new FireDetection(
              (int) (lat * 100),
              lat,
              120,
              time,
              60,
              9,
              .6,
              FireDetection.Kind.FIRE,
              false,
              false,
              330,
              300));
    }
    return new FireField(
        new SlotKey(ImagerSatellite.H09, "FLDK", time),
        new SceneGrid.Native(1, 1, 5500, 5500),
        fires,
        1000,
        "detector",
        new Provenance(List.of(), List.of(), time.plusSeconds(590)));
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    if (Files.isDirectory(root.resolve("alerts"))) {
      try (Stream<Path> walk = Files.walk(root.resolve("alerts"))) {
        for (Path p : walk.filter(Files::isRegularFile).toList()) {
          all.put(p.getFileName().toString(), Files.readAllBytes(p));
        }
      }
    }
    return all;
  }

  private static void publish(Path root, Optional<StageResult.Companion> companion)
      throws IOException {
    if (companion.isPresent()) {
      Path file = root.resolve("bundle.xml");
      companion.get().file().writer().write(file);
      Files.delete(file);
    }
  }

  /** Every way to be killed around a slot leads to the same files, each told once. */
  @Test
  void killedAtAnyPointEveryMessageIsSentOnce(@TempDir Path folder) throws IOException {
    Map<String, byte[]> expected = null;
    for (int kill = 0; kill < 4; kill++) {
      told.clear();
      Path root = Files.createDirectory(folder.resolve("run" + kill));
      FireAlerts daemon = alerts(root);
      for (int n = 0; n < 12; n++) {
        FireField field = n < 3 ? slot(n, 10, 20) : slot(n);
        if (kill == 1) {
          daemon.of(field, p -> true, 0); // state on disk, nothing published
          daemon = alerts(root);
        } else if (kill == 2) {
          publish(root, daemon.of(field, p -> true, 0)); // published, not in the ledger
          daemon = alerts(root);
        } else if (kill == 3) {
          daemon = alerts(root); // between two slots
        }
        publish(root, daemon.of(field, p -> true, 0));
      }
      Map<String, byte[]> files = files(root);
      assertEquals(4, files.size(), "two alerts, two cancels: " + files.keySet());
      assertEquals(List.of("alert", "alert", "cancel", "cancel"), told, "kill " + kill);
      for (byte[] xml : files.values()) {
        CapXml.validate(xml);
      }
      if (expected == null) {
        expected = files;
      }
      assertEquals(expected.keySet(), files.keySet());
      for (String name : files.keySet()) {
        assertArrayEquals(expected.get(name), files.get(name), name);
      }
    }
    assertEquals(List.of(), problems);
  }

  @Test
  void aSlotThatNeverCameToItsEndIsToldWithTheNext(@TempDir Path root) throws IOException {
    FireAlerts daemon = alerts(root);
    publish(root, daemon.of(slot(0, 10), p -> true, 0));
    daemon.of(slot(1, 10), p -> true, 0);
    assertEquals(0, files(root).size());
    publish(root, alerts(root).of(slot(2, 10), p -> true, 0));
    assertEquals(List.of("alert"), told);
  }

  @Test
  void backfilledSlotsRaiseNothing(@TempDir Path root) throws IOException {
    FireAlerts daemon = alerts(root);
    publish(root, daemon.of(slot(100), p -> true, 0));
    for (int n = 10; n < 20; n++) {
      assertTrue(daemon.of(slot(n, 10, 20), p -> true, 0).isEmpty());
    }
    assertEquals(List.of(), told);
  }

  @Test
  void brokenStateIsNamedAndStartsAgain(@TempDir Path root) throws IOException {
    alerts(root).of(slot(0, 10), p -> true, 0);
    Path file = root.resolve("state").resolve(FireAlertFile.NAME);
    Files.writeString(file, Files.readString(file) + "x");
    publish(root, alerts(root).of(slot(1, 10), p -> true, 0));
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).contains("fire-alerts.txt: sha256 "), problems.get(0));
  }
}
