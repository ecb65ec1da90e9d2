package org.kokyu.gosat;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kokyu.core.sounding.SpectralAxis;
import org.kokyu.core.sounding.Spectrum;

/**
 * The spectra of one band of a granule, radiance in W m-2 sr-1 (cm-1)-1.
 *
 * <p>The file's array is [exposure, channel], [exposure, channel, 1] or, complex, [exposure,
 * channel, 2] of which only the real part is taken: the norm of a noisy complex number is biased
 * high where the signal is small.
 */
final class BandSpectra {
  /** Sampling interval and range that a thermal-infrared band can have; others are corrupt. */
  private static final double MIN_INTERVAL_PER_CM = 0.01;

  private static final double MAX_INTERVAL_PER_CM = 2.0;
  private static final double MIN_WAVENUMBER_PER_CM = 300;
  private static final double MAX_WAVENUMBER_PER_CM = 4000;

  private final String band;
  private final int channels;
  private final int parts;
  private final double[] radiance;
  private final double[] begin;
  private final double[] interval;
  private final double[] noise;
  private final double[] quality;

  private BandSpectra(GranuleSource source, String band, int points) {
    this.band = band;
    DatasetRule rule = source.rule(band, LayoutRole.RADIANCE).orElseThrow();
    int[] shape = source.hdf().shape(rule.path());
    boolean real = shape.length == 2;
    boolean complex = shape.length == 3 && (shape[2] == 1 || shape[2] == 2);
    if (!(real || complex) || shape[0] != points || shape[1] < 2) {
      throw source.mismatch(
          rule.path(), "[%d, channels] or [%1$d, channels, 2]".formatted(points), shape(shape));
    }
    channels = shape[1];
    parts = real ? 1 : shape[2];
    begin = new double[points];
    interval = new double[points];
    readAxis(source, points);
    radiance = source.values(rule);
    noise = source.perExposure(source.rule(band, LayoutRole.NOISE), points);
    quality = source.perExposure(source.rule(band, LayoutRole.QUALITY), points);
  }

  static BandSpectra read(GranuleSource source, String band, int points) {
    return new BandSpectra(source, band, points);
  }

  private static String shape(int[] shape) {
    return Arrays.toString(shape);
  }

  private void readAxis(GranuleSource source, int points) {
    Optional<DatasetRule> pairs = source.rule(band, LayoutRole.AXIS);
    if (pairs.isPresent()) {
      readAxisPairs(source, pairs.get(), points);
      return;
    }
    Optional<DatasetRule> count = source.rule(band, LayoutRole.CHANNEL_COUNT);
    if (count.isPresent() && source.count(count.get()) != channels) {
      throw source.mismatch(
          count.get().path(),
          channels + " channels of the spectra",
          Integer.toString(source.count(count.get())));
    }
    Arrays.fill(begin, scalar(source, LayoutRole.BEGIN_WAVENUMBER));
    Arrays.fill(interval, scalar(source, LayoutRole.INTERVAL));
    if (!axisIsPlausible(0)) {
      throw source.mismatch(band + " wavenumber axis", "a thermal-infrared band", axis(0));
    }
  }

  private double scalar(GranuleSource source, LayoutRole role) {
    DatasetRule rule = source.rule(band, role).orElseThrow();
    return rule.apply(source.hdf().scalar(rule.path()));
  }

  private void readAxisPairs(GranuleSource source, DatasetRule rule, int points) {
    int[] shape = source.hdf().shape(rule.path());
    if (!Arrays.equals(shape, new int[] {points, 2})) {
      throw source.mismatch(rule.path(), "[" + points + ", 2]", shape(shape));
    }
    double[] pairs = source.values(rule);
    for (int i = 0; i < points; i++) {
      interval[i] = pairs[2 * i];
      begin[i] = pairs[2 * i + 1];
    }
  }

  private boolean axisIsPlausible(int i) {
    return interval[i] >= MIN_INTERVAL_PER_CM
        && interval[i] <= MAX_INTERVAL_PER_CM
        && begin[i] >= MIN_WAVENUMBER_PER_CM
        && begin[i] + (channels - 1) * interval[i] <= MAX_WAVENUMBER_PER_CM;
  }

  private String axis(int i) {
    return "begin %s cm-1, interval %s cm-1, %d channels"
        .formatted(begin[i], interval[i], channels);
  }

  /** Why the spectrum of an exposure cannot be used at all, if so. */
  Optional<String> defect(int i) {
    if (!axisIsPlausible(i)) {
      return Optional.of(band + " wavenumber axis is not thermal-infrared: " + axis(i));
    }
    for (int channel = 0; channel < channels; channel++) {
      if (Double.isFinite(value(i, channel))) {
        return Optional.empty();
      }
    }
    return Optional.of(band + " has no valid radiance");
  }

  private double value(int i, int channel) {
    return radiance[(i * channels + channel) * parts];
  }

  int quality(int i) {
    return Double.isNaN(quality[i]) ? 0 : (int) quality[i];
  }

  Spectrum spectrum(int i) {
    double[] values = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      double value = value(i, channel);
      values[channel] = Double.isInfinite(value) ? Double.NaN : value;
    }
    boolean known = noise[i] > 0 && Double.isFinite(noise[i]);
    return Spectrum.ofUnsafe(
        band,
        new SpectralAxis(begin[i], interval[i], channels),
        values,
        known ? OptionalDouble.of(noise[i]) : OptionalDouble.empty());
  }
}
