package org.kokyu.land;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.kokyu.core.scene.ImagerScene;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.BandSet;
import org.kokyu.himawari.SceneAssembler;
import org.kokyu.land.io.AncillaryFile;

/** The synthetic development scene: segments, inputs and truth of 600 x 600 pixels. */
final class DevelopmentScene {
  static final SceneGrid.Native GRID = new SceneGrid.Native(1561, 860, 600, 600);
  static final List<String> SLOTS =
      List.of("20240520_0630", "20240520_0640", "20240520_0650", "20240520_1800");
  private static final SceneAssembler ASSEMBLER = new SceneAssembler();
  private static final Map<String, ImagerScene> SCENES = new ConcurrentHashMap<>();

  private DevelopmentScene() {}

  static Path folder() {
    Path dir = Path.of(System.getProperty("kokyu.shared", "../../shared"), "data/ahi/scene_dev");
    Assumptions.assumeTrue(
        Files.isDirectory(dir), () -> "skipped: no development data at " + dir.toAbsolutePath());
    return dir;
  }

  static ImagerScene scene(String slot) throws IOException {
    ImagerScene known = SCENES.get(slot);
    if (known != null) {
      return known;
    }
    ImagerScene read = read(slot, "07|1[345]", BandSet.LST);
    SCENES.put(slot, read);
    return read;
  }

  /** The same with bands 3 and 4. */
  static ImagerScene withVisible(String slot) throws IOException {
    ImagerScene known = SCENES.get("visible " + slot);
    if (known == null) {
      known = read(slot, "0[347]|1[345]", new BandSet(List.of(13, 14, 15), List.of(3, 4, 7)));
      SCENES.put("visible " + slot, known);
    }
    return known;
  }

  private static ImagerScene read(String slot, String wanted, BandSet bands) throws IOException {
    try (Stream<Path> files = Files.list(folder().resolve("hsd"))) {
      List<Path> own =
          files
              .filter(
                  p ->
                      p.getFileName()
                          .toString()
                          .matches("HS_H09_" + slot + "_B(" + wanted + ")_.*"))
              .toList();
      return ASSEMBLER.assembleFiles(GRID, bands, own);
    }
  }

  static HdfFile truth(String slot) {
    return new HdfFile(folder().resolve("truth/truth_" + slot + ".nc"));
  }

  static HdfFile truthStatic() {
    return new HdfFile(folder().resolve("truth/truth_static.nc"));
  }

  static HdfFile ancillary() {
    return new HdfFile(folder().resolve("inputs/ancillary.nc"));
  }

  /** Unpacked values, row-major. */
  static float[] values(HdfFile file, String name) {
    Dataset d = file.getDatasetByPath(name);
    double scale = attribute(d, "scale_factor").orElse(1.0);
    double offset = attribute(d, "add_offset").orElse(0.0);
    Object flat = d.getDataFlat();
    int n = Array.getLength(flat);
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      double raw = ((Number) Array.get(flat, i)).doubleValue();
      out[i] = raw == -32768 ? Float.NaN : (float) (raw * scale + offset);
    }
    return out;
  }

  private static Optional<Double> attribute(Dataset d, String name) {
    return Optional.ofNullable(d.getAttribute(name))
        .map(
            a -> {
              Object v = a.getData();
              Object first = v.getClass().isArray() ? Array.get(v, 0) : v;
              return ((Number) first).doubleValue();
            });
  }

  static LandState maskOnly() {
    try (HdfFile f = ancillary()) {
      return LandState.ofMask(bytes(values(f, "land_mask")), "development mask", List.of());
    }
  }

  /** Everything that a processing chain may use. */
  static LandState withAncillary() {
    return AncillaryFile.read(folder().resolve("inputs/ancillary.nc"), "00")
        .on(
            GRID.size(),
            i -> GRID.firstLine() + i / GRID.columns(),
            i -> GRID.firstColumn() + i % GRID.columns());
  }

  private static byte[] bytes(float[] values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) values[i];
    }
    return out;
  }
}
