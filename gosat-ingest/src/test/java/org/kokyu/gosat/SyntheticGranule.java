package org.kokyu.gosat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.core.sounding.SpectralAxis;
import org.kokyu.core.sounding.Spectrum;

/** Black-body granules with noise, for round trips. */
final class SyntheticGranule {
  private static final double INTERVAL = 0.19949288631004874;

  private SyntheticGranule() {}

  static Granule gosat2(int soundings) {
    GosatFileName name =
        GosatFileName.parse(
                "GOSAT2TFTS2202003011234012341BT0000OB1D210210.h5".replace("341BT", "34_1BT"))
            .orElseThrow();
    Random random = new Random(5);
    List<Sounding> list = new ArrayList<>();
    for (int i = 0; i < soundings; i++) {
      Instant time = name.start().plusMillis(4123 + 4670L * i);
      list.add(
          new Sounding(
              "GOSAT2-" + time.toString().replaceAll("[^0-9]", ""),
              Instrument.GOSAT2,
              time,
              new SoundingGeometry(
                  30 + i, i == 0 ? -179.99 : 100 + i, 3.0 * i, 200 + i, 41.5, 180, Double.NaN),
              List.of(spectrum("band5", 3509, 2446, random), spectrum("band4", 5955, 3067, random)),
              i % 2));
    }
    return new Granule(
        name.format(), Instrument.GOSAT2, name.key(), name.start(), name.version(), false, list);
  }

  private static Spectrum spectrum(String band, int first, int channels, Random random) {
    SpectralAxis axis = new SpectralAxis(first * INTERVAL, INTERVAL, channels);
    double[] radiance = new double[channels];
    for (int c = 0; c < channels; c++) {
      double clean = Planck.radiance(axis.wavenumberPerCm(c), 285);
      radiance[c] = c == 17 ? Double.NaN : clean + 4e-4 * random.nextGaussian();
    }
    return Spectrum.ofUnsafe(band, axis, radiance, OptionalDouble.of(4e-4));
  }
}
