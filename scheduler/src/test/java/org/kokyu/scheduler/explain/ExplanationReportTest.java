package org.kokyu.scheduler.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.met.ClimatologicalPrior;
import org.kokyu.met.StandardAtmosphere;
import org.kokyu.retrieval.Explanation;
import org.kokyu.retrieval.ProfileRetriever;
import org.kokyu.retrieval.RetrievalSettings;
import org.kokyu.retrieval.SyntheticSoundings;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.io.TableFile;

class ExplanationReportTest {
  @TempDir private Path folder;

  private static Explanation explanation() {
    AbsorptionTables tables = TableFile.bundled(Instrument.GOSAT);
    Instant time = Instant.parse("2022-07-01T04:00:00Z");
    Meteorology met = new StandardAtmosphere().at(time, 35, 135).orElseThrow();
    PriorProfiles prior = new ClimatologicalPrior().at(time, 35, 135).orElseThrow();
    Sounding template =
        new Sounding(
            "GOSAT <1>/a",
            Instrument.GOSAT,
            time,
            new SoundingGeometry(35, 135, 20, 0, Double.NaN, Double.NaN, Double.NaN),
            List.of(),
            0);
    Sounding sounding =
        new SyntheticSoundings(tables, RetrievalSettings.DEFAULT)
            .draw(
                template,
                met,
                prior,
                Planck.radiance(700, 280) / 280,
                new SplittableRandom(1),
                true,
                true)
            .sounding();
    return new ProfileRetriever(tables, RetrievalSettings.DEFAULT)
        .newWorker()
        .explain(sounding, met, prior)
        .toOptional()
        .orElseThrow();
  }

  @Test
  void reportHoldsStateSpectraKernelsAndIteration() throws IOException {
    Explanation e = explanation();
    Path page = ExplanationReport.write(e, folder);
    assertEquals("explain_GOSAT_1_a.html", page.getFileName().toString());
    String html = Files.readString(page);
    assertTrue(html.contains("GOSAT &lt;1&gt;/a"), "the id is escaped");
    assertFalse(html.contains("NaN"), "no plot runs into missing numbers");
    assertEquals(4, html.split("<svg", -1).length - 1, "three windows and the profiles");
    String base = folder.resolve("explain_GOSAT_1_a").toString();
    List<String> steps = Files.readAllLines(Path.of(base + "_iterations.csv"));
    assertEquals(e.steps().size() + 2, steps.size());
    assertEquals(
        e.measured().length + 1, Files.readAllLines(Path.of(base + "_spectrum.csv")).size());
    assertEquals(e.elements().size() + 1, Files.readAllLines(Path.of(base + "_state.csv")).size());
    List<String> kernel = Files.readAllLines(Path.of(base + "_kernel.csv"));
    assertEquals(e.elements().size() + 1, kernel.size());
    String[] numbers = kernel.get(1).replaceAll("\"[^\"]*\"", "x").split(",");
    assertEquals(e.kernel()[0][0], Double.parseDouble(numbers[1]), 1e-8);
  }
}
