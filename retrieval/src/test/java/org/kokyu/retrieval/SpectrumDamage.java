package org.kokyu.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.core.sounding.SpectralAxis;
import org.kokyu.core.sounding.Spectrum;

/** Ways to spoil a sounding and its weather. */
final class SpectrumDamage {
  private static final double[] STRANGE = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0,
    -1,
    -9999,
    1e-300,
    1e300,
    1e-9,
    1e9
  };

  /** Kinds of damage; each is one stratum of the campaign. */
  enum Kind {
    NONE,
    ONE_CHANNEL,
    BLOCK,
    ALL_ONE_VALUE,
    CONSTANT,
    SPIKES,
    SATURATED,
    REVERSED,
    SHIFTED_AXIS,
    OTHER_INTERVAL,
    FEWER_CHANNELS,
    BAND_MISSING,
    SCALED,
    STRAY_OFFSET,
    NEGATIVE,
    NOISY,
    SMOOTHED,
    RANDOM,
    NO_NOISE,
    STRANGE_NOISE,
    STRANGE_ANGLE,
    STRANGE_PLACE,
    STRANGE_PRESSURE,
    STRANGE_SURFACE,
    OTHER_WEATHER,
    CLOUD
  }

  /** A spoilt sounding with the weather to go with it. */
  record Case(Sounding sounding, Meteorology weather) {}

  private final SplittableRandom random;

  SpectrumDamage(long seed) {
    random = new SplittableRandom(seed);
  }

  Case apply(Kind kind, Sounding s, Meteorology w) {
    return switch (kind) {
      case STRANGE_ANGLE, STRANGE_PLACE -> new Case(moved(s, kind), w);
      case STRANGE_PRESSURE, STRANGE_SURFACE, OTHER_WEATHER -> new Case(s, weather(w, kind));
      default -> new Case(spectra(s, kind), w);
    };
  }

  private double strange() {
    return STRANGE[random.nextInt(STRANGE.length)];
  }

  private Sounding moved(Sounding s, Kind kind) {
    SoundingGeometry g = s.geometry();
    double value = random.nextBoolean() ? strange() : random.nextDouble(-200, 400);
    boolean angle = kind == Kind.STRANGE_ANGLE;
    return new Sounding(
        s.id(),
        s.instrument(),
        s.time(),
        new SoundingGeometry(
            angle ? g.latitudeDeg() : value,
            angle ? g.longitudeDeg() : strange(),
            angle ? value : g.sensorZenithDeg(),
            strange(),
            strange(),
            strange(),
            angle ? 0 : random.nextDouble(-1, 2)),
        s.spectra(),
        random.nextInt(3));
  }

  private Meteorology weather(Meteorology w, Kind kind) {
    double pressure = w.surfacePressurePa();
    double skin = w.surfaceTemperatureK();
    Profile t = w.temperatureK();
    Profile q = w.waterVapour();
    switch (kind) {
      case STRANGE_PRESSURE ->
          pressure = random.nextBoolean() ? strange() : random.nextDouble(30_000, 120_000);
      case STRANGE_SURFACE ->
          skin = random.nextBoolean() ? strange() : skin + random.nextDouble(-90, 90);
      default -> {
        double[] v = t.values();
        double shift = random.nextDouble(-150, 150);
        Arrays.setAll(v, i -> v[i] + shift);
        t = Profile.of(t.pressures(), v);
        double[] u = q.values();
        double factor = Math.pow(10, random.nextDouble(-12, 3));
        Arrays.setAll(u, i -> u[i] * factor);
        q = Profile.of(q.pressures(), u);
      }
    }
    return new Meteorology(
        t, q, w.ozone(), pressure, skin, w.emissivity(), Optional.empty(), w.source(), false);
  }

  private Sounding spectra(Sounding s, Kind kind) {
    List<Spectrum> spectra = new ArrayList<>();
    int hit = random.nextInt(s.spectra().size());
    for (int b = 0; b < s.spectra().size(); b++) {
      Spectrum old = s.spectra().get(b);
      if (kind == Kind.BAND_MISSING && b == hit) {
        continue;
      }
      spectra.add(spectrum(old, kind, b == hit));
    }
    return new Sounding(s.id(), s.instrument(), s.time(), s.geometry(), spectra, s.providerFlag());
  }

  private Spectrum spectrum(Spectrum old, Kind kind, boolean hit) {
    double[] y = old.radiances();
    SpectralAxis axis = axis(old.axis(), kind, hit);
    OptionalDouble noise = old.noise();
    switch (kind) {
      case ONE_CHANNEL -> y[random.nextInt(y.length)] = strange();
      case BLOCK -> {
        int from = random.nextInt(y.length);
        Arrays.fill(y, from, Math.min(y.length, from + 1 + random.nextInt(60)), strange());
      }
      case ALL_ONE_VALUE -> Arrays.fill(y, strange());
      case CONSTANT -> Arrays.fill(y, y[random.nextInt(y.length)]);
      case SPIKES -> {
        for (int k = 0; k <= random.nextInt(8); k++) {
          y[random.nextInt(y.length)] *= 1 + random.nextDouble(-2, 2);
        }
      }
      case SATURATED -> {
        double most = Arrays.stream(y).max().orElseThrow() * random.nextDouble(0.3, 1);
        Arrays.setAll(y, i -> Math.min(y[i], most));
      }
      case REVERSED -> {
        double[] copy = y.clone();
        Arrays.setAll(y, i -> copy[copy.length - 1 - i]);
      }
      case SCALED -> {
        double factor = Math.pow(10, random.nextDouble(-8, 8) * (random.nextBoolean() ? 1 : 0.01));
        Arrays.setAll(y, i -> y[i] * factor);
      }
      case STRAY_OFFSET -> {
        double offset = random.nextDouble(-0.02, 0.02);
        Arrays.setAll(y, i -> y[i] + offset);
      }
      case NEGATIVE -> Arrays.setAll(y, i -> -y[i]);
      case NOISY -> {
        double sigma = noise.orElseThrow() * Math.pow(10, random.nextDouble(0, 3));
        Arrays.setAll(y, i -> y[i] + sigma * random.nextGaussian());
      }
      case SMOOTHED -> {
        double[] copy = y.clone();
        int half = 1 + random.nextInt(10);
        Arrays.setAll(
            y,
            i ->
                Arrays.stream(copy, Math.max(0, i - half), Math.min(copy.length, i + half + 1))
                    .average()
                    .orElseThrow());
      }
      case RANDOM -> {
        double most = random.nextDouble(0, 0.3);
        Arrays.setAll(y, i -> random.nextDouble() * most);
      }
      case NO_NOISE -> noise = OptionalDouble.empty();
      case STRANGE_NOISE -> noise = OptionalDouble.of(strange());
      case CLOUD -> {
        double factor = random.nextDouble(0.05, 0.9);
        Arrays.setAll(y, i -> y[i] * factor);
      }
      default -> {}
    }
    double[] kept = axis.count() < y.length ? Arrays.copyOf(y, axis.count()) : y;
    return Spectrum.ofUnsafe(old.band(), axis, kept, noise);
  }

  private SpectralAxis axis(SpectralAxis a, Kind kind, boolean hit) {
    return switch (kind) {
      case SHIFTED_AXIS ->
          new SpectralAxis(
              a.beginPerCm() + random.nextDouble(-0.3, 0.3), a.intervalPerCm(), a.count());
      case OTHER_INTERVAL ->
          new SpectralAxis(
              a.beginPerCm(), a.intervalPerCm() * (1 + random.nextDouble(-1e-4, 1e-4)), a.count());
      case FEWER_CHANNELS ->
          hit
              ? new SpectralAxis(a.beginPerCm(), a.intervalPerCm(), 1 + random.nextInt(a.count()))
              : a;
      default -> a;
    };
  }
}
