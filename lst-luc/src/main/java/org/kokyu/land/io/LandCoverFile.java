package org.kokyu.land.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.land.LandCoverEmissivity;
import ucar.ma2.Array;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/**
 * Land cover in the seventeen IGBP classes on a regular latitude-longitude grid: NetCDF with
 * one-dimensional latitude and longitude and one variable of whole numbers over them.
 *
 * <p>The variable is the one that is asked for; else the only one over both axes with {@code
 * flag_values}, with a standard name of land cover, or called as in MODIS products. Water is 17
 * (MODIS from version 6 on) or, where no cell and no flag is 17, 0 (before). Unknown: the fill
 * value, 254, 255, and 0 where water is 17. Anything else is refused. Immutable.
 */
public final class LandCoverFile {
  private static final long MOST_CELLS = 300_000_000L;
  private static final List<String> NAMES =
      List.of("LC_Type1", "Majority_Land_Cover_Type_1", "land_cover", "landcover", "igbp", "IGBP");
  private static final List<String> STANDARD_NAMES =
      List.of("land_cover", "land_cover_type", "area_type", "land_cover_lccs");
  private static final List<String> UNITS =
      List.of("", "1", "class", "classes", "none", "n/a", "class number");

  private final InputRef ref;
  private final String variable;
  private final CellAxis latitude;
  private final CellAxis longitude;
  private final byte[] classes;

  private LandCoverFile(
      InputRef ref, String variable, CellAxis latitude, CellAxis longitude, byte[] classes) {
    this.ref = ref;
    this.variable = variable;
    this.latitude = latitude;
    this.longitude = longitude;
    this.classes = classes;
  }

  /**
   * Reads.
   *
   * @param name of the variable, if the file has several
   * @param sha256 of the file, for provenance
   */
  public static LandCoverFile read(Path file, Optional<String> name, String sha256) {
    if (!Files.isReadable(file)) {
      throw new UnavailableInputException(file + ": no such readable file");
    }
    try (NetcdfFile nc = NetcdfFile.open(file.toString())) {
      String place = file.toString();
      CellAxis latitude = CellAxis.read(nc, true, place);
      CellAxis longitude = CellAxis.read(nc, false, place);
      Variable v = variable(nc, name, latitude, longitude, place);
      requireUnit(v, place);
      if (v.getSize() > MOST_CELLS) {
        throw new MalformedInputException(
            InputFault.UNSUPPORTED,
            "%s: %s has %d cells, at most %d are read; cut it to the region"
                .formatted(place, v.getFullName(), v.getSize(), MOST_CELLS));
      }
      byte[] classes = classes(v, longitude.size(), place);
      InputRef ref = new InputRef(file.getFileName().toString(), sha256);
      return new LandCoverFile(ref, v.getFullName(), latitude, longitude, classes);
    } catch (IOException e) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT, "%s: NetCDF expected: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Variable variable(
      NetcdfFile nc, Optional<String> name, CellAxis latitude, CellAxis longitude, String place) {
    List<Variable> fitting = new ArrayList<>();
    for (Variable v : nc.getVariables()) {
      List<Integer> shape = new ArrayList<>();
      for (int n : v.getShape()) {
        if (n != 1) {
          shape.add(n);
        }
      }
      boolean asked = name.isPresent() && v.getFullName().equals(name.get());
      boolean fits = shape.equals(List.of(latitude.size(), longitude.size()));
      if (asked && !fits) {
        throw new MalformedInputException(
            InputFault.WRONG_FORMAT,
            "%s: %s: %d x %d cells (latitude x longitude) expected, found %s"
                .formatted(place, v.getFullName(), latitude.size(), longitude.size(), shape));
      }
      if (fits && (asked || name.isEmpty() && looksLikeClasses(v))) {
        fitting.add(v);
      }
    }
    if (fitting.size() != 1) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: one variable of land-cover classes expected%s, found %s"
              .formatted(
                  place,
                  name.map(n -> " (" + n + ")").orElse(""),
                  fitting.stream().map(Variable::getFullName).toList()));
    }
    return fitting.get(0);
  }

  private static boolean looksLikeClasses(Variable v) {
    Attribute standard = v.findAttribute("standard_name");
    return NAMES.contains(v.getShortName())
        || v.findAttribute("flag_values") != null
        || standard != null
            && standard.isString()
            && STANDARD_NAMES.contains(standard.getStringValue());
  }

  private static void requireUnit(Variable v, String place) {
    Attribute a = v.findAttribute("units");
    String unit = a == null || !a.isString() ? "" : a.getStringValue().trim();
    if (!UNITS.contains(unit.toLowerCase(Locale.ROOT))) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: %s: class numbers without unit expected, found unit '%s'"
              .formatted(place, v.getFullName(), unit));
    }
    if (v.findAttribute("scale_factor") != null || v.getDataType().isFloatingPoint()) {
      throw new MalformedInputException(
          InputFault.UNSUPPORTED,
          "%s: %s: whole class numbers expected, found %s"
              .formatted(place, v.getFullName(), v.getDataType()));
    }
  }

  private static byte[] classes(Variable v, int columns, String place) throws IOException {
    Attribute fill = v.findAttribute("_FillValue");
    int unknown =
        fill == null || fill.getNumericValue() == null
            ? 255
            : fill.getNumericValue().intValue() & 0xff;
    Array raw = v.read();
    byte[] classes = new byte[(int) raw.getSize()];
    boolean from17 = flags(v).contains(LandCoverEmissivity.WATER);
    for (int i = 0; i < classes.length; i++) {
      int value = raw.getInt(i);
      int number = value < 0 && value >= -128 ? value & 0xff : value;
      boolean none = number == unknown || number == 254 || number == 255;
      if (!none && (number < 0 || number > LandCoverEmissivity.WATER)) {
        throw new MalformedInputException(
            InputFault.UNSUPPORTED,
            "%s: %s, row %d, column %d: an IGBP class 0 to 17 expected, found %d"
                .formatted(place, v.getFullName(), i / columns, i % columns, number));
      }
      from17 |= number == LandCoverEmissivity.WATER;
      classes[i] = (byte) (none ? -1 : number);
    }
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] <= 0) {
        boolean water = classes[i] == 0 && !from17;
        classes[i] = (byte) (water ? LandCoverEmissivity.WATER : LandCoverEmissivity.UNKNOWN);
      }
    }
    return classes;
  }

  private static List<Integer> flags(Variable v) {
    List<Integer> all = new ArrayList<>();
    Attribute a = v.findAttribute("flag_values");
    for (int i = 0; a != null && i < a.getLength(); i++) {
      Number n = a.getNumericValue(i);
      if (n != null) {
        all.add(n.intValue());
      }
    }
    return all;
  }

  public InputRef ref() {
    return ref;
  }

  /** For the product's metadata. */
  public String description() {
    return "land cover " + ref.name() + " (" + variable + ")";
  }

  /** Class of the nearest cell, {@link LandCoverEmissivity#UNKNOWN} outside the file. */
  public byte[] on(float[] latitudeDeg, float[] longitudeDeg) {
    byte[] own = new byte[latitudeDeg.length];
    for (int i = 0; i < own.length; i++) {
      if (!Float.isNaN(latitudeDeg[i])) {
        int row = latitude.cell(latitudeDeg[i]);
        int column = longitude.cellAround(longitudeDeg[i]);
        if (row >= 0 && column >= 0) {
          own[i] = classes[row * longitude.size() + column];
        }
      }
    }
    return own;
  }
}
