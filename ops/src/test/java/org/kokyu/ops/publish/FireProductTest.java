package org.kokyu.ops.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;

class FireProductTest {
  private static final Instant SLOT = Instant.parse("2024-05-20T06:30:00Z");
  private static final Revision R0 = new Revision(0, Revision.Maturity.NRT);

  private static FireField field(List<FireDetection> detections) {
    return new FireField(
        new SlotKey(ImagerSatellite.H09, "FLDK", SLOT),
        new SceneGrid.Native(1561, 860, 600, 600),
        detections,
        1000,
        "test",
        new Provenance(List.of(new InputRef("a", "00")), List.of("v 1"), SLOT));
  }

  private static final FireDetection FIRE =
      new FireDetection(
          601, 12.5, 105.25, SLOT, 40.126, 5, 0.9, FireDetection.Kind.FIRE, true, false, 320, 305);

  @Test
  void csvHasOneRowPerFire(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("f.csv");
    FireProduct.writeCsv(field(List.of(FIRE)), R0, file);
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.get(0).endsWith("KOKYU_L2_FIRE_H09_20240520_0630_native_r0.csv"));
    List<String> rows = lines.stream().filter(l -> !l.startsWith("#")).toList();
    assertTrue(
        rows.get(0).startsWith("latitude,longitude,time,frp_mw,frp_uncertainty,confidence,class,"));
    assertEquals(
        "12.50000,105.25000,2024-05-20T06:30:00Z,40.13,5.00,0.90,fire,1,0,320.00,305.00,1562,861",
        rows.get(1));
    assertEquals(2, rows.size());
  }

  @Test
  void geoJsonIsJson(@TempDir Path folder) throws IOException {
    for (List<FireDetection> fires : List.of(List.of(FIRE, FIRE), List.<FireDetection>of())) {
      Path file = folder.resolve("f.geojson");
      FireProduct.writeGeoJson(field(fires), R0, file);
      int points = 0;
      try (JsonParser parser = new JsonFactory().createParser(Files.readString(file))) {
        while (parser.nextToken() != null) {
          points += "Point".equals(parser.getText()) ? 1 : 0;
        }
      }
      assertEquals(fires.size(), points);
    }
  }
}
