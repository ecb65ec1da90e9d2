package org.kokyu.flux.tower.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.kokyu.core.physics.PhysicalConstants;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.flux.tower.TowerVariable;

/**
 * Units of a column: as the file declares them, else as its values show; then checked.
 *
 * <p>Vapour pressure deficit cannot exceed the saturation pressure at air temperature: of kPa, hPa
 * and Pa the largest that keeps to it is taken, and a declared unit that breaks it is refused.
 */
final class UnitRule {
  /** Share of values that may break a limit before the unit counts as wrong. */
  private static final double TOLERATED = 0.02;

  private UnitRule() {}

  /**
   * Converts values in place.
   *
   * @param where file and column, for messages
   * @return what was decided, where it was not plain
   */
  static Optional<String> convert(
      TowerVariable variable, double[] x, Optional<String> declared, String where) {
    return switch (variable) {
      case AIR_TEMPERATURE, SOIL_TEMPERATURE -> temperature(x);
      case PRESSURE -> pressure(x, where);
      case FAPAR -> fraction(x);
      case CO2 ->
          declared
              .filter(u -> u.toLowerCase(Locale.ROOT).startsWith("mmol"))
              .map(
                  u -> {
                    scale(x, 1000);
                    return "CO2 from mmol mol-1";
                  });
      default -> Optional.empty();
    };
  }

  private static Optional<String> temperature(double[] x) {
    if (quantile(x, 0.5) > 150) {
      return Optional.of("temperature in K");
    }
    for (int i = 0; i < x.length; i++) {
      x[i] += PhysicalConstants.ZERO_CELSIUS_K;
    }
    return Optional.empty();
  }

  private static Optional<String> pressure(double[] x, String where) {
    double middle = quantile(x, 0.5);
    for (Object[] unit : new Object[][] {{"kPa", 1000.0}, {"hPa", 100.0}, {"Pa", 1.0}}) {
      double pa = middle * (Double) unit[1];
      if (pa > TowerVariable.PRESSURE.lowest() && pa < TowerVariable.PRESSURE.highest()) {
        scale(x, (Double) unit[1]);
        return Optional.of("air pressure from " + unit[0]);
      }
    }
    if (Double.isNaN(middle)) {
      return Optional.empty();
    }
    throw new MalformedInputException(
        InputFault.CORRUPT,
        "%s: air pressure in kPa, hPa or Pa expected, found a median of %.4g"
            .formatted(where, middle));
  }

  private static Optional<String> fraction(double[] x) {
    if (quantile(x, 0.95) > 1.5) {
      scale(x, 0.01);
      return Optional.of("fAPAR from percent");
    }
    return Optional.empty();
  }

  /** Converts the vapour pressure deficit, given the air temperature [K]. */
  static String deficit(double[] vpd, double[] airK, Optional<String> declared, String where) {
    String unit =
        declared
            .map(u -> u.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
            .filter(u -> u.equals("hpa") || u.equals("kpa") || u.equals("pa") || u.equals("mbar"))
            .orElse(null);
    if (unit != null) {
      double factor = unit.equals("kpa") ? 1000 : unit.equals("pa") ? 1 : 100;
      if (supersaturated(vpd, airK, factor) > TOLERATED) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            "%s: vapour pressure deficit in %s as declared expected, found values above the saturation pressure; name the right column or correct the unit"
                .formatted(where, unit));
      }
      scale(vpd, factor);
      return "vapour pressure deficit from " + unit + " as declared";
    }
    for (Object[] candidate : new Object[][] {{"kPa", 1000.0}, {"hPa", 100.0}, {"Pa", 1.0}}) {
      if (supersaturated(vpd, airK, (Double) candidate[1]) <= TOLERATED) {
        scale(vpd, (Double) candidate[1]);
        return "vapour pressure deficit taken as " + candidate[0] + " (from its values)";
      }
    }
    throw new MalformedInputException(
        InputFault.CORRUPT,
        "%s: vapour pressure deficit in kPa, hPa or Pa expected, found values above the saturation pressure in any of them"
            .formatted(where));
  }

  private static double supersaturated(double[] vpd, double[] airK, double factor) {
    int above = 0;
    int known = 0;
    for (int i = 0; i < vpd.length; i++) {
      if (!Double.isNaN(vpd[i]) && !Double.isNaN(airK[i])) {
        known++;
        above += vpd[i] * factor > 1.05 * saturationPa(airK[i]) ? 1 : 0;
      }
    }
    return known == 0 ? 0 : above / (double) known;
  }

  /** Saturation vapour pressure over water [Pa]; Alduchov and Eskridge 1996. */
  static double saturationPa(double kelvin) {
    double celsius = kelvin - PhysicalConstants.ZERO_CELSIUS_K;
    return 610.94 * Math.exp(17.625 * celsius / (celsius + 243.04));
  }

  /** A quantile of the values that are numbers. */
  static double quantile(double[] x, double q) {
    double[] known = Arrays.stream(x).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return known.length == 0 ? Double.NaN : known[(int) Math.round(q * (known.length - 1))];
  }

  private static void scale(double[] x, double factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
  }
}
