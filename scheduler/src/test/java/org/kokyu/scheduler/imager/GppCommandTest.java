package org.kokyu.scheduler.imager;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.scene.GppQuality;
import org.kokyu.ops.publish.GppProduct;
import org.kokyu.ops.publish.MapReader;
import org.kokyu.scheduler.cli.CommandLines;

/** The command on the development scene: simulated segments with visible bands. */
class GppCommandTest {
  private static final String NAME = "KOKYU_L3_GPP_H09_20240520_%s_native_r0.nc";

  @TempDir Path folder;

  private Path scene;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void developmentScene() {
    scene = Path.of(System.getProperty("kokyu.shared"), "data/ahi/scene_dev");
    Assumptions.assumeTrue(Files.isDirectory(scene), "no development scene: test skipped");
  }

  private List<String> segments(String pattern) throws IOException {
    try (Stream<Path> all = Files.list(scene.resolve("hsd"))) {
      return all.map(Path::toString)
          .filter(f -> f.matches(".*_" + pattern + ".*"))
          .sorted()
          .toList();
    }
  }

  private Path map(String slot) throws IOException {
    Path out = folder.resolve("lst");
    List<String> arguments =
        new ArrayList<>(List.of("lst", "--out", out.toString(), "--land-mask", "none"));
    arguments.addAll(List.of("--ancillary", scene.resolve("inputs/ancillary.nc").toString()));
    arguments.addAll(segments(slot + "_B(07|13|14|15)_"));
    assertEquals(0, CommandLines.run(new PrintWriter(err, true), arguments), err.toString());
    return out.resolve("KOKYU_L2_LST_H09_20240520_%s_native_r0.nc".formatted(slot));
  }

  private int gpp(Path out, List<Path> maps, List<String> visible, String... more) {
    List<String> arguments = new ArrayList<>(List.of("gpp", "--out", out.toString()));
    arguments.addAll(List.of("--land-mask", "none"));
    arguments.addAll(List.of("--ancillary", scene.resolve("inputs/ancillary.nc").toString()));
    arguments.addAll(Arrays.asList(more));
    arguments.add("--lst");
    maps.forEach(m -> arguments.add(m.toString()));
    arguments.add("--visible");
    arguments.addAll(visible);
    err.getBuffer().setLength(0);
    return CommandLines.run(new PrintWriter(err, true), arguments);
  }

  @Test
  void dayAndNightOfTheDevelopmentScene() throws IOException {
    Path out = folder.resolve("gpp");
    List<Path> maps = List.of(map("0630"), map("1800"));
    List<String> visible = new ArrayList<>(segments("0630_B0[34]_"));
    visible.addAll(segments("1800_B0[34]_"));
    Path state = folder.resolve("state");
    assertEquals(0, gpp(out, maps, visible, "--state", state.toString()), err.toString());
    try (MapReader day = GppProduct.open(out.resolve(NAME.formatted("0630")))) {
      float[] gpp = day.floats("gpp");
      float[] par = day.floats("par");
      float[] sigma = day.floats("gpp_uncertainty");
      byte[] flag = day.bytes("quality_flag");
      int made = 0;
      for (int i = 0; i < gpp.length; i++) {
        assertEquals(flag[i] == 2, Float.isNaN(gpp[i]));
        if (flag[i] < 2) {
          made++;
          assertTrue(gpp[i] >= 0 && gpp[i] < 60, "gpp " + gpp[i]);
          assertTrue(par[i] > 0 && par[i] < 2400, "par " + par[i]);
          assertTrue(sigma[i] >= 0 && sigma[i] < 30, "sigma " + sigma[i]);
        }
      }
      assertTrue(made > 190_000, "pixels " + made);
      assertTrue(day.text("light").contains("learning: 0 of 30 days"), day.text("light"));
    }
    try (MapReader night = GppProduct.open(out.resolve(NAME.formatted("1800")))) {
      short[] word = new short[night.grid().size()];
      night.rows("quality_word", 0, night.grid().rows(), word);
      float[] gpp = night.floats("gpp");
      float[] par = night.floats("par");
      for (int i = 0; i < word.length; i++) {
        if ((word[i] & GppQuality.NIGHT.bit()) != 0) {
          assertEquals(0f, gpp[i]);
          assertEquals(0f, par[i]);
        }
      }
    }
    assertTrue(Files.exists(state.resolve("ground/0630/20240520.bin")));
    assertTrue(Files.exists(state.resolve("vegetation/20240520.bin")));
    // the same again, learned from itself meanwhile: the same bytes
    Path again = folder.resolve("again");
    assertEquals(0, gpp(again, maps, visible, "--state", state.toString()), err.toString());
    assertEquals(
        -1,
        Files.mismatch(out.resolve(NAME.formatted("0630")), again.resolve(NAME.formatted("0630"))));
  }

  @Test
  void slotsThatDoNotFitAreNamedInOneLine() throws IOException {
    Path out = folder.resolve("gpp");
    Path map = map("0630");
    assertEquals(3, gpp(out, List.of(map), segments("0640_B0[34]_")));
    List<String> lines = err.toString().lines().toList();
    assertEquals(2, lines.size(), err.toString());
    assertTrue(lines.get(0).contains("no visible segment of this slot"), lines.get(0));
    assertTrue(lines.get(1).contains("no --lst map of that slot"), lines.get(1));

    // a map of production is no map of temperature
    assertEquals(0, gpp(out, List.of(map), segments("0630_B0[34]_")), err.toString());
    Path other = out.resolve(NAME.formatted("0630"));
    assertEquals(3, gpp(out, List.of(other), segments("0630_B0[34]_")));
    assertTrue(err.toString().contains("a map of surface temperature expected"), err.toString());
  }

  @Test
  void brokenAndMissingSegmentsLeaveTheRest() throws IOException {
    Path map = map("0630");
    Path broken = folder.resolve("HS_H09_20240520_0630_B04_FLDK_R10_S0310.DAT.bz2");
    byte[] bytes = Files.readAllBytes(Path.of(segments("0630_B04_FLDK_R10_S0310").get(0)));
    Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));
    List<String> visible = new ArrayList<>(segments("0630_B03_FLDK_R05_S0310"));
    visible.add(broken.toString());
    Path out = folder.resolve("gpp");
    assertEquals(3, gpp(out, List.of(map), visible));
    assertEquals(1, err.toString().lines().count(), err.toString());
    try (MapReader day = GppProduct.open(out.resolve(NAME.formatted("0630")))) {
      short[] word = new short[day.grid().size()];
      day.rows("quality_word", 0, day.grid().rows(), word);
      int mask = 0;
      for (short w : word) {
        mask += (w & GppQuality.LIGHT_FROM_MASK.bit()) != 0 ? 1 : 0;
      }
      assertTrue(mask > 50_000, "the southern segment has no band 3: " + mask);
      float[] gpp = day.floats("gpp");
      float[] first = Arrays.copyOf(gpp, 600);
      assertArrayEquals(first, Arrays.copyOf(day.floats("gpp"), 600));
    }
  }

  @Test
  void unknownModelIsNamedWithTheKnown() throws IOException {
    Path out = folder.resolve("gpp");
    Path none = folder.resolve("none.nc");
    assertEquals(2, gpp(out, List.of(none), List.of("x"), "--model", "best"));
    assertTrue(err.toString().contains("saturating"), err.toString());
    assertEquals(3, gpp(out, List.of(none), List.of("x")));
  }
}
