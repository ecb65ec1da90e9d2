package org.kokyu.retrieval.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.instrument.LineShape;
import org.kokyu.retrieval.instrument.SpectralWindow;
import org.kokyu.retrieval.instrument.SpectrometerDefinition;
import org.kokyu.retrieval.instrument.TabulatedLineShape;
import org.kokyu.retrieval.spectroscopy.CrossSections;
import org.kokyu.retrieval.spectroscopy.LineList;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;
import org.kokyu.retrieval.table.io.TableFile;

/** Measured cross sections and line shapes on their way into a table. */
class TableInputsTest {
  private static final LineList.Line IN_BAND =
      new LineList.Line(880.5, 1e-18, 0.1, 0.1, 0, 0.7, 0, 1);

  private static TabulatedLineShape measured() {
    double[] response = new double[41];
    for (int i = 0; i < response.length; i++) {
      double x = (i - 20) * 0.05;
      response[i] = Math.exp(-x * x / 0.03);
    }
    return new TabulatedLineShape(
        "measured.csv (SHA-256 0123456789ab)",
        List.of(new TabulatedLineShape.Table(880, -1, 0.05, response)));
  }

  private static AbsorptionTables build(LineShape shape) throws InterruptedException {
    double[] slope = new double[400];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = 1e-18 * (1 + 0.01 * i);
    }
    SpectralWindow window =
        new SpectralWindow(
            "short",
            List.of(new SpectralWindow.Range(880, 882)),
            List.of(),
            Set.of(Gas.CO2, Gas.HNO3));
    TableBuilder.Spectroscopy spectroscopy =
        new TableBuilder.Spectroscopy(
            Map.of(
                Gas.CO2,
                LineList.of(
                    Gas.CO2, List.of(new LineList.Line(881, 1e-23, 0.07, 0.1, 0, 0.7, 0, 1))),
                Gas.HNO3,
                LineList.of(Gas.HNO3, List.of(IN_BAND))),
            PartitionSumsReader.bundled(),
            Optional.empty(),
            Optional.empty(),
            "0".repeat(64),
            "hno3.xsc",
            Map.of(
                Gas.HNO3,
                new CrossSections(
                    "hno3", List.of(new CrossSections.Table(876, 886, 250, 10000, slope)))));
    SpectrometerDefinition definition =
        new SpectrometerDefinition(Instrument.GOSAT2, 0.2, shape, List.of(window));
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      return new TableBuilder(
              List.of(new TableBuilder.Request(definition, new int[] {8}, 0, "test grade")),
              spectroscopy,
              new TableBuilder.Settings(30, 10, 0.5, 9))
          .build(executor, (done, total, what) -> {})
          .get(0);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void crossSectionsTakeThePlaceOfLinesAndTheTableNamesItsLineShape() throws Exception {
    AbsorptionTables tables = build(measured());
    assertEquals("measured.csv (SHA-256 0123456789ab)", tables.header().lineShape());
    assertTrue(TableFile.toBytes(tables).length > 0);
    NodeTable w = tables.windows().get(0);
    int hno3 = w.gases().indexOf(Gas.HNO3);
    assertTrue(hno3 >= 0);
    int states = StateGrid.PRESSURES * StateGrid.TEMPERATURES;
    for (int node = 0; node < w.nodes(); node++) {
      double expected = 1e-18 * (1 + 0.01 * (w.nodesPerCm()[node] - 876) / 10 * 399);
      for (int state = 0; state < states; state += 37) {
        double sigma = Math.exp(w.lnCrossSection()[hno3][state * w.nodes() + node]);
        assertEquals(1, sigma / expected, 1e-4, "no line of HNO3 in its band");
      }
    }
  }
}
