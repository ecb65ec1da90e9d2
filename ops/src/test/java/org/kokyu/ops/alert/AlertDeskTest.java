package org.kokyu.ops.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.event.LandEvent;
import org.kokyu.core.event.LandEvent.Point;
import org.kokyu.ops.http.AlertRoutes;
import org.kokyu.ops.http.Request;
import org.kokyu.ops.http.Response;

class AlertDeskTest {
  private static final Instant START = Instant.parse("2026-08-21T03:10:00Z");
  private static final AlertSettings SETTINGS = AlertSettings.DEFAULT;

  private static LandEvent fire(int minutes, double frp, int seen, String end, boolean late) {
    return new LandEvent(
        "fire-20260821T0310Z-h09-12345",
        EventKind.FIRE,
        START.plusSeconds(60L * minutes),
        START,
        START.plusSeconds(60L * minutes),
        new LandEvent.Place(
            -2.5,
            113.25,
            12,
            List.of(
                List.of(
                    new Point(-2.6, 113.2),
                    new Point(-2.6, 113.3),
                    new Point(-2.4, 113.3),
                    new Point(-2.6, 113.2)))),
        new LandEvent.Strength("fire radiative power", "MW", frp, frp),
        new LandEvent.Evidence(0.7, 3, seen, 3, "test & <detector>"),
        Optional.ofNullable(end),
        late);
  }

  private static AlertDesk.Verdict judge(AlertDesk desk, LandEvent event) {
    return desk.judge(List.of(event), event.observed().plusSeconds(599), "f.csv", SETTINGS);
  }

  @Test
  void newUpdateAndCancelWithReferences() {
    AlertDesk.Verdict v = judge(AlertDesk.empty(), fire(0, 100, 1, null, false));
    assertTrue(v.messages().isEmpty(), "seen once, confidence 0.7");
    v = judge(v.desk(), fire(10, 100, 2, null, false));
    CapMessage alert = v.messages().get(0);
    assertEquals(CapMessage.Type.ALERT, alert.type());
    assertEquals("kokyu-fire-20260821T0310Z-h09-12345-r0", alert.identifier());
    assertEquals(List.of(), alert.references());
    v = judge(v.desk(), fire(20, 900, 3, null, false));
    assertTrue(v.messages().isEmpty(), "too soon after the alert");
    v = judge(v.desk(), fire(50, 150, 3, null, false));
    assertTrue(v.messages().isEmpty(), "not changed by a factor of two");
    v = judge(v.desk(), fire(60, 210, 3, null, false));
    CapMessage update = v.messages().get(0);
    assertEquals(CapMessage.Type.UPDATE, update.type());
    assertEquals(List.of(alert.reference()), update.references());
    v = judge(v.desk(), fire(70, 210, 3, "no detection in 6 slots free of cloud", false));
    CapMessage cancel = v.messages().get(0);
    assertEquals(CapMessage.Type.CANCEL, cancel.type());
    assertEquals(List.of(alert.reference(), update.reference()), cancel.references());
    assertEquals(
        "kokyu@localhost,kokyu-fire-20260821T0310Z-h09-12345-r0,2026-08-21T03:29:59-00:00",
        alert.reference());
    assertTrue(v.desk().told().isEmpty());
    String xml = new String(CapXml.of(cancel), StandardCharsets.UTF_8);
    assertTrue(xml.contains("<msgType>Cancel</msgType>"));
    assertTrue(xml.contains("<references>" + alert.reference() + " " + update.reference()));
    assertTrue(xml.contains("<note>ended: no detection in 6 slots free of cloud</note>"));
    assertTrue(xml.contains("<responseType>AllClear</responseType>"));
  }

  @Test
  void lastingEventIsToldAgainBeforeItsMessageExpires() {
    AlertDesk desk = judge(AlertDesk.empty(), fire(0, 100, 2, null, false)).desk();
    assertTrue(judge(desk, fire(260, 100, 3, null, false)).messages().isEmpty());
    assertEquals(1, judge(desk, fire(280, 100, 3, null, false)).messages().size());
  }

  @Test
  void lateSmallUncertainForeignAndOtherKindsRaiseNothing() {
    assertTrue(judge(AlertDesk.empty(), fire(0, 100, 3, null, true)).messages().isEmpty());
    assertTrue(judge(AlertDesk.empty(), fire(0, 100, 3, "over", false)).messages().isEmpty());
    AlertSettings.Thresholds large = new AlertSettings.Thresholds(200, 0, 0.2, 0.5, 0);
    assertEquals(0, count(Map.of(EventKind.FIRE, large), List.of(), 100, 3));
    assertEquals(1, count(Map.of(EventKind.FIRE, large), List.of(), 300, 1), "0.7 is trusted");
    AlertSettings.Thresholds sure = new AlertSettings.Thresholds(0, 0, 0.8, 0.9, 0);
    assertEquals(0, count(Map.of(EventKind.FIRE, sure), List.of(), 300, 3), "0.7 is too little");
    assertEquals(0, count(Map.of(), List.of(), 300, 3));
    AlertArea japan = AlertArea.box("Japan", 24, 122, 46, 146);
    AlertArea borneo =
        new AlertArea("b", List.of(new Point(-5, 108), new Point(-5, 120), new Point(8, 114)));
    assertEquals(0, count(SETTINGS.kinds(), List.of(japan), 300, 3));
    assertEquals(1, count(SETTINGS.kinds(), List.of(japan, borneo), 300, 3));
    assertTrue(AlertArea.box("Fiji", -20, 177, -15, -178).contains(-18, 179.9));
    assertTrue(AlertArea.box("Fiji", -20, 177, -15, -178).contains(-18, -179.9));
    assertFalse(AlertArea.box("Fiji", -20, 177, -15, -178).contains(-18, -170));
  }

  private static int count(
      Map<EventKind, AlertSettings.Thresholds> kinds, List<AlertArea> areas, double frp, int seen) {
    AlertSettings s =
        new AlertSettings(
            true,
            SETTINGS.status(),
            SETTINGS.sender(),
            kinds,
            areas,
            2,
            Duration.ZERO,
            SETTINGS.validity());
    return AlertDesk.empty()
        .judge(List.of(fire(0, frp, seen, null, false)), START, "f.csv", s)
        .messages()
        .size();
  }

  @Test
  void everyMessageIsValidAndBrokenOnesAreNot() {
    for (EventKind kind : EventKind.values()) {
      for (CapMessage.Type type : CapMessage.Type.values()) {
        LandEvent f = fire(0, 100, 2, type == CapMessage.Type.CANCEL ? "over" : null, false);
        LandEvent e =
            new LandEvent(
                f.id(),
                kind,
                f.observed(),
                f.start(),
                f.latest(),
                f.place(),
                new LandEvent.Strength("x", "K", 1, 2, Optional.of(-.5), Optional.of(.2)),
                f.evidence(),
                f.end(),
                false);
        byte[] xml =
            CapXml.of(
                new CapMessage(
                    "kokyu-" + e.id() + "-r3",
                    "a@b",
                    START,
                    START.plusSeconds(60),
                    AlertSettings.Status.TEST,
                    type,
                    List.of("a@b,c,2026-08-21T03:29:59-00:00"),
                    e,
                    "product & <name>"));
        CapXml.validate(xml);
      }
    }
    byte[] good = CapXml.of(judge(AlertDesk.empty(), fire(0, 1, 2, null, false)).messages().get(0));
    String text = new String(good, StandardCharsets.UTF_8);
    assertTrue(text.contains("<status>Test</status>"));
    assertTrue(text.contains("<language>ja-JP</language>"));
    assertTrue(
        text.contains(
            "<polygon>-2.6000,113.2000 -2.6000,113.3000 -2.4000,113.3000 -2.6000,113.2000</polygon>"));
    for (String[] change :
        new String[][] {
          {"-00:00", "Z"}, {"<status>Test", "<status>Trial"}, {"<scope>Public</scope>", ""}
        }) {
      byte[] broken = text.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8);
      assertThrows(IllegalArgumentException.class, () -> CapXml.validate(broken), change[1]);
    }
    byte[] outside =
        ("<?xml version=\"1.0\"?><!DOCTYPE alert SYSTEM \"file:///etc/passwd\"><alert/>")
            .getBytes(StandardCharsets.UTF_8);
    assertThrows(IllegalArgumentException.class, () -> CapXml.validate(outside));
  }

  @Test
  void stateReadsBackTheSame() {
    AlertDesk desk = judge(AlertDesk.empty(), fire(0, 1.0 / 3, 2, null, false)).desk();
    AlertDesk again = AlertDeskText.parse(AlertDeskText.lines(desk), "x");
    assertEquals(desk.told(), again.told());
    assertThrows(
        org.kokyu.core.result.MalformedInputException.class,
        () -> AlertDeskText.parse(List.of("told\tx\t1"), "x"));
  }

  @Test
  void boardFeedAndMessageAreServed(@TempDir Path archive) throws Exception {
    AlertDesk.Verdict v = judge(AlertDesk.empty(), fire(0, 100, 2, null, false));
    CapMessage first = v.messages().get(0);
    CapMessage second = judge(v.desk(), fire(60, 300, 3, null, false)).messages().get(0);
    for (CapMessage m : List.of(first, second)) {
      Path file = archive.resolve(m.relativePath());
      Files.createDirectories(file.getParent());
      Files.write(file, CapXml.of(m));
    }
    Files.writeString(archive.resolve(first.relativePath()).resolveSibling("x.cap.xml"), "<a>");
    AlertBoard board = AlertBoard.of(archive);
    assertEquals(2, board.all().size());
    assertEquals(
        List.of(second.identifier()),
        board.current(second.sent()).stream().map(AlertBoard.Entry::identifier).toList());
    assertEquals(1, board.current(second.expires().plusSeconds(1)).size(), "as of its newest");
    AlertRoutes routes = new AlertRoutes(board, Clock.fixed(second.sent(), ZoneOffset.UTC));
    assertEquals(200, get(routes, second.identifier() + ".cap.xml").status());
    assertEquals(404, get(routes, "../../etc/passwd.cap.xml").status());
    assertEquals(404, get(routes, second.identifier().replace("-r1", "-r9") + ".cap.xml").status());
    assertEquals(404, get(routes, "").status());
    String atom = new String(board.atom(second.sent()), StandardCharsets.UTF_8);
    javax.xml.parsers.DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new java.io.ByteArrayInputStream(atom.getBytes(StandardCharsets.UTF_8)));
    assertTrue(atom.contains("href=\"/alerts/" + second.identifier() + ".cap.xml\""));
    assertFalse(atom.contains(first.identifier()));
    Response list =
        routes
            .exact()
            .get("/api/v1/alerts")
            .answer(new Request("/api/v1/alerts", Map.of(), n -> Optional.empty()));
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    list.body().writeTo(out);
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"message_type\":\"Update\""));
  }

  private static Response get(AlertRoutes routes, String name) {
    return routes.message(new Request("/alerts/" + name, Map.of(), n -> Optional.empty()));
  }
}
