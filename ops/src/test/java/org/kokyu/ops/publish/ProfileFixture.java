package org.kokyu.ops.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.Matrix;
import org.kokyu.core.profile.NoiseSource;
import org.kokyu.core.profile.ProfileGranule;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.core.profile.SurfaceType;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.Failure;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;

/** Profiles with random but shaped numbers; the second sounding stands on high ground. */
public final class ProfileFixture {
  static final int LAYERS = 12;
  private static final Instant START = Instant.parse("2021-05-03T06:30:00Z");

  private ProfileFixture() {}

  public static ProfileGranule granule(int soundings) {
    Random random = new Random(11);
    List<GasProfile> profiles = new ArrayList<>();
    for (int i = 0; i < soundings; i++) {
      profiles.add(profile(i, i == 1 ? 3 : 0, random));
    }
    Granule granule =
        new Granule(
            "GOSATTFTS2021050306300080200_1BOB1D161160.01",
            Instrument.GOSAT,
            "0080200OB1D",
            START,
            "161160",
            false,
            List.of());
    return new ProfileGranule(
        granule,
        profiles,
        List.of(new Failure(FailureReason.CLOUDY, "GOSAT-X: window 20 K colder than expected")),
        new Provenance(
            List.of(new InputRef(granule.name(), "ab".repeat(32))),
            List.of("retrieval 0.1.0", "tables demonstration grade"),
            Instant.parse("2021-05-03T06:32:00Z")));
  }

  private static GasProfile profile(int index, int below, Random random) {
    double[] bounds = new double[LAYERS + 1];
    double[] dryAir = new double[LAYERS];
    for (int i = 0; i <= LAYERS; i++) {
      bounds[i] = 100_000 * (1 - (double) i / LAYERS);
    }
    for (int i = 0; i < LAYERS; i++) {
      dryAir[i] = i < below ? Double.NaN : (bounds[i] - bounds[i + 1]) / (9.80665 * 0.0289647);
    }
    List<GasResult> gases =
        List.of(
            gas(Gas.CO2, 415e-6, below, random),
            gas(Gas.CH4, 1.9e-6, below, random),
            gas(Gas.N2O, 333e-9, below, random));
    DoubleSupplier temperature = () -> 220 + 60 * random.nextDouble();
    return new GasProfile(
        sounding(index),
        bounds,
        dryAir,
        gases,
        new GasProfile.Thermal(
            vector(below, temperature),
            vector(below, temperature),
            vector(below, () -> 1.2),
            vector(below, () -> 0.01 * random.nextDouble()),
            vector(below, () -> 0.01 * random.nextDouble()),
            vector(below, () -> 0.2),
            vector(below, () -> 1e-7 * random.nextDouble()),
            vector(below, () -> 1e-7)),
        new GasProfile.Surface(
            bounds[below],
            290,
            288,
            0.4,
            new GasProfile.Cover(SurfaceType.SAND, SurfaceType.ROCK, 0.3),
            new double[] {0.98, 0.97},
            new double[] {0.975, 0.975},
            new double[] {0.001, -0.002},
            1.02,
            List.of(
                new GasProfile.RadianceOffset("co2_700", 0.1),
                new GasProfile.RadianceOffset("ch4_1210", 0)),
            0,
            1e-7),
        new GasProfile.Cloud(
            0.02 * index,
            0.015,
            index == 0 ? Double.NaN : 23714,
            -0.2,
            Optional.of(new GasProfile.Cirrus(0.01, 0.9, 25000))),
        new GasProfile.Fit(
            List.of("co2-700", "ch4-1250"),
            new double[] {700.2, 1210.1},
            new double[] {794.8, 1309.9},
            1.05,
            new double[] {1.1, 0.9},
            new double[] {0.3, 0.2},
            List.of("ch4-1250_1"),
            new double[] {0.4 + index},
            5 + index,
            true,
            52,
            new double[] {4.6e-4, 4.2e-4},
            index == 0 ? NoiseSource.FILE : NoiseSource.SPECTRUM,
            281,
            282),
        index == 0 ? 0 : QualityReason.PRIOR_DOMINATED.mask() | QualityReason.PRIOR_OLD.mask(),
        new GasProfile.Sources(
            "collocated file met.nc", "collocated file prior.nc", 3, Double.NaN, "training-7"));
  }

  private static Sounding sounding(int index) {
    return new Sounding(
        "GOSAT-" + index,
        Instrument.GOSAT,
        START.plusMillis(30_278 + 4670L * index),
        new SoundingGeometry(37 - index, 122 + index, 8.8, 200, 41, 249, Double.NaN),
        List.of(),
        index);
  }

  private static GasResult gas(Gas gas, double level, int below, Random random) {
    DoubleSupplier element = () -> 0.3 * random.nextDouble() - 0.05;
    return new GasResult(
        gas,
        vector(below, () -> level * (1 + 0.02 * random.nextGaussian())),
        vector(below, () -> level),
        covariance(below, 4e-4),
        covariance(below, 1e-4),
        covariance(below, 3e-4),
        matrix(below, LAYERS, element),
        matrix(below, LAYERS, element),
        matrix(below, LAYERS, element),
        matrix(below, LAYERS, element),
        matrix(below, LAYERS, element),
        matrix(below, LAYERS, element),
        matrix(below, LAYERS, element),
        vector(below, element),
        matrix(below, 2, element),
        List.of(
            new GasResult.ElementKernel("wavenumber_scale", "1", vector(below, () -> 1e3)),
            new GasResult.ElementKernel(
                "radiance_offset_co2-700", "W-1 m2 sr cm-1", vector(below, element))),
        1.7,
        new double[] {2.5, 2.1, 1.7});
  }

  private static double[] vector(int below, DoubleSupplier value) {
    double[] v = new double[LAYERS];
    Arrays.fill(v, 0, below, Double.NaN);
    for (int i = below; i < LAYERS; i++) {
      v[i] = value.getAsDouble();
    }
    return v;
  }

  private static Matrix matrix(int below, int columns, DoubleSupplier value) {
    double[] m = new double[LAYERS * columns];
    for (int i = 0; i < m.length; i++) {
      boolean buried = i / columns < below || (columns == LAYERS && i % columns < below);
      m[i] = buried ? Double.NaN : value.getAsDouble();
    }
    return Matrix.ofUnsafe(LAYERS, columns, m);
  }

  private static Matrix covariance(int below, double variance) {
    double[] m = new double[LAYERS * LAYERS];
    for (int i = 0; i < m.length; i++) {
      int row = i / LAYERS;
      int column = i % LAYERS;
      boolean buried = row < below || column < below;
      m[i] = buried ? Double.NaN : variance * Math.exp(-Math.abs(row - column));
    }
    return Matrix.ofUnsafe(LAYERS, LAYERS, m);
  }
}
