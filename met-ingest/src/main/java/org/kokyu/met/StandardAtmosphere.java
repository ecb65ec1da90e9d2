package org.kokyu.met;

import java.time.Instant;
import java.util.Optional;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.port.MeteorologySource;
import org.kokyu.met.ReferenceAtmospheres.Quantity;

/**
 * Meteorology when none is configured: reference atmospheres of 1986 by latitude and time of year.
 *
 * <p>Temperature, water vapour and ozone between the five AFGL atmospheres (Anderson et al. 1986,
 * AFGL-TR-86-0110): linear in latitude between 15°, 45° and 60°, cosine in time between January and
 * July. Surface pressure is 1013.25 hPa (US Standard Atmosphere 1976) unless given; the skin has
 * the temperature of the lowest air. The profile ends at the surface: lower levels are cut, a lower
 * surface keeps the lowest value. Every place and time has a value; products made with it are
 * flagged. Immutable, thread-safe.
 */
public final class StandardAtmosphere implements MeteorologySource {
  /** Surface pressure where none is known [Pa]. */
  public static final double SURFACE_PRESSURE_PA = 101_325;

  private final ReferenceAtmospheres atmospheres = ReferenceAtmospheres.load();

  @Override
  public Optional<Meteorology> at(Instant time, double latitudeDeg, double longitudeDeg) {
    return Optional.of(at(time, latitudeDeg, SURFACE_PRESSURE_PA, false));
  }

  /** As {@link #at(Instant, double, double)} for a known surface pressure [Pa]. */
  public Meteorology atSurfacePressure(Instant time, double latitudeDeg, double surfacePressurePa) {
    return at(time, latitudeDeg, surfacePressurePa, true);
  }

  private Meteorology at(Instant time, double latitude, double surfacePa, boolean given) {
    Profile temperature = cut(atmospheres.at(Quantity.TEMPERATURE, time, latitude), surfacePa);
    return new Meteorology(
        temperature,
        cut(atmospheres.at(Quantity.H2O, time, latitude), surfacePa),
        Optional.of(cut(atmospheres.at(Quantity.O3, time, latitude), surfacePa)),
        surfacePa,
        temperature.value(0),
        Optional.empty(),
        Optional.empty(),
        ReferenceAtmospheres.SOURCE + (given ? "" : ", surface pressure 1013.25 hPa assumed"),
        true);
  }

  /**
   * Nitric acid mole fraction of dry air [mol mol-1] by pressure, for radiative transfer: AFGL 1986
   * table 2 (US standard atmosphere), placed by altitude on the atmosphere of the latitude.
   */
  public Profile nitricAcid(Instant time, double latitudeDeg) {
    return atmospheres.at(Quantity.HNO3, time, latitudeDeg);
  }

  private static Profile cut(Profile profile, double surfacePa) {
    double[] pressure = profile.pressures();
    double[] value = profile.values();
    int first = 0;
    while (first < pressure.length - 1 && pressure[first] >= surfacePa) {
      first++;
    }
    int n = pressure.length - first + 1;
    double[] p = new double[n];
    double[] v = new double[n];
    p[0] = surfacePa;
    v[0] = profile.at(surfacePa);
    System.arraycopy(pressure, first, p, 1, n - 1);
    System.arraycopy(value, first, v, 1, n - 1);
    return Profile.of(p, v);
  }
}
