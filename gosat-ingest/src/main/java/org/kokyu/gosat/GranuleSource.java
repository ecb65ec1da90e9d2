package org.kokyu.gosat;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.gosat.l1b.Hdf5File;

/** A granule file seen through its layout: roles in, checked numbers out. */
final class GranuleSource {
  private static final double FILL_BELOW = -1e29;
  private static final double GEOLOCATION_FILL = -9999.0;
  private static final int POLARISED_BANDS = 6;

  /** A scene has some dozens of exposures; a larger number is damage and must not be allocated. */
  private static final int MAX_POINTS = 65_536;

  private final Hdf5File hdf;
  private final LayoutProfile layout;

  GranuleSource(Hdf5File hdf, LayoutProfile layout) {
    this.hdf = hdf;
    this.layout = layout;
  }

  LayoutProfile layout() {
    return layout;
  }

  String fileName() {
    return hdf.name();
  }

  Hdf5File hdf() {
    return hdf;
  }

  /** The rule of a role of the whole granule, if the file has its dataset. */
  Optional<DatasetRule> rule(LayoutRole role) {
    return present(layout.datasets().get(role));
  }

  /** The rule of a role of one band, if the file has its dataset. */
  Optional<DatasetRule> rule(String band, LayoutRole role) {
    return present(layout.bands().get(band).get(role));
  }

  private Optional<DatasetRule> present(DatasetRule rule) {
    if (rule == null || (!rule.required() && !hdf.has(rule.path()))) {
      return Optional.empty();
    }
    return Optional.of(rule);
  }

  Optional<String> text(LayoutRole role) {
    return rule(role).map(rule -> hdf.text(rule.path()));
  }

  /** Number of thermal-infrared exposures. */
  int points() {
    if (text(LayoutRole.TIR_START).filter("-"::equals).isPresent()) {
      return 0;
    }
    Optional<DatasetRule> count = rule(LayoutRole.NUM_POINTS);
    if (count.isPresent() && count(count.get()) == 0) {
      return 0;
    }
    String time = layout.datasets().get(LayoutRole.TIME).path();
    int[] shape = hdf.shape(time);
    int points = shape.length == 0 ? 1 : shape[0];
    if (count.isPresent() && count(count.get()) != points) {
      throw mismatch(
          count.get().path(), points + " as there are times", Integer.toString(count(count.get())));
    }
    if (points < 0 || points > MAX_POINTS) {
      throw mismatch(time, "at most " + MAX_POINTS + " exposures", Integer.toString(points));
    }
    return points;
  }

  int count(DatasetRule rule) {
    double value = hdf.scalar(rule.path());
    if (!(value >= 0 && value <= Integer.MAX_VALUE) || value != Math.rint(value)) {
      throw mismatch(rule.path(), "a number of elements", Double.toString(value));
    }
    return (int) value;
  }

  /** One value per exposure, fill values as NaN; NaN throughout where the file has no such data. */
  double[] perExposure(LayoutRole role, int points) {
    return perExposure(rule(role), points);
  }

  double[] perExposure(Optional<DatasetRule> optionalRule, int points) {
    if (optionalRule.isEmpty()) {
      double[] none = new double[points];
      Arrays.fill(none, Double.NaN);
      return none;
    }
    DatasetRule rule = optionalRule.get();
    int[] shape = hdf.shape(rule.path());
    boolean plain = Arrays.equals(shape, new int[] {points});
    // angles may be stored once per polarised short-wave band; the footprint is the same
    boolean perBand = Arrays.equals(shape, new int[] {POLARISED_BANDS, points});
    boolean single = shape.length == 0 && points == 1;
    if (!plain && !perBand && !single) {
      throw mismatch(rule.path(), "[" + points + "] values", Arrays.toString(shape));
    }
    double[] values = values(rule);
    return values.length == points ? values : Arrays.copyOf(values, points);
  }

  /** All values of a dataset converted by its rule, fill values as NaN. */
  double[] values(DatasetRule rule) {
    OptionalDouble invalid = hdf.attribute(rule.path(), "invalidValue");
    double[] values = hdf.doubles(rule.path());
    double[] converted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      converted[i] = isFill(values[i], invalid) ? Double.NaN : rule.apply(values[i]);
    }
    return converted;
  }

  private static boolean isFill(double value, OptionalDouble invalid) {
    return !(value > FILL_BELOW)
        || value == GEOLOCATION_FILL
        || (invalid.isPresent() && isSame(value, invalid.getAsDouble()));
  }

  /** The attribute may have more digits than the single-precision data it is meant for. */
  private static boolean isSame(double value, double invalid) {
    return value == invalid || value == (float) invalid;
  }

  MalformedInputException mismatch(String place, String expected, String found) {
    return new MalformedInputException(
        InputFault.HEADER_MISMATCH,
        "%s (%s): %s: %s expected, found %s"
            .formatted(hdf.name(), layout.name(), place, expected, found));
  }
}
