package org.kokyu.flux.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.flux.anomaly.io.SeriesFile;

class SeriesFileTest {
  @TempDir Path folder;

  private UptakeSeries read(String text) throws IOException {
    Path file = folder.resolve("x.csv");
    Files.writeString(file, text);
    return SeriesFile.read(file);
  }

  private void broken(String text, String message) {
    MalformedInputException e = assertThrows(MalformedInputException.class, () -> read(text));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void unitsAndGaps() throws IOException {
    UptakeSeries s =
        read(
            "Time,VALUE,rg,Tair,rH\n2004-02-28,1,100,20,50\n2004-02-29,-9999,NA,20,50\n\n2004-03-01,,100,20,100\n");
    assertEquals(3, s.time().length);
    assertEquals(200, s.light()[0]);
    assertTrue(Double.isNaN(s.uptake()[1]) && Double.isNaN(s.uptake()[2]));
    assertEquals(1.17, s.vpdKpa()[0], 0.01);
    assertEquals(0, s.vpdKpa()[2], 1e-12);
    assertEquals(2, s.days()[2], "a leap day");
    UptakeSeries pascal =
        read("time,gpp,vpd\n2004-01-01 00:00:00,1,2500\n2004-01-01 00:30:00,1,0\n");
    assertEquals(2.5, pascal.vpdKpa()[0]);
  }

  @Test
  void badLinesAreNamed() {
    broken("", "x.csv:1: names");
    broken("time,value\n2004-01-01,1\n2004-01-02,x\n", "x.csv:3: column value: number expected");
    broken("time,value\n2004-01-01,1\n2004-01-01,2\n", "x.csv:3: a time after 2004-01-01T00:00");
    broken("time,value\n2004-01-01,1\n2004-01-02\n", "x.csv:3: 2 fields expected, found 1");
    broken("time,value\n2004-01-01,1\nyesterday,1\n", "x.csv:3: a time expected");
    broken("time,flux\n2004-01-01,1\n2004-01-02,1\n", "a column value, gpp or nee");
    broken("when,value\n2004-01-01,1\n2004-01-02,1\n", "a column time");
    broken("time,nee\n2004-01-01,1\n2004-01-02,1\n", "light and temperature");
    broken("time,value,value\n2004-01-01,1,1\n", "found one twice");
  }

  /** A year of simulated days with one drop: found there and nowhere else at a strict limit. */
  @Test
  void aDropInASimulatedYearIsFound() {
    Random random = new Random(17);
    int days = 365;
    LocalDateTime[] time = new LocalDateTime[days];
    double[] uptake = new double[days];
    double[] light = new double[days];
    double[] temperature = new double[days];
    double[] vpd = new double[days];
    for (int d = 0; d < days; d++) {
      time[d] = LocalDateTime.of(2019, 1, 1, 12, 0).plusDays(d);
      double season = Math.max(0, Math.sin(Math.PI * (d - 60) / 260));
      light[d] = 300 + 500 * season * (0.5 + random.nextDouble());
      temperature[d] = 5 + 17 * season + 2 * random.nextGaussian();
      vpd[d] = 0.3 + season * random.nextDouble();
      double drop = d >= 180 && d < 190 ? 0.7 : 1;
      uptake[d] =
          10
              * season
              * light[d]
              / (1 + light[d] / 600)
              / 300
              * drop
              * Math.exp(0.08 * random.nextGaussian());
    }
    List<DropSearch.Season> seasons =
        DropSearch.run(new UptakeSeries(time, uptake, light, temperature, vpd), 0.2);
    assertEquals(1, seasons.size());
    List<DropSearch.Found> found = seasons.get(0).found();
    assertEquals(1, found.size(), found.toString());
    assertEquals(180, found.get(0).from().getDayOfYear() - 1, 2);
    assertEquals(0.3, found.get(0).share(), 3 * found.get(0).shareError());
    assertTrue(found.get(0).missing() > 0);
  }
}
