package org.kokyu.land.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.scene.BandResponse;
import ucar.ma2.Array;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/**
 * Where an emissivity file has what.
 *
 * <p>CAMEL (CAM5K30EM, versions 2 and 3; Borbas et al. 2018, Remote Sens. 10, 643): variable {@code
 * camel_emis} over latitude, longitude and 13 hinge points 3.6 … 14.3 µm; a {@code
 * total_uncertainty} of the same shape is taken where the file has one. ASTER GED (AG100, AG1km,
 * version 3; Hulley et al. 2015, Geophys. Res. Lett. 42, 7966–7976): HDF5 datasets {@code
 * /Emissivity/Mean} (thousandths) and {@code /Emissivity/SDev} (ten-thousandths) of the five
 * thermal bands, {@code /Geolocation/Latitude} and {@code Longitude}. Both layouts are as
 * documented and as other open readers take them; no original file was at hand.
 *
 * @param name of the kind of file
 * @param wavelengthMicrometre ascending
 * @param bandAxis which dimension counts the wavelengths
 * @param mean variable of emissivity
 * @param spread variable of its standard deviation
 */
record EmissivityLayout(
    String name,
    double[] wavelengthMicrometre,
    CellAxis latitude,
    CellAxis longitude,
    int bandAxis,
    Scaled mean,
    Optional<Scaled> spread) {
  /** Standard deviation where the file states none: what is asked of such a climatology. */
  static final double UNSTATED_SIGMA = 0.01;

  /**
   * Rms difference between the emissivity in band 15 or 16 and that at 11.3 µm over the twenty
   * NPOESS land types of CRTM; what constancy beyond the last wavelength of ASTER costs.
   */
  private static final double BAND_15_BEYOND = 0.008;

  private static final double BAND_16_BEYOND = 0.014;

  private static final double[] CAMEL_MICROMETRE = {
    3.6, 4.3, 5.0, 5.8, 7.6, 8.3, 8.6, 9.1, 10.6, 10.8, 11.3, 12.1, 14.3
  };
  private static final double[] ASTER_MICROMETRE = {8.3, 8.65, 9.1, 10.6, 11.3};
  private static final List<String> NO_UNIT =
      List.of("", "1", "none", "n/a", "unitless", "dimensionless", "emissivity");

  /** A variable with its unpacking; fill is what is below zero or the fill value. */
  record Scaled(String variable, double scale, double offset, double fill) {}

  /** Cells of a file. */
  record Window(int firstRow, int rows, int firstColumn, int columns) {}

  static EmissivityLayout of(NetcdfFile nc, String place) throws IOException {
    Variable camel = nc.findVariable("camel_emis");
    if (camel != null) {
      return camel(nc, camel, place);
    }
    Variable aster = nc.findVariable("Emissivity/Mean");
    if (aster != null) {
      return aster(nc, aster, place);
    }
    throw new MalformedInputException(
        InputFault.WRONG_FORMAT,
        "%s: camel_emis (CAMEL) or Emissivity/Mean (ASTER GED) expected, found %s"
            .formatted(place, nc.getVariables().stream().map(Variable::getFullName).toList()));
  }

  private static EmissivityLayout camel(NetcdfFile nc, Variable v, String place)
      throws IOException {
    CellAxis latitude = CellAxis.read(nc, true, place);
    CellAxis longitude = CellAxis.read(nc, false, place);
    int axis = bandAxis(v, CAMEL_MICROMETRE.length, latitude, longitude, place);
    return new EmissivityLayout(
        "CAMEL",
        CAMEL_MICROMETRE,
        latitude,
        longitude,
        axis,
        scaled(v, 1, place),
        spread(nc, "total_uncertainty", v, 1, place));
  }

  private static EmissivityLayout aster(NetcdfFile nc, Variable v, String place)
      throws IOException {
    CellAxis latitude = geolocation(nc, "Latitude", true, place);
    CellAxis longitude = geolocation(nc, "Longitude", false, place);
    int axis = bandAxis(v, ASTER_MICROMETRE.length, latitude, longitude, place);
    double unit = v.getDataType().isFloatingPoint() ? 1 : 1e-3;
    double spreadUnit = v.getDataType().isFloatingPoint() ? 1 : 1e-4;
    return new EmissivityLayout(
        "ASTER GED",
        ASTER_MICROMETRE,
        latitude,
        longitude,
        axis,
        scaled(v, unit, place),
        spread(nc, "Emissivity/SDev", v, spreadUnit, place));
  }

  /** One- or two-dimensional centres; the two-dimensional ones must be a grid. */
  private static CellAxis geolocation(NetcdfFile nc, String name, boolean rows, String place)
      throws IOException {
    Variable v = nc.findVariable("Geolocation/" + name);
    if (v == null || v.getRank() > 2) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: Geolocation/%s of one or two dimensions expected, not found".formatted(place, name));
    }
    double[] all = (double[]) v.read().get1DJavaArray(double.class);
    double[] centre = all;
    if (v.getRank() == 2) {
      int height = v.getShape(0);
      int width = v.getShape(1);
      centre = new double[rows ? height : width];
      for (int i = 0; i < centre.length; i++) {
        centre[i] = rows ? all[i * width] : all[i];
      }
      double cell = Math.abs(centre[centre.length - 1] - centre[0]) / (centre.length - 1);
      for (int i = 0; i < all.length; i++) {
        if (Math.abs(all[i] - centre[rows ? i / width : i % width]) > 0.5 * cell) {
          throw new MalformedInputException(
              InputFault.UNSUPPORTED,
              "%s: Geolocation/%s: a regular grid expected, found another one"
                  .formatted(place, name));
        }
      }
    }
    return CellAxis.of("Geolocation/" + name, centre, rows ? 90 : 360, place);
  }

  private static int bandAxis(
      Variable v, int bands, CellAxis latitude, CellAxis longitude, String place) {
    List<Integer> shape = Arrays.stream(v.getShape()).boxed().toList();
    for (int axis : new int[] {0, 2}) {
      List<Integer> expected = new ArrayList<>(List.of(latitude.size(), longitude.size()));
      expected.add(axis, bands);
      if (shape.equals(expected)) {
        return axis;
      }
    }
    throw new MalformedInputException(
        InputFault.WRONG_FORMAT,
        "%s: %s: %d latitudes x %d longitudes x %d wavelengths expected, found %s"
            .formatted(place, v.getFullName(), latitude.size(), longitude.size(), bands, shape));
  }

  private static Optional<Scaled> spread(
      NetcdfFile nc, String name, Variable like, double unit, String place) {
    Variable v = nc.findVariable(name);
    if (v == null) {
      return Optional.empty();
    }
    if (!Arrays.equals(v.getShape(), like.getShape())) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: %s: the shape of %s, %s, expected, found %s"
              .formatted(
                  place,
                  name,
                  like.getFullName(),
                  Arrays.toString(like.getShape()),
                  Arrays.toString(v.getShape())));
    }
    return Optional.of(scaled(v, unit, place));
  }

  private static Scaled scaled(Variable v, double otherwise, String place) {
    Attribute units = v.findAttribute("units");
    String unit = units == null || !units.isString() ? "" : units.getStringValue().trim();
    if (!NO_UNIT.contains(unit.toLowerCase(Locale.ROOT))) {
      throw new MalformedInputException(
          InputFault.HEADER_MISMATCH,
          "%s: %s: a number without unit expected, found unit '%s'"
              .formatted(place, v.getFullName(), unit));
    }
    return new Scaled(
        v.getFullName(),
        number(v, "scale_factor", otherwise),
        number(v, "add_offset", 0),
        number(v, "_FillValue", Double.NaN));
  }

  private static double number(Variable v, String name, double otherwise) {
    Attribute a = v.findAttribute(name);
    return a == null || a.getNumericValue() == null ? otherwise : a.getNumericValue().doubleValue();
  }

  /** What constancy beyond the last wavelength adds to the standard deviation of a band. */
  double sigmaBeyond(BandResponse band) {
    double last = wavelengthMicrometre[wavelengthMicrometre.length - 1];
    if (band.beginMicrometre() < last) {
      return 0;
    }
    return band.band() == 16 ? BAND_16_BEYOND : BAND_15_BEYOND;
  }

  /**
   * Values of a window, [wavelength][row · columns + column], not a number where there is none.
   *
   * @param ofSpread the standard deviation; empty if the file has none
   */
  float[][] read(NetcdfFile nc, Window w, boolean ofSpread) throws IOException {
    if (ofSpread && spread.isEmpty()) {
      return new float[0][];
    }
    Scaled s = ofSpread ? spread.get() : mean;
    int bands = wavelengthMicrometre.length;
    int cells = w.rows() * w.columns();
    int[] origin = {w.firstRow(), w.firstColumn(), 0};
    int[] shape = {w.rows(), w.columns(), bands};
    if (bandAxis == 0) {
      origin = new int[] {0, w.firstRow(), w.firstColumn()};
      shape = new int[] {bands, w.rows(), w.columns()};
    }
    Array raw;
    try {
      raw = nc.findVariable(s.variable()).read(origin, shape);
    } catch (InvalidRangeException e) {
      throw new IOException("the shape of " + s.variable() + " has changed", e);
    }
    float[][] values = new float[bands][cells];
    for (int i = 0; i < bands * cells; i++) {
      int band = bandAxis == 0 ? i / cells : i % bands;
      int cell = bandAxis == 0 ? i % cells : i / bands;
      double x = raw.getDouble(i);
      boolean none = Double.isNaN(x) || x == s.fill() || x < 0;
      values[band][cell] = none ? Float.NaN : (float) (x * s.scale() + s.offset());
    }
    return values;
  }
}
