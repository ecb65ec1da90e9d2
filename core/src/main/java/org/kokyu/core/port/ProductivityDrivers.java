package org.kokyu.core.port;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Drivers of a {@link ProductivityModel} for a batch of samples: half-hours of a tower, or pixels
 * of a row; one array per driver, all of one length. A value that is not a number is missing.
 *
 * <p>The arrays are shared, not copied; whoever fills them anew between two calls uses them from
 * one thread. Otherwise immutable.
 */
public final class ProductivityDrivers {
  private final int size;
  private final Map<ProductivityDriver, float[]> arrays;

  private ProductivityDrivers(int size, Map<ProductivityDriver, float[]> arrays) {
    this.size = size;
    this.arrays = arrays;
  }

  /** No driver yet, for a number of samples. */
  public static ProductivityDrivers of(int size) {
    return new ProductivityDrivers(size, new EnumMap<>(ProductivityDriver.class));
  }

  /** These and one more; replaces an array of the same driver. */
  public ProductivityDrivers with(ProductivityDriver driver, float[] values) {
    if (values.length != size) {
      throw new IllegalArgumentException(
          "%s: %d values expected, %d found".formatted(driver, size, values.length));
    }
    Map<ProductivityDriver, float[]> more = new EnumMap<>(ProductivityDriver.class);
    more.putAll(arrays);
    more.put(driver, values);
    return new ProductivityDrivers(size, more);
  }

  /** Number of samples. */
  public int size() {
    return size;
  }

  public boolean has(ProductivityDriver driver) {
    return arrays.containsKey(driver);
  }

  /** The array itself. */
  public float[] get(ProductivityDriver driver) {
    return Objects.requireNonNull(arrays.get(driver), () -> "driver " + driver + " is not given");
  }
}
