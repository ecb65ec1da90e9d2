package org.kokyu.land.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import ucar.ma2.DataType;

class LandCoverFileTest {
  @TempDir private Path folder;

  private Path file(String name, byte[] classes, Map<String, Object> attributes)
      throws IOException {
    Path file = folder.resolve("cover" + Math.abs(attributes.hashCode()) + name + ".nc");
    return new TestGrids(file).write(name, DataType.BYTE, new int[] {2, 3}, classes, attributes);
  }

  private static byte[] at(LandCoverFile file) {
    float[] latitude = {30.4f, 29.6f, 28.6f, 28.4f, 30, Float.NaN};
    float[] longitude = {100.4f, 100.6f, 102.49f, 102, 98, 100};
    return file.on(latitude, longitude);
  }

  @Test
  void nearestCellOfTheModernLegend() throws IOException {
    Path file = file("LC_Type1", new byte[] {12, 2, 0, 16, 15, 17}, Map.of());
    // 0 is unknown where water is 17; outside and off the earth too
    assertArrayEquals(
        new byte[] {12, 2, 17, 0, 0, 0}, at(LandCoverFile.read(file, Optional.empty(), "00")));
  }

  @Test
  void theOlderLegendHasWaterAtZero() throws IOException {
    Path file =
        file(
            "cover_of_some_name",
            new byte[] {12, 2, 0, 16, -1, 0},
            Map.of("flag_values", new byte[] {0, 2, 12, 16}));
    LandCoverFile cover = LandCoverFile.read(file, Optional.empty(), "00");
    assertArrayEquals(new byte[] {12, 2, 17, 0, 0, 0}, at(cover));
    assertArrayEquals(new byte[1], cover.on(new float[] {29}, new float[] {101})); // fill 255
    assertTrue(cover.description().contains("cover_of_some_name"));
  }

  @Test
  void longitudesGoRound() throws IOException {
    Path file = file("igbp", new byte[] {1, 2, 3, 4, 5, 6}, Map.of());
    LandCoverFile cover = LandCoverFile.read(file, Optional.empty(), "00");
    assertEquals(3, cover.on(new float[] {30}, new float[] {102 - 360})[0]);
  }

  @Test
  void whatIsNotIgbpIsRefused() throws IOException {
    Path other = file("LC_Type1", new byte[] {10, 20, 30, 40, 50, 60}, Map.of());
    MalformedInputException e = refused(other, Optional.empty());
    assertEquals(InputFault.UNSUPPORTED, e.fault());
    assertTrue(e.getMessage().contains("row 0, column 1"), e.getMessage());
    assertTrue(e.getMessage().contains("found 20"), e.getMessage());
    Path unit = file("LC_Type1", new byte[6], Map.of("units", "percent"));
    assertEquals(InputFault.HEADER_MISMATCH, refused(unit, Optional.empty()).fault());
    Path scaled = file("LC_Type1", new byte[6], Map.of("scale_factor", 0.1));
    assertEquals(InputFault.UNSUPPORTED, refused(scaled, Optional.empty()).fault());
  }

  @Test
  void theVariableMustBeThereAndFit() throws IOException {
    Path plain = file("something", new byte[6], Map.of());
    assertEquals(InputFault.WRONG_FORMAT, refused(plain, Optional.empty()).fault());
    assertEquals(InputFault.WRONG_FORMAT, refused(plain, Optional.of("LC_Type1")).fault());
    // by its name it is taken
    LandCoverFile.read(plain, Optional.of("something"), "00");
  }

  @Test
  void axesAndFormatAreChecked() throws IOException {
    Path feet =
        new TestGrids(folder.resolve("feet.nc"), "m")
            .write("igbp", DataType.BYTE, new int[] {2, 3}, new byte[6], Map.of());
    assertEquals(InputFault.HEADER_MISMATCH, refused(feet, Optional.empty()).fault());
    Path text = Files.writeString(folder.resolve("text.nc"), "no NetCDF");
    assertEquals(InputFault.WRONG_FORMAT, refused(text, Optional.empty()).fault());
    assertThrows(
        UnavailableInputException.class,
        () -> LandCoverFile.read(folder.resolve("none.nc"), Optional.empty(), "00"));
  }

  private static MalformedInputException refused(Path file, Optional<String> name) {
    return assertThrows(MalformedInputException.class, () -> LandCoverFile.read(file, name, "00"));
  }
}
