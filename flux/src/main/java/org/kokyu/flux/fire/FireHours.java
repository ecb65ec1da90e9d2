package org.kokyu.flux.fire;

import java.util.List;
import java.util.Objects;

/**
 * Dry matter burned by pixels in every hour of a period.
 *
 * <p>An hour's fire radiative energy is the sum of power times slot length over its slots [MJ], its
 * dry matter that energy times the factor of the fire type, and an emitted gas that dry matter
 * times the gas's factor. Days, months and totals are sums of these numbers and of nothing else, so
 * they agree to rounding. Immutable.
 *
 * @param hours number of hours
 * @param pixels ascending pixel
 */
public record FireHours(int hours, List<Pixel> pixels) {

  /**
   * One pixel. Arrays have one element per hour; shared, treat as constant.
   *
   * @param pixel row-major index on the grid
   * @param type what burns
   * @param dryMatterKg burned dry matter
   * @param independentSdKg standard deviation of what is independent between hours and pixels:
   *     measurement of the power, and the whole of what was filled in
   * @param filledKg part of the dry matter that was filled in where the ground was not seen
   * @param unknownSlots slots that could not be filled in
   */
  public record Pixel(
      int pixel,
      FireType type,
      double[] dryMatterKg,
      double[] independentSdKg,
      double[] filledKg,
      int unknownSlots) {
    public Pixel {
      Objects.requireNonNull(type, "type");
    }
  }

  public FireHours {
    pixels = List.copyOf(pixels);
  }

  /**
   * From the power of the slots.
   *
   * @param hoursUtc begin of each slot [h] after the begin of the period
   * @param hours number of hours in the period; slots outside serve for filling in only
   * @param slotSeconds length of a slot
   */
  public static FireHours of(
      List<FirePixel> pixels,
      double[] hoursUtc,
      double periodBeginUtcHour,
      int hours,
      double slotSeconds,
      EmissionFactors factors) {
    double[] utc = hoursUtc.clone();
    for (int i = 0; i < utc.length; i++) {
      utc[i] += periodBeginUtcHour;
    }
    return new FireHours(
        hours,
        pixels.stream().map(p -> pixel(p, hoursUtc, utc, hours, slotSeconds, factors)).toList());
  }

  private static Pixel pixel(
      FirePixel p,
      double[] offsets,
      double[] utc,
      int hours,
      double slotSeconds,
      EmissionFactors factors) {
    double[] filled = DiurnalCycle.filled(utc, p.longitudeDeg(), p.powerMw());
    double[] mass = new double[hours];
    double[] variance = new double[hours];
    double[] gap = new double[hours];
    int unknown = 0;
    double kgPerMw = slotSeconds * factors.dryMatterKgPerMj(p.type());
    for (int i = 0; i < filled.length; i++) {
      int hour = (int) Math.floor(offsets[i]);
      if (hour < 0 || hour >= hours) {
        continue;
      }
      if (Double.isNaN(filled[i])) {
        unknown++;
        continue;
      }
      boolean seen = !Double.isNaN(p.powerMw()[i]);
      double kg = filled[i] * kgPerMw;
      mass[hour] += kg;
      gap[hour] += seen ? 0 : kg;
      variance[hour] += seen ? Math.pow(p.powerUncertaintyMw()[i] * kgPerMw, 2) : 0;
    }
    double[] sd = new double[hours];
    for (int h = 0; h < hours; h++) {
      sd[h] = Math.sqrt(variance[h] + gap[h] * gap[h]); // the slots of a gap err together
    }
    return new Pixel(p.pixel(), p.type(), mass, sd, gap, unknown);
  }

  /** Gas emitted by a pixel in an hour [kg]. */
  public static double emittedKg(Pixel p, int hour, FireGas gas, EmissionFactors factors) {
    return p.dryMatterKg()[hour] * factors.gramsPerKg(gas, p.type()) / 1000;
  }

  /**
   * Standard deviation of {@link #emittedKg}: measurement and gaps, combined with the factors of
   * conversion and emission, which err together for all pixels of a fire type.
   */
  public static double emittedSdKg(Pixel p, int hour, FireGas gas, EmissionFactors factors) {
    double kg = emittedKg(p, hour, gas, factors);
    double own = p.independentSdKg()[hour] * factors.gramsPerKg(gas, p.type()) / 1000;
    double shared = Math.hypot(factors.dryMatterSpread(p.type()), factors.spread(gas, p.type()));
    return Math.hypot(own, kg * shared);
  }

  /** A sum with its standard deviation [kg]. */
  public record Total(double kg, double sdKg) {}

  /** Gas emitted by all pixels in all hours. */
  public Total total(FireGas gas, EmissionFactors factors) {
    double[] byType = new double[FireType.values().length];
    double independent = 0;
    for (Pixel p : pixels) {
      double perKg = factors.gramsPerKg(gas, p.type()) / 1000;
      for (int h = 0; h < hours; h++) {
        byType[p.type().ordinal()] += emittedKg(p, h, gas, factors);
        independent += Math.pow(p.independentSdKg()[h] * perKg, 2);
      }
    }
    double sum = 0;
    double variance = independent;
    for (FireType t : FireType.values()) {
      sum += byType[t.ordinal()];
      variance +=
          Math.pow(byType[t.ordinal()] * factors.spread(gas, t), 2)
              + Math.pow(byType[t.ordinal()] * factors.dryMatterSpread(t), 2);
    }
    return new Total(sum, Math.sqrt(variance));
  }
}
