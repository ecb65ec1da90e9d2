package org.kokyu.himawari.netcdf;

import ucar.nc2.Attribute;
import ucar.nc2.Variable;

/**
 * Stored number to value, x = scale_factor · n + add_offset; not a number for the missing values
 * and outside the valid range, both in stored numbers. Source: NetCDF attribute conventions.
 */
record Packing(
    double scale, double offset, double fill, double missing, double validMin, double validMax) {

  static Packing of(NetcdfFields file, Variable v) {
    double scale = number(v, "scale_factor", 0, 1);
    double offset = number(v, "add_offset", 0, 0);
    if (!(Double.isFinite(scale) && scale != 0 && Double.isFinite(offset))) {
      throw file.fault(
          v.getShortName(), "a scale_factor other than 0 and an add_offset", scale + ", " + offset);
    }
    return new Packing(
        scale,
        offset,
        number(v, "_FillValue", 0, Double.NaN),
        number(v, "missing_value", 0, Double.NaN),
        number(v, "valid_min", 0, number(v, "valid_range", 0, Double.NEGATIVE_INFINITY)),
        number(v, "valid_max", 0, number(v, "valid_range", 1, Double.POSITIVE_INFINITY)));
  }

  private static double number(Variable v, String attribute, int index, double otherwise) {
    Attribute a = v.findAttribute(attribute);
    return a == null || a.isString() || a.getLength() <= index
        ? otherwise
        : a.getNumericValue(index).doubleValue();
  }

  float unpack(double stored) {
    boolean none = stored == fill || stored == missing || stored < validMin || stored > validMax;
    return none ? Float.NaN : (float) (scale * stored + offset);
  }
}
