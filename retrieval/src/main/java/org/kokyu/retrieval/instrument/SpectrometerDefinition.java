package org.kokyu.retrieval.instrument;

import static org.kokyu.core.atmosphere.Gas.CH4;
import static org.kokyu.core.atmosphere.Gas.CO2;
import static org.kokyu.core.atmosphere.Gas.H2O;
import static org.kokyu.core.atmosphere.Gas.HNO3;
import static org.kokyu.core.atmosphere.Gas.N2O;
import static org.kokyu.core.atmosphere.Gas.O3;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.instrument.SpectralWindow.Range;

/**
 * What a table is made for: the channels ν = k · interval in the windows, seen through a line
 * shape.
 *
 * <p>Default windows: CO2 and temperature at 700–750 and 790–795 cm-1, surface and cloud at
 * 830–835, 865–880 and 901–905 cm-1, CH4 and N2O at 1210–1310 cm-1 (Saitoh et al. 2009, 2016; de
 * Lange and Landgraf 2018, AMT 11, 3815). Left out: the CO2 Q branch at 718.3–722.7 cm-1, whose
 * line mixing is not modelled, and the CH4 Q branch at 1302–1307 cm-1 (stratosphere only, line
 * mixing); 930–990 cm-1 is not used because of its known bias (Saitoh et al. 2017, AMT 10, 3877).
 *
 * @param instrument which spectrometer
 * @param intervalPerCm sampling interval [cm-1]
 * @param lineShape instrument line shape
 * @param windows spectral windows
 */
public record SpectrometerDefinition(
    Instrument instrument,
    double intervalPerCm,
    LineShape lineShape,
    List<SpectralWindow> windows) {

  /**
   * Sampling interval of GOSAT, from real files; channel wavenumbers are integer multiples of it
   * [cm-1].
   */
  public static final double GOSAT_INTERVAL_PER_CM = 0.19949288631004874;

  /** Sampling interval of GOSAT-2 (Suto et al. 2021, AMT 14, 2013) [cm-1]. */
  public static final double GOSAT2_INTERVAL_PER_CM = 0.2;

  public SpectrometerDefinition {
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(lineShape, "lineShape");
    windows = List.copyOf(windows);
  }

  /** Default channels of an instrument. */
  public static SpectrometerDefinition of(Instrument instrument) {
    double interval =
        switch (instrument) {
          case GOSAT -> GOSAT_INTERVAL_PER_CM;
          case GOSAT2 -> GOSAT2_INTERVAL_PER_CM;
        };
    return new SpectrometerDefinition(instrument, interval, TaperedSinc.ILS20, defaultWindows());
  }

  /** The same channels through another line shape. */
  public SpectrometerDefinition through(LineShape shape) {
    return new SpectrometerDefinition(instrument, intervalPerCm, shape, windows);
  }

  private static List<SpectralWindow> defaultWindows() {
    return List.of(
        new SpectralWindow(
            "co2",
            List.of(new Range(700, 750), new Range(790, 795)),
            List.of(new Range(718.3, 722.7)),
            Set.of(H2O, CO2, O3, HNO3)),
        new SpectralWindow(
            "surface",
            List.of(new Range(830, 835), new Range(865, 880), new Range(901, 905)),
            List.of(),
            Set.of(H2O, CO2)),
        new SpectralWindow(
            "ch4_n2o",
            List.of(new Range(1210, 1310)),
            List.of(new Range(1302, 1307)),
            Set.of(H2O, CO2, CH4, N2O)));
  }
}
