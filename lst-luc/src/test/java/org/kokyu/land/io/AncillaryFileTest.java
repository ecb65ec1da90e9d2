package org.kokyu.land.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.land.LandState;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/** Snow, ice and inland water of the ancillary file. */
class AncillaryFileTest {
  @TempDir private Path folder;

  private Path file(String unit, float[] snow, String meanings) throws IOException {
    Path file = folder.resolve("ancillary.nc");
    NetcdfFileWriter nc =
        NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
    try {
      nc.addDimension(null, "y", 1);
      nc.addDimension(null, "x", 4);
      Variable line = nc.addVariable(null, "line", DataType.INT, "y");
      Variable column = nc.addVariable(null, "column", DataType.INT, "x");
      Variable mask = nc.addVariable(null, "land_mask", DataType.BYTE, "y x");
      if (!meanings.isEmpty()) {
        mask.addAttribute(new Attribute("flag_meanings", meanings));
        mask.addAttribute(new Attribute("flag_values", Array.factory(new byte[] {0, 1, 2})));
      }
      Variable cover = nc.addVariable(null, "snow_cover", DataType.FLOAT, "y x");
      cover.addAttribute(new Attribute("units", unit));
      Variable ice = nc.addVariable(null, "sea_ice", DataType.FLOAT, "y x");
      ice.addAttribute(new Attribute("units", "1"));
      nc.create();
      int[] shape = {1, 4};
      nc.write(line, Array.factory(new int[] {100}));
      nc.write(column, Array.factory(new int[] {7, 8, 9, 10}));
      nc.write(mask, Array.factory(new byte[] {0, 1, 2, 1}).reshape(shape));
      nc.write(cover, Array.factory(snow).reshape(shape));
      nc.write(ice, Array.factory(new float[] {0.9f, 0, 0, 0}).reshape(shape));
    } catch (InvalidRangeException e) {
      throw new IOException(e);
    } finally {
      nc.close();
    }
    return file;
  }

  private static LandState state(Path file) {
    return AncillaryFile.read(file, "00").on(4, i -> 100, i -> 7 + i);
  }

  @Test
  void snowIceAndInlandWater() throws IOException {
    LandState land = state(file("%", new float[] {0, 49, 0, 51}, "sea land inland_water"));
    assertTrue(land.isSnow(0), "sea ice");
    assertFalse(land.isSnow(1));
    assertTrue(land.isSnow(3));
    assertEquals(0.99, land.emissivityAt(14, 3));
    assertFalse(land.isInlandWater(1));
    assertTrue(land.isInlandWater(2));
    assertEquals(0.985, land.emissivityAt(14, 2));
  }

  /** Other makers call land 2. */
  @Test
  void withoutMeaningsTwoIsLand() throws IOException {
    LandState land = state(file("1", new float[] {0, 0.4f, 0, 0.6f}, ""));
    assertTrue(land.isLand(2));
    assertFalse(land.isInlandWater(2));
    assertTrue(land.isSnow(3));
    assertFalse(land.isSnow(1));
  }

  @Test
  void sharesAreChecked() throws IOException {
    Path unit = file("mm", new float[4], "");
    assertEquals(InputFault.HEADER_MISMATCH, refused(unit).fault());
    Path range = file("1", new float[] {0, 51, 0, 0}, "");
    assertEquals(InputFault.CORRUPT, refused(range).fault());
    Path flags = file("1", new float[4], "sea land coast inland_water");
    assertEquals(InputFault.HEADER_MISMATCH, refused(flags).fault());
  }

  private static MalformedInputException refused(Path file) {
    return assertThrows(MalformedInputException.class, () -> AncillaryFile.read(file, "00"));
  }
}
