package org.kokyu.scheduler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.ops.publish.ProfileProduct;
import org.kokyu.ops.publish.PublishedProfiles.PublishedGas;
import org.kokyu.ops.publish.PublishedProfiles.PublishedSounding;
import picocli.CommandLine;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/** The recipes of docs/products.md, run as they stand there, against the same sums in Java. */
class KernelRecipeTest {
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int LEVELS = 60;

  @TempDir Path folder;

  private Path product() throws IOException {
    Path tir = Path.of(System.getProperty("kokyu.shared", "absent"), "data", "tir");
    Path granule = tir.resolve("GOSATTFTS2021052116430180500_1BOB1N161160.01");
    Assumptions.assumeTrue(
        Files.isRegularFile(granule), "SKIPPED: no development granules in " + tir);
    CommandLine line = KokyuCommand.commandLine();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err, true));
    int code =
        line.execute(
            "retrieve",
            "--out",
            folder.toString(),
            "--met",
            tir.resolve("met_dev.nc").toString(),
            "--prior",
            tir.resolve("prior_dev.nc").toString(),
            granule.toString());
    assertEquals(0, code, err.toString());
    return folder.resolve("KOKYU_L2_PROFILE_GOSAT_20210521T164300_0180500OB1N_r0.nc");
  }

  private static String recipe(String language) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "products.md"));
    String fence = "```" + language + "\n";
    int from = page.indexOf(fence) + fence.length();
    assertTrue(from > fence.length(), "no recipe in " + language);
    String recipe = page.substring(from, page.indexOf("```", from));
    assertTrue(recipe.lines().count() <= 10, "ten lines are enough");
    return recipe;
  }

  private static boolean runs(String... command) throws IOException {
    try {
      return run(Path.of("."), command).isEmpty();
    } catch (IOException notInstalled) {
      return false;
    }
  }

  /** Output of a command that failed; empty when it did not. */
  private static String run(Path where, String... command) throws IOException {
    Process p =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int code = p.waitFor();
      return code == 0 ? "" : code + ": " + out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** A model unlike the prior: 390 to 425 ppm with waves. */
  private static double modelPpm(double hPa) {
    return 400 + 3 * Math.log(hPa) + 4 * Math.sin(2 * Math.log(hPa));
  }

  private static double[] modelHpa() {
    double[] p = new double[LEVELS];
    Arrays.setAll(p, k -> 0.02 * Math.pow(1100 / 0.02, k / (LEVELS - 1.0)));
    return p;
  }

  private static double[] modelAt(double[] hPa) {
    double[] p = modelHpa();
    Profile model = Profile.of(p, Arrays.stream(p).map(KernelRecipeTest::modelPpm).toArray());
    return Arrays.stream(hPa).map(model::at).toArray();
  }

  @Test
  void pythonGivesOurSmoothing() throws IOException {
    Assumptions.assumeTrue(
        runs("/usr/bin/python3", "-c", "import numpy, netCDF4"), "SKIPPED: no python3-netcdf4");
    Path product = product();
    String prelude =
        """
        import numpy as np
        model_p = 0.02 * (1100 / 0.02) ** (np.arange(60) / 59.0)
        model_co2 = 400 + 3 * np.log(model_p) + 4 * np.sin(2 * np.log(model_p))
        """;
    String script =
        prelude
            + recipe("python").replace("KOKYU_L2_PROFILE_….nc", product.toString())
            + "open('out.txt', 'w').write(str(i) + '\\n' + '\\n'.join(repr(float(s)) for s in smoothed))\n";
    Files.writeString(folder.resolve("recipe.py"), script);
    assertEquals("", run(folder, "/usr/bin/python3", "recipe.py"));
    List<String> out = Files.readAllLines(folder.resolve("out.txt"));
    PublishedSounding s =
        ProfileProduct.read(product).soundings().get(Integer.parseInt(out.get(0)));
    assertTrue(s.quality() < 2);
    PublishedGas co2 = s.gases().get(0);
    double[] x = modelAt(s.pressureHpa());
    int at = 1;
    double moved = 0;
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(co2.valuePpm()[i])) {
        continue;
      }
      double ln = 0;
      for (int j = 0; j < x.length; j++) {
        double a = co2.kernel().get(i, j);
        ln += Double.isNaN(a) ? 0 : a * Math.log(x[j] / co2.priorPpm()[j]);
      }
      double smoothed = co2.priorPpm()[i] * Math.exp(ln);
      assertEquals(smoothed, Double.parseDouble(out.get(at++)), 1e-5 * smoothed);
      moved = Math.max(moved, Math.abs(smoothed - co2.priorPpm()[i]));
    }
    assertEquals(out.size(), at);
    assertTrue(moved > 0.5, "the kernel moves something: " + moved + " ppm");
  }

  @Test
  void harpGivesOurLinearSmoothing() throws IOException, InvalidRangeException {
    Assumptions.assumeTrue(
        runs("harpconvert", "--version") && runs("harpcollocate", "--version"), "SKIPPED: no harp");
    Path product = product();
    Files.copy(product, folder.resolve("KOKYU.nc"));
    List<PublishedSounding> soundings = ProfileProduct.read(product).soundings();
    writeModel(soundings);
    assertEquals("", run(folder, "sh", "-e", "-c", recipe("sh")));
    try (NetcdfFile nc = NetcdfFile.open(folder.resolve("smoothed.nc").toString())) {
      Array smoothed = nc.findVariable("CO2_volume_mixing_ratio_dry_air").read();
      int layers = soundings.get(0).pressureHpa().length;
      assertEquals((long) soundings.size() * layers, smoothed.getSize());
      for (int s = 0; s < soundings.size(); s++) {
        assertLinear(soundings.get(s), smoothed, s * layers);
      }
    }
  }

  private static void assertLinear(PublishedSounding s, Array smoothed, int from) {
    PublishedGas co2 = s.gases().get(0);
    double[] x = modelAt(s.pressureHpa());
    double[] xa = co2.priorPpm();
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(co2.valuePpm()[i])) {
        continue;
      }
      double sum = xa[i];
      for (int j = 0; j < x.length; j++) {
        double a = co2.kernel().get(i, j);
        sum += Double.isNaN(a) ? 0 : xa[i] * a / xa[j] * (x[j] - xa[j]);
      }
      assertEquals(sum, smoothed.getDouble(from + i), 1e-5 * sum, "layer " + i);
    }
  }

  /** The model at the layers of the soundings, as a HARP product. */
  private void writeModel(List<PublishedSounding> soundings)
      throws IOException, InvalidRangeException {
    int layers = soundings.get(0).pressureHpa().length;
    NetcdfFileWriter nc =
        NetcdfFileWriter.createNew(
            NetcdfFileWriter.Version.netcdf3, folder.resolve("model.nc").toString());
    nc.addDimension(null, "time", soundings.size());
    nc.addDimension(null, "vertical", layers);
    nc.addGroupAttribute(null, new Attribute("Conventions", "HARP-1.0"));
    Variable time = variable(nc, "datetime", "time", "seconds since 2000-01-01");
    Variable lat = variable(nc, "latitude", "time", "degree_north");
    Variable lon = variable(nc, "longitude", "time", "degree_east");
    Variable pressure = variable(nc, "pressure", "time vertical", "hPa");
    Variable co2 = variable(nc, "CO2_volume_mixing_ratio_dry_air", "time vertical", "ppmv");
    nc.create();
    double[] t = new double[soundings.size()];
    Arrays.setAll(t, s -> Duration.between(EPOCH, soundings.get(s).time()).toNanos() * 1e-9);
    write(nc, time, t);
    write(nc, lat, soundings.stream().mapToDouble(PublishedSounding::latitudeDeg).toArray());
    write(nc, lon, soundings.stream().mapToDouble(PublishedSounding::longitudeDeg).toArray());
    write(
        nc,
        pressure,
        soundings.stream().flatMapToDouble(s -> Arrays.stream(s.pressureHpa())).toArray());
    write(
        nc,
        co2,
        soundings.stream().flatMapToDouble(s -> Arrays.stream(modelAt(s.pressureHpa()))).toArray());
    nc.close();
  }

  private static Variable variable(NetcdfFileWriter nc, String name, String dims, String units) {
    Variable v = nc.addVariable(null, name, DataType.DOUBLE, dims);
    v.addAttribute(new Attribute("units", units));
    return v;
  }

  private static void write(NetcdfFileWriter nc, Variable v, double[] values)
      throws IOException, InvalidRangeException {
    nc.write(v, Array.factory(DataType.DOUBLE, v.getShape(), values));
  }
}
