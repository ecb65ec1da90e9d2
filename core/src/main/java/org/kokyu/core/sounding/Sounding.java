package org.kokyu.core.sounding;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One thermal-infrared footprint.
 *
 * @param id unique within the mission, stable between versions of the same observation
 * @param instrument which spectrometer
 * @param time start of exposure, UTC
 * @param geometry place and angles
 * @param spectra one per band, ascending wavenumber
 * @param providerFlag quality flag of the provider, 0 good
 */
public record Sounding(
    String id,
    Instrument instrument,
    Instant time,
    SoundingGeometry geometry,
    List<Spectrum> spectra,
    int providerFlag) {
  public Sounding {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(geometry, "geometry");
    spectra = List.copyOf(spectra);
  }
}
