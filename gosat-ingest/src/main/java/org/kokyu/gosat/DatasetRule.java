package org.kokyu.gosat;

import java.util.Objects;

/**
 * Where a dataset is and how its numbers become ours: value = offset + scale · file value.
 *
 * @param path path in the HDF5 file
 * @param offset added
 * @param scale multiplied first
 * @param required whether a file without it is rejected
 */
public record DatasetRule(String path, double offset, double scale, boolean required) {
  public DatasetRule {
    Objects.requireNonNull(path, "path");
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("dataset path must begin with /: " + path);
    }
  }

  static DatasetRule required(String path) {
    return new DatasetRule(path, 0.0, 1.0, true);
  }

  static DatasetRule optional(String path) {
    return new DatasetRule(path, 0.0, 1.0, false);
  }

  DatasetRule withPath(String other) {
    return new DatasetRule(other, offset, scale, required);
  }

  DatasetRule withScale(double other) {
    return new DatasetRule(path, offset, other, required);
  }

  double apply(double fileValue) {
    return offset + scale * fileValue;
  }
}
