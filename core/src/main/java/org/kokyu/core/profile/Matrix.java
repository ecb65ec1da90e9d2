package org.kokyu.core.profile;

import java.util.Arrays;

/** A dense matrix, row-major, immutable. */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final double[] values;

  private Matrix(int rows, int columns, double[] values) {
    if (values.length != rows * columns) {
      throw new IllegalArgumentException(
          "%d x %d matrix from %d values".formatted(rows, columns, values.length));
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /** Wraps the array, index row · columns + column; the caller must not touch it again. */
  public static Matrix ofUnsafe(int rows, int columns, double[] values) {
    return new Matrix(rows, columns, values);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  public double get(int row, int column) {
    return values[row * columns + column];
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Matrix m
        && rows == m.rows
        && columns == m.columns
        && Arrays.equals(values, m.values);
  }

  @Override
  public int hashCode() {
    return 31 * rows + Arrays.hashCode(values);
  }
}
