package org.kokyu.scheduler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.gosat.l1b.Hdf5File;
import org.kokyu.ops.publish.ProfileProduct;
import org.kokyu.ops.publish.PublishedProfiles;
import picocli.CommandLine;

/** The command on a development granule: versions, duplicates, day files. */
class RetrieveCommandTest {
  private static final String DAY = "GOSATTFTS2021050306300080200_1BOB1D161160.01";

  @TempDir Path folder;

  private String out = "";
  private String err = "";

  private int run(Object... args) {
    StringWriter o = new StringWriter();
    StringWriter e = new StringWriter();
    CommandLine line = KokyuCommand.commandLine();
    line.setOut(new PrintWriter(o, true));
    line.setErr(new PrintWriter(e, true));
    int code = line.execute(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    out = o.toString();
    err = e.toString();
    assertFalse(err.contains("\tat "), err);
    return code;
  }

  private Path data() {
    Path tir = Path.of(System.getProperty("kokyu.shared", "absent"), "data", "tir");
    Assumptions.assumeTrue(
        Files.isRegularFile(tir.resolve(DAY)), "SKIPPED: no development granules in " + tir);
    return tir;
  }

  private static List<String> names(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.matches(pattern))
          .sorted()
          .toList();
    }
  }

  /** The same observation under two versions, and its exposures again in a scene cut otherwise. */
  @Test
  void newestVersionIsReadAndEachExposureOnce() throws IOException {
    Path tir = data();
    Path old = Files.copy(tir.resolve(DAY), folder.resolve(DAY.replace("161160", "150151")));
    Path cut = Files.copy(tir.resolve(DAY), folder.resolve(DAY.replace("0080200_", "0080211_")));
    Path target = folder.resolve("out");
    int code =
        run(
            "retrieve",
            "--out",
            target,
            "--met",
            tir.resolve("met_dev.nc"),
            "--prior",
            tir.resolve("prior_dev.nc"),
            "--gosat-l2",
            old,
            tir.resolve(DAY),
            cut);
    assertEquals(0, code, err);
    assertTrue(out.contains(old + ": left out, version 161160 is there"), out);
    assertEquals(
        List.of("KOKYU_L2_PROFILE_GOSAT_20210503T063000_0080200OB1D_r0.nc"),
        names(target, "KOKYU.*"));
    assertTrue(out.contains(cut + ": no profile: 6 bad record"), out);
    assertDayFiles(target);
  }

  private static void assertDayFiles(Path target) throws IOException {
    List<String> days = names(target, "GOSATTFTS20210503_02P0[12]TV0001R210503[0-9a-f]{5}\\.h5");
    assertEquals(2, days.size());
    PublishedProfiles product =
        ProfileProduct.read(
            target.resolve("KOKYU_L2_PROFILE_GOSAT_20210503T063000_0080200OB1D_r0.nc"));
    List<PublishedProfiles.PublishedSounding> usable = new ArrayList<>(product.soundings());
    usable.removeIf(s -> s.quality() == 2);
    for (int gas = 0; gas < 2; gas++) {
      Hdf5File day = Hdf5File.open(target.resolve(days.get(gas)));
      String name = List.of("CO2", "CH4").get(gas);
      double[] x = day.doubles("/Data/originalProfile/" + name + "Profile");
      assertEquals(28 * usable.size(), x.length);
      for (int s = 0; s < usable.size(); s++) {
        double[] ours = usable.get(s).gases().get(gas).valuePpm();
        for (int i = 0; i < 28; i++) {
          double expected = Double.isNaN(ours[i]) ? -1e30 : ours[i];
          assertEquals(expected, x[28 * s + i], 2e-7 * Math.abs(expected), name);
        }
      }
    }
  }

  @Test
  void mapsAndFieldsThatCannotBeUsedAreNamed() throws IOException {
    Path tir = data();
    Path grib = Files.writeString(folder.resolve("x.nc"), "GRIB and more");
    assertEquals(2, run("retrieve", "--out", folder, "--met", grib, tir.resolve(DAY)));
    assertTrue(err.contains("x.nc: NetCDF expected, found GRIB"), err);
    assertEquals(
        3, run("retrieve", "--out", folder, "--lst", folder.resolve("none"), tir.resolve(DAY)));
    assertTrue(err.contains("none: cannot be read"), err);
  }

  @Test
  void planKeepsTheNewestVersionInThePlaceOfTheFirst() {
    Path a1 = Path.of("GOSATTFTS2020053123590010010_1BOB1D220220.01");
    Path b = Path.of("GOSATTFTS2020053123590010011_1BSPOD220220.01");
    Path a2 = Path.of("x", "GOSATTFTS2020053123590010010_1BOB1D220221.01");
    Path foreign = Path.of("readme.txt");
    GranulePlan plan = GranulePlan.of(List.of(a1, b, foreign, a2));
    assertEquals(List.of(a2, b, foreign), plan.files());
    assertEquals(Map.of(a1, "220221"), plan.superseded());
    assertEquals(List.of(a2, b, foreign), GranulePlan.of(List.of(a2, b, a1, foreign)).files());
  }
}
