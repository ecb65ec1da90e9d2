package org.kokyu.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.atmosphere.Profile;
import org.kokyu.core.atmosphere.SurfaceEmissivity;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SoundingGeometry;
import org.kokyu.core.sounding.SpectralAxis;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.retrieval.forward.Atmosphere;
import org.kokyu.retrieval.instrument.SpectrometerDefinition;
import ucar.nc2.NetcdfFile;

/**
 * The development scenes with known truth, from an independent line-by-line code.
 *
 * @param name scene number
 * @param day whether from a day granule
 * @param noise standard deviation of the noise [W m-2 sr-1 (cm-1)-1]
 * @param noisy sounding with instrument noise
 * @param clean the same without noise
 * @param forecast weather as a user would have it
 * @param prior prior gases
 * @param truth true temperature and gases
 * @param skinK true skin temperature
 * @param emissivity true emissivity
 */
record DevelopmentScenes(
    String name,
    boolean day,
    double noise,
    Sounding noisy,
    Sounding clean,
    Meteorology forecast,
    PriorProfiles prior,
    Atmosphere truth,
    double skinK,
    SurfaceEmissivity emissivity) {

  static Path shared() {
    return Path.of(System.getProperty("kokyu.shared", "../../shared"), "data");
  }

  static boolean available() {
    return Files.exists(shared().resolve("tir/scenes_dev.nc"));
  }

  static List<DevelopmentScenes> load() throws IOException {
    try (NetcdfFile nc = NetcdfFile.open(shared().resolve("tir/scenes_dev.nc").toString())) {
      int[] k = (int[]) nc.findVariable("channel_k").read().get1DJavaArray(int.class);
      int scenes = nc.findDimension("scene").getLength();
      List<DevelopmentScenes> list = new ArrayList<>();
      for (int s = 0; s < scenes; s++) {
        list.add(scene(nc, s, k));
      }
      return list;
    }
  }

  private static double[] row(NetcdfFile nc, String name, int scene) throws IOException {
    double[] all = (double[]) nc.findVariable(name).read().get1DJavaArray(double.class);
    int n = all.length / nc.findDimension("scene").getLength();
    double[] r = Arrays.copyOfRange(all, scene * n, (scene + 1) * n);
    // levels above the used ones are fill
    int used = r.length;
    while (used > 1 && !(Math.abs(r[used - 1]) < 1e30)) {
      used--;
    }
    return Arrays.copyOf(r, used);
  }

  private static Profile profile(NetcdfFile nc, String name, int scene) throws IOException {
    double[] p = row(nc, "pressure", scene);
    Arrays.setAll(p, i -> p[i] * 100);
    return Profile.of(p, row(nc, name, scene));
  }

  private static DevelopmentScenes scene(NetcdfFile nc, int s, int[] k) throws IOException {
    double zenith = row(nc, "view_zenith", s)[0];
    double[] nu =
        (double[]) nc.findVariable("emissivity_wavenumber").read().get1DJavaArray(double.class);
    SurfaceEmissivity emissivity = SurfaceEmissivity.of(nu, row(nc, "emissivity", s));
    boolean lambertian = row(nc, "surface_reflection", s)[0] > 0.5;
    Meteorology forecast =
        new Meteorology(
            profile(nc, "forecast_temperature", s),
            profile(nc, "forecast_h2o", s),
            Optional.of(profile(nc, "forecast_o3", s)),
            row(nc, "surface_pressure", s)[0] * 100,
            row(nc, "forecast_surface_temperature", s)[0],
            Optional.of(givenEmissivity(row(nc, "latitude", s)[0], row(nc, "longitude", s)[0])),
            Optional.of(lambertian ? SurfaceReflection.LAMBERTIAN : SurfaceReflection.SPECULAR),
            "development scenes",
            false);
    PriorProfiles prior =
        new PriorProfiles(
            profile(nc, "prior_co2", s),
            profile(nc, "prior_ch4", s),
            profile(nc, "prior_n2o", s),
            "development scenes",
            false);
    Map<Gas, Profile> gases = new EnumMap<>(Gas.class);
    gases.put(Gas.CO2, profile(nc, "co2", s));
    gases.put(Gas.CH4, profile(nc, "ch4", s));
    gases.put(Gas.N2O, profile(nc, "n2o", s));
    gases.put(Gas.O3, profile(nc, "o3", s));
    gases.put(Gas.HNO3, profile(nc, "hno3", s));
    Atmosphere truth =
        new Atmosphere(
            profile(nc, "temperature", s), Atmosphere.lnWater(profile(nc, "h2o", s)), gases);
    double nesr = ((double[]) nc.findVariable("nesr").read().get1DJavaArray(double.class))[0] * 1e4;
    return new DevelopmentScenes(
        "S%02d".formatted(s + 1),
        ((int[]) nc.findVariable("is_day").read().get1DJavaArray(int.class))[s] == 1,
        nesr,
        sounding(nc, "radiance_noisy", s, k, zenith, nesr),
        sounding(nc, "radiance", s, k, zenith, nesr),
        forecast,
        prior,
        truth,
        row(nc, "surface_temperature", s)[0],
        emissivity);
  }

  /** Emissivity as a user would have it, from the meteorology file of the scenes. */
  private static SurfaceEmissivity givenEmissivity(double latitude, double longitude)
      throws IOException {
    try (NetcdfFile nc = NetcdfFile.open(shared().resolve("tir/met_dev.nc").toString())) {
      double[] lat = (double[]) nc.findVariable("latitude").read().get1DJavaArray(double.class);
      double[] lon = (double[]) nc.findVariable("longitude").read().get1DJavaArray(double.class);
      double[] nu =
          (double[]) nc.findVariable("emissivity_wavenumber").read().get1DJavaArray(double.class);
      double[] all =
          (double[]) nc.findVariable("surface_emissivity").read().get1DJavaArray(double.class);
      for (int i = 0; i < lat.length; i++) {
        if (Math.abs(lat[i] - latitude) < 1e-3 && Math.abs(lon[i] - longitude) < 1e-3) {
          return SurfaceEmissivity.of(
              nu, Arrays.copyOfRange(all, i * nu.length, (i + 1) * nu.length));
        }
      }
      throw new IllegalStateException("no meteorology at " + latitude + ", " + longitude);
    }
  }

  private static Sounding sounding(
      NetcdfFile nc, String variable, int s, int[] k, double zenith, double nesr)
      throws IOException {
    double[] radiance = row(nc, variable, s);
    double step = SpectrometerDefinition.GOSAT_INTERVAL_PER_CM;
    List<Spectrum> spectra = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= k.length; i++) {
      if (i == k.length || k[i] != k[i - 1] + 1) {
        double[] r = Arrays.copyOfRange(radiance, from, i);
        Arrays.setAll(r, j -> r[j] * 1e4);
        spectra.add(
            Spectrum.of(
                "4", new SpectralAxis(k[from] * step, step, r.length), r, OptionalDouble.of(nesr)));
        from = i;
      }
    }
    double latitude = row(nc, "latitude", s)[0];
    return new Sounding(
        "S%02d".formatted(s + 1),
        Instrument.GOSAT,
        Instant.parse("2021-05-03T00:00:00Z"),
        new SoundingGeometry(latitude, 100, zenith, 0, Double.NaN, Double.NaN, Double.NaN),
        spectra,
        0);
  }

  /** The noise-free sounding with other noise on it. */
  Sounding drawn(RandomGenerator random) {
    List<Spectrum> spectra = new ArrayList<>();
    for (Spectrum spectrum : clean.spectra()) {
      double[] r = new double[spectrum.axis().count()];
      Arrays.setAll(r, i -> spectrum.radiance(i) + noise * random.nextGaussian());
      spectra.add(Spectrum.of(spectrum.band(), spectrum.axis(), r, spectrum.noise()));
    }
    return new Sounding(clean.id(), clean.instrument(), clean.time(), clean.geometry(), spectra, 0);
  }

  /**
   * The same spectra with another forecast and other priors, drawn about the truth as the maker of
   * the scenes drew theirs: temperature 1 K over 3 km, water 30 % over 2 km, skin 2 K, CO2 2 % and
   * CH4 5 % and N2O 2 % over 5 km, O3 15 % over 4 km; emissivity as given.
   */
  DevelopmentScenes withOtherBelief(RandomGenerator random) {
    double surfacePa = forecast.surfacePressurePa();
    Profile lnWater = plus(truth.lnWater(), 0.30, 2000, surfacePa, random);
    double[] water = lnWater.values();
    Arrays.setAll(water, i -> Math.exp(water[i]));
    Meteorology weather =
        new Meteorology(
            plus(truth.temperatureK(), 1, 3000, surfacePa, random),
            Profile.of(lnWater.pressures(), water),
            Optional.of(factor(truth.dryGases().get(Gas.O3), 0.15, 4000, surfacePa, random)),
            surfacePa,
            skinK + 2 * random.nextGaussian(),
            forecast.emissivity(),
            forecast.reflection(),
            forecast.source(),
            false);
    PriorProfiles gases =
        new PriorProfiles(
            factor(truth.dryGases().get(Gas.CO2), 0.02, 5000, surfacePa, random),
            factor(truth.dryGases().get(Gas.CH4), 0.05, 5000, surfacePa, random),
            factor(truth.dryGases().get(Gas.N2O), 0.02, 5000, surfacePa, random),
            prior.source(),
            false);
    return new DevelopmentScenes(
        name, day, noise, noisy, clean, weather, gases, truth, skinK, emissivity);
  }

  private static Profile factor(
      Profile p, double sigma, double lengthM, double surfacePa, RandomGenerator random) {
    double[] ln = p.values();
    Arrays.setAll(ln, i -> Math.log(ln[i]));
    Profile drawn = plus(Profile.of(p.pressures(), ln), sigma, lengthM, surfacePa, random);
    double[] v = drawn.values();
    Arrays.setAll(v, i -> Math.exp(v[i]));
    return Profile.of(p.pressures(), v);
  }

  private static Profile plus(
      Profile p, double sigma, double lengthM, double surfacePa, RandomGenerator random) {
    double[] v = p.values();
    double error = sigma * random.nextGaussian();
    double before = 0;
    for (int i = 0; i < v.length; i++) {
      // a Markov chain in height has the exponential correlation
      double height = 7000 * Math.log(surfacePa / p.pressurePa(i));
      double r = i == 0 ? 1 : Math.exp(-Math.abs(height - before) / lengthM);
      error = i == 0 ? error : r * error + sigma * Math.sqrt(1 - r * r) * random.nextGaussian();
      before = height;
      v[i] += error;
    }
    return Profile.of(p.pressures(), v);
  }
}
