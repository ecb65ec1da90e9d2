package org.kokyu.scheduler.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.profile.SurfaceType;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.met.ClimatologicalPrior;
import org.kokyu.met.StandardAtmosphere;
import org.kokyu.retrieval.forward.BaseEmissivity;

/**
 * A place, an hour and the weather believed there, for synthetic soundings: latitudes 0 … 60°, all
 * seasons of 2022, every second over sea, the others over seven kinds of land with their emissivity
 * given, every fifth on high ground, zenith angles to 45°; weather and gases from the reference
 * atmospheres and the climatology, which here count as a forecast.
 *
 * @param template sounding without spectra
 */
record ProfileScenes(Sounding template, Meteorology weather, PriorProfiles prior) {
  private static final List<SurfaceType> LAND =
      List.of(
          SurfaceType.FOREST,
          SurfaceType.SCRUB,
          SurfaceType.DRY_GRASS,
          SurfaceType.TUNDRA,
          SurfaceType.SOIL,
          SurfaceType.SAND,
          SurfaceType.ROCK);
  private static final Instant YEAR = Instant.parse("2022-01-01T00:00:00Z");
  private static final StandardAtmosphere ATMOSPHERE = new StandardAtmosphere();
  private static final ClimatologicalPrior CLIMATOLOGY = new ClimatologicalPrior();

  static ProfileScenes of(Instrument instrument, int number, SplittableRandom random) {
    Instant time = YEAR.plus(random.nextLong(365 * 24), ChronoUnit.HOURS);
    double latitude = random.nextDouble(0, 60);
    boolean sea = number % 2 == 0;
    double surfacePa;
    if (sea) {
      surfacePa = random.nextDouble(99000, 103000);
    } else {
      surfacePa =
          number % 5 == 1 ? random.nextDouble(58000, 85000) : random.nextDouble(90000, 101000);
    }
    double zenithDeg = random.nextDouble(0, 45);
    Meteorology standard = ATMOSPHERE.atSurfacePressure(time, latitude, surfacePa);
    Meteorology weather =
        new Meteorology(
            standard.temperatureK(),
            standard.waterVapour(),
            standard.ozone(),
            surfacePa,
            standard.surfaceTemperatureK() + (sea ? 1 : 4) * random.nextGaussian(),
            Optional.of(BaseEmissivity.of(sea ? SurfaceType.SEA : land(number), zenithDeg)),
            Optional.empty(),
            "reference atmosphere",
            false);
    PriorProfiles c = CLIMATOLOGY.at(time, latitude, 100).orElseThrow();
    PriorProfiles prior = new PriorProfiles(c.co2(), c.ch4(), c.n2o(), "climatology", false);
    SoundingGeometry geometry =
        new SoundingGeometry(latitude, 100, zenithDeg, 0, Double.NaN, Double.NaN, sea ? 0 : 1);
    return new ProfileScenes(
        new Sounding(
            "%s-%06d".formatted(instrument, number), instrument, time, geometry, List.of(), 0),
        weather,
        prior);
  }

  private static SurfaceType land(int number) {
    return LAND.get(number / 2 % LAND.size());
  }
}
