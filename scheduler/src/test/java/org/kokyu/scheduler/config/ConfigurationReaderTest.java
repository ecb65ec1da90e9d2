package org.kokyu.scheduler.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.gosat.LayoutProfile;
import org.kokyu.gosat.LayoutRole;
import org.kokyu.retrieval.RetrievalSettings.ProfileSigma;

class ConfigurationReaderTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("kokyu.yaml"), text);
  }

  private List<String> mistakes(String text) throws IOException {
    Path file = file(text);
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> ConfigurationReader.read(file));
    return e.getMessage().lines().map(l -> l.replace(file.toString(), "FILE")).toList();
  }

  @Test
  void templateIsAccepted() {
    Path file = folder.resolve("new.yaml");
    ConfigurationTemplate.write(file);
    Configuration c = ConfigurationReader.read(file);
    assertEquals(3, c.feeds().size());
    assertEquals(folder.resolve("archive"), c.archive());
    assertEquals("jdbc:h2:file:" + folder.resolve("ledger"), c.databaseUrl());
    FeedSettings himawari = c.feeds().get(0);
    assertEquals(FeedSettings.Kind.HIMAWARI, himawari.kind());
    assertEquals(Duration.ofMinutes(15), himawari.slot().orElseThrow().deadline());
    assertEquals(List.of(7, 13, 14, 15), himawari.slot().orElseThrow().bands());
    assertThrows(ConfigurationException.class, () -> ConfigurationTemplate.write(file));
  }

  @Test
  void visibleBandsCanBeAskedFor() throws IOException {
    Path file = folder.resolve("visible.yaml");
    ConfigurationTemplate.write(file);
    String text = Files.readString(file);
    assertTrue(text.contains("bands: [7, 13, 14, 15]"));
    Files.writeString(file, text.replace("bands: [7, 13", "bands: [3, 4, 7, 13"));
    assertEquals(
        List.of(3, 4, 7, 13, 14, 15),
        ConfigurationReader.read(file).feeds().get(0).slot().orElseThrow().bands());
    Files.writeString(file, text.replace("bands: [7, 13", "bands: [1, 3, 4, 5, 7, 13"));
    assertEquals(
        6 + 2, ConfigurationReader.read(file).feeds().get(0).slot().orElseThrow().bands().size());
    Files.writeString(file, text.replace("bands: [7, 13", "bands: [6, 7, 13"));
    assertThrows(ConfigurationException.class, () -> ConfigurationReader.read(file));
  }

  @Test
  void productionNeedsLightAndAKnownModel() throws IOException {
    Path file = folder.resolve("gpp.yaml");
    ConfigurationTemplate.write(file);
    String text = Files.readString(file);
    assertFalse(ConfigurationReader.read(file).gpp().make());
    Files.writeString(file, text + "gpp: {}\n");
    String blind =
        assertThrows(ConfigurationException.class, () -> ConfigurationReader.read(file))
            .getMessage();
    assertTrue(blind.contains("gpp: feed 'himawari' has no band 3"), blind);
    Files.writeString(file, text + "gpp: {light: cloud-mask, model: mod17}\n");
    GppSettings gpp = ConfigurationReader.read(file).gpp();
    assertTrue(gpp.make());
    assertEquals("mod17", gpp.model());
    Files.writeString(
        file, text.replace("bands: [7, 13", "bands: [3, 7, 13") + "gpp: {model: saturating}\n");
    assertEquals(GppSettings.Light.CLOUD_INDEX, ConfigurationReader.read(file).gpp().light());
    Files.writeString(file, text + "gpp: {model: best, light: lamp}\n");
    String wrong =
        assertThrows(ConfigurationException.class, () -> ConfigurationReader.read(file))
            .getMessage();
    assertTrue(wrong.contains("gpp.model") && wrong.contains("gpp.light"), wrong);
  }

  @Test
  void fluxesComeFromTheArchive() throws IOException {
    Path file = folder.resolve("flux.yaml");
    ConfigurationTemplate.write(file);
    String text = Files.readString(file).replace("grid: native", "grid: asia-0.02");
    String gpp = "gpp: {light: cloud-mask}\n";
    Files.writeString(file, text + gpp + "flux: {hour-deadline: 5m}\n");
    List<FeedSettings> feeds = ConfigurationReader.read(file).feeds();
    assertEquals(5, feeds.size());
    assertEquals(FeedSettings.Kind.FLUX_HOURLY, feeds.get(3).kind());
    assertEquals(folder.resolve("archive"), feeds.get(3).folder());
    assertEquals(Duration.ofMinutes(5), feeds.get(3).slot().orElseThrow().deadline());
    assertEquals(Duration.ofHours(27), feeds.get(4).slot().orElseThrow().deadline());
    Files.writeString(file, text + gpp + "flux: {maps: off}\n");
    assertEquals(3, ConfigurationReader.read(file).feeds().size());
    assertProblem(file, text + "flux: {}\n", "flux: needs the section 'gpp'");
    String imagerPixels = text.replace("grid: asia-0.02", "grid: native");
    assertProblem(file, imagerPixels + gpp + "flux: {}\n", "flux: needs 'grid: asia-0.02'");
    assertProblem(
        file, text.replace("kind: gosat2", "kind: flux-daily"), "himawari, ptree expected");
  }

  private static void assertProblem(Path file, String text, String part) throws IOException {
    Files.writeString(file, text);
    String message =
        assertThrows(ConfigurationException.class, () -> ConfigurationReader.read(file))
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void everyMistakeIsReportedWithLineAndKey() throws IOException {
    List<String> found =
        mistakes(
            """
            archive: out
            htttp: {}
            http:
              port: 99999
            feeds:
              - name: AHI
                kind: himawary
                folder: in
                poll: soon
              - name: gosat
                kind: gosat
                foldr: in
            lst:
              grid: [native]
            meteorology: nowhere.nc
            """);
    assertEquals(
        List.of(
            "FILE:2: htttp: unknown key; did you mean 'http'?",
            "FILE:4: http.port: whole number from 0 to 65535 expected, found '99999'",
            "FILE:6: feeds[1].name: lower-case letters, digits, '-' and '_' expected, found 'AHI'",
            "FILE:7: feeds[1].kind: one of gosat, gosat2, himawari, ptree expected, found 'himawary'; did you mean 'himawari'?",
            "FILE:9: feeds[1].poll: duration like 500ms, 20s, 15m, 3h or 14d expected, found 'soon'",
            "FILE:10: feeds[2].folder: missing: where the files appear",
            "FILE:12: feeds[2].foldr: unknown key; did you mean 'folder'?",
            "FILE:14: lst.grid: one value expected, found a list",
            "FILE:15: meteorology: no such file or folder: " + folder.resolve("nowhere.nc")),
        found);
  }

  /** Files of the surface, one table per satellite, and no real coasts for a synthetic earth. */
  @Test
  void surfaceOfTheLandMaps() throws IOException {
    String head = "archive: out\nfeeds:\n  - {name: a, kind: gosat, folder: in}\n";
    LstSettings plain = ConfigurationReader.read(file(head)).lst();
    assertTrue(plain.builtInLandMask());
    assertTrue(plain.landCover().isEmpty() && plain.coefficients().isEmpty());
    for (String name : List.of("cover.nc", "camel.nc", "h08.csv", "h09.csv")) {
      Files.writeString(folder.resolve(name), "");
    }
    LstSettings full =
        ConfigurationReader.read(
                file(
                    head
                        + "lst: {land-cover: cover.nc, emissivity: camel.nc, land-mask: none,"
                        + " coefficients-h08: h08.csv, coefficients-h09: h09.csv}\n"))
            .lst();
    assertEquals(folder.resolve("cover.nc"), full.landCover().orElseThrow());
    assertEquals(folder.resolve("camel.nc"), full.emissivity().orElseThrow());
    assertEquals(
        List.of(folder.resolve("h08.csv"), folder.resolve("h09.csv")), full.coefficients());
    assertTrue(!full.builtInLandMask());
    assertEquals(
        List.of(
            "FILE:4: lst.land-cover: no such file or folder: " + folder.resolve("none.nc"),
            "FILE:4: lst.land-mask: one of built-in, none expected, found 'nun'; did you mean"
                + " 'none'?"),
        mistakes(head + "lst: {land-cover: none.nc, land-mask: nun}\n"));
  }

  /** The inner paths of GOSAT-2 are not public: an operator puts in those of the agency. */
  @Test
  void layoutOfGosat2CanBeCorrected() throws IOException {
    String head = "archive: out\nfeeds:\n  - {name: a, kind: gosat2, folder: in}\ngosat2-layout:\n";
    Path file =
        file(head + "  latitude: /Where/lat\n  band4.radiance: /Raw/b4\n  radiance-scale: 0.001\n");
    LayoutProfile layout = ConfigurationReader.read(file).ancillary().gosat2Layout();
    assertEquals("/Where/lat", layout.datasets().get(LayoutRole.LATITUDE).path());
    assertEquals("/Raw/b4", layout.bands().get("band4").get(LayoutRole.RADIANCE).path());
    assertEquals(0.001, layout.bands().get("band5").get(LayoutRole.RADIANCE).scale());
    assertEquals(
        List.of(
            "FILE:5: gosat2-layout.latitud: layout GOSAT-2 placeholder: unknown role latitud,"
                + " expected for example latitude or band5.radiance",
            "FILE:6: gosat2-layout.band4.noise: layout GOSAT-2 placeholder, role band4.noise: path"
                + " beginning with / expected, found x"),
        mistakes(head + "  latitud: /x\n  band4.noise: x\n"));
  }

  @Test
  void missingEssentialsAreNamed() throws IOException {
    assertEquals(
        List.of(
            "FILE:1: archive: missing: folder for the published products",
            "FILE:1: feeds: missing: at least one feed is needed"),
        mistakes("http:\n  port: 8080\n"));
  }

  @Test
  void brokenYamlNamesTheLine() throws IOException {
    List<String> found = mistakes("archive: out\nfeeds: [\n");
    assertEquals(1, found.size());
    assertTrue(found.get(0).startsWith("FILE:3: not valid YAML: "), found.get(0));
    assertEquals(List.of("FILE:1: keys and values expected, found nothing"), mistakes(""));
    assertTrue(
        mistakes("archive: a\narchive: b\nfeeds: []\n").contains("FILE:2: archive: given twice"));
  }

  @Test
  void missingFileSaysHowToStart() {
    Path file = folder.resolve("none.yaml");
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> ConfigurationReader.read(file));
    assertTrue(e.getMessage().contains("no such file; './kokyu init"), e.getMessage());
  }

  @Test
  void editDistance() {
    assertEquals(0, Section.editDistance("folder", "folder"));
    assertEquals(1, Section.editDistance("foldr", "folder"));
    assertEquals(3, Section.editDistance("kitten", "sitting"));
  }

  @Test
  void whatTheRetrievalMayHoldCanBeStated() throws IOException {
    java.nio.file.Files.writeString(
        folder.resolve("patterns.csv"),
        """
        # instrument: GOSAT
        # l1b_version: 300300
        # training_id: t-1
        # provenance: by hand
        window,pattern,wavenumber_per_cm,radiance
        co2,1,700.0,1e-5
        """);
    String retrieval =
        """
        retrieval:
          surface: flat
          cloud: {drop-land: 4, drop-sea: 2, significance: 2.5}
          cirrus: {amount: 0.02, pressure: 200, sigma-ln-pressure: 0}
          residual-patterns: {gosat: patterns.csv}
        """;
    org.kokyu.retrieval.RetrievalSettings read =
        ConfigurationReader.readForOneShot(file(retrieval)).retrieval().forRetriever();
    assertEquals(
        new org.kokyu.retrieval.RetrievalSettings.CloudLimits(4, 2, 3, 0.02, 2.5), read.cloud());
    assertEquals(
        new org.kokyu.retrieval.RetrievalSettings.CirrusPrior(0.02, 1, 20000, 0),
        read.options().cirrus().orElseThrow());
    assertEquals(false, read.options().surfaceTypes());
    assertEquals("t-1", read.options().patterns().get(0).trainingId());
    assertTrue(RetrievalSettings.DEFAULT.forRetriever().options().patterns().isEmpty());
    assertTrue(RetrievalSettings.DEFAULT.forRetriever().options().cirrus().isEmpty());
    assertTrue(
        mistakes("retrieval:\n  residual-patterns: {gosat2: patterns.csv}\n")
            .contains(
                "FILE:2: retrieval.residual-patterns.gosat2: residual patterns of GOSAT2 expected, found GOSAT"));
    assertTrue(
        mistakes("retrieval:\n  residual-patterns: {gosat: none.csv}\n").stream()
            .anyMatch(l -> l.contains("none.csv: no such file")));
  }

  @Test
  void uncertaintiesOfTheRetrievalCanBeStated() throws IOException {
    String retrieval =
        """
        retrieval:
          geometry: plane
          model-error: 0.03
          edge-noise-factor: 1
          iteration: whole
          prior:
            temperature: {sigma: 1.0, length: 3}
            co2: {troposphere: 0.03}
            skin: 2
            wavenumber-scale: 1e-6
        """;
    RetrievalSettings read = ConfigurationReader.readForOneShot(file(retrieval)).retrieval();
    assertEquals(RetrievalSettings.Geometry.PLANE, read.geometry());
    assertEquals(0.03, read.modelErrorK());
    assertEquals(1, read.edgeNoiseFactor());
    assertEquals(new ProfileSigma(1, 1, 1, 1, 3000), read.prior().temperatureK());
    assertEquals(new ProfileSigma(0.025, 0.03, 0.015, 0.012, 5000), read.prior().co2());
    assertEquals(2, read.prior().skinK());
    assertEquals(1e-6, read.prior().wavenumberScale());
    assertEquals(RetrievalSettings.DEFAULT.prior().n2o(), read.prior().n2o());
    assertEquals(read.prior(), read.forRetriever().prior());
    assertEquals(1, read.forRetriever().edgeNoiseFactor());
    assertEquals(0, read.forRetriever().solver().neglected());
    assertEquals(
        List.of("FILE:1: archive: missing: folder for the published products"),
        mistakes(retrieval).stream().filter(l -> l.contains("archive")).toList());
    assertEquals(
        List.of(
            "FILE:4: retrieval.prior.co2.sigmma: unknown key; did you mean 'sigma'?",
            "FILE:5: retrieval.prior.skin: number from 1.0E-6 to 50.0 expected, found '-2'"),
        mistakes(
            """
            {archive: out, feeds: [{name: gosat, kind: gosat, folder: in}],
            retrieval: {
              prior: {
                co2: {sigmma: 0.02},
                skin: -2}}}
            """));
  }
}
