package org.kokyu.ops.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.NoiseSource;
import org.kokyu.core.profile.ProfileGranule;
import org.kokyu.core.profile.QualityReason;
import org.kokyu.core.profile.SurfaceType;
import org.kokyu.core.scene.CollocatedImager;
import org.kokyu.core.sounding.SoundingGeometry;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;

/** Turns the profiles of a granule into the variables and attributes of a product file. */
final class ProfileContent {
  static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  static final double PA_PER_HPA = 100.0;
  static final double PPM = 1e6;
  private static final double SECONDS_PER_DAY = 86_400;

  private final ProfileGranule granule;
  private final Revision revision;
  private final List<GasProfile> profiles;
  private final int layers;
  private final NetcdfContent out = new NetcdfContent("datetime", "latitude", "longitude");

  ProfileContent(ProfileGranule granule, Revision revision) {
    this.granule = granule;
    this.revision = revision;
    this.profiles = granule.profiles();
    this.layers = profiles.get(0).dryAirColumn().length;
  }

  NetcdfContent build() {
    out.dimension("time", profiles.size());
    out.dimension("vertical", layers);
    globalAttributes();
    geolocation();
    atmosphere();
    surface();
    for (int gas = 0; gas < profiles.get(0).gases().size(); gas++) {
      new GasContent(out, profiles, layers, gas).add();
    }
    fit();
    quality();
    return out;
  }

  private void globalAttributes() {
    String name = ProductNames.profile(granule.granule(), revision.number());
    Instant first = profiles.stream().map(p -> p.sounding().time()).min(Instant::compareTo).get();
    Instant last = profiles.stream().map(p -> p.sounding().time()).max(Instant::compareTo).get();
    out.attribute("Conventions", "CF-1.11, ACDD-1.3, HARP-1.0");
    out.attribute("title", "Kokyu thermal-infrared profiles of CO2, CH4 and N2O");
    out.attribute(
        "summary",
        "Profiles retrieved by optimal estimation from thermal-infrared spectra, with averaging"
            + " kernels and covariances of ln(mole fraction)");
    out.attribute("id", name);
    out.attribute("source_product", name);
    out.attribute("processing_level", "L2");
    out.attribute("product_version", "r" + revision.number());
    out.attribute("revision", revision.number());
    out.attribute("maturity", revision.maturity().label());
    out.attribute("platform", granule.granule().instrument().name());
    out.attribute("granule", granule.granule().name());
    out.attribute("l1b_version", granule.granule().l1bVersion());
    out.attribute("date_created", granule.provenance().newestInput().toString());
    out.attribute("time_coverage_start", first.toString());
    out.attribute("time_coverage_end", last.toString());
    out.attribute("datetime_start", sinceEpoch(first) / SECONDS_PER_DAY);
    out.attribute("datetime_stop", sinceEpoch(last) / SECONDS_PER_DAY);
    extent("geospatial_lat", SoundingGeometry::latitudeDeg);
    extent("geospatial_lon", SoundingGeometry::longitudeDeg);
    out.attribute(
        "input_files", lines(granule.provenance().inputs(), i -> i.name() + " " + i.sha256()));
    out.attribute("algorithm_versions", lines(granule.provenance().versions(), v -> v));
    out.attribute("meteorology_source", distinct(p -> p.sources().meteorology()));
    out.attribute("prior_source", distinct(p -> p.sources().prior()));
    List<String> maps =
        profiles.stream()
            .flatMap(p -> p.imager().map(CollocatedImager::source).stream())
            .distinct()
            .toList();
    out.attribute("imager_source", lines(maps, m -> m));
    String patterns = distinct(p -> p.sources().residualPatterns());
    // an empty attribute has no type in NetCDF-3
    out.attribute("residual_patterns", patterns.isEmpty() ? "none" : patterns);
    out.attribute("sounding_ids", lines(profiles, p -> p.sounding().id()));
    out.attribute(
        "rejected_soundings", lines(granule.rejected(), f -> f.reason() + ": " + f.detail()));
    out.attribute("spectral_windows", spectralWindows());
    out.attribute(
        "layer_convention",
        "a layer value is the mean over the layer weighted by dry-air mass, ln is taken of that"
            + " mean; layers below the surface are NaN, the lowest layer ends at surface_pressure");
  }

  /** Name, first and last channel of each window [cm-1], one per line. */
  private String spectralWindows() {
    GasProfile.Fit fit = profiles.get(0).fit();
    return IntStream.range(0, fit.windows().size())
        .mapToObj(
            w ->
                String.format(
                    Locale.ROOT,
                    "%s %.4f %.4f cm-1",
                    fit.windows().get(w),
                    fit.windowFirstPerCm()[w],
                    fit.windowLastPerCm()[w]))
        .collect(Collectors.joining("\n"));
  }

  private void extent(String prefix, ToDoubleFunction<SoundingGeometry> value) {
    double[] values =
        profiles.stream().mapToDouble(p -> value.applyAsDouble(p.sounding().geometry())).toArray();
    out.attribute(prefix + "_min", Arrays.stream(values).min().getAsDouble());
    out.attribute(prefix + "_max", Arrays.stream(values).max().getAsDouble());
  }

  private static <T> String lines(List<T> items, Function<T, String> line) {
    // an empty attribute has no type in NetCDF-3
    return items.isEmpty() ? "none" : items.stream().map(line).collect(Collectors.joining("\n"));
  }

  private String distinct(Function<GasProfile, String> value) {
    return profiles.stream().map(value).distinct().collect(Collectors.joining("\n"));
  }

  static double sinceEpoch(Instant time) {
    Duration d = Duration.between(EPOCH, time);
    return d.getSeconds() + d.getNano() * 1e-9;
  }

  private void geolocation() {
    perSounding(
        "datetime",
        p -> sinceEpoch(p.sounding().time()),
        "seconds since 2000-01-01",
        "start of exposure, UTC",
        new Attribute("standard_name", "time"),
        new Attribute("calendar", "standard"));
    perSounding(
        "latitude",
        p -> p.sounding().geometry().latitudeDeg(),
        "degree_north",
        "latitude of the footprint centre",
        new Attribute("standard_name", "latitude"));
    perSounding(
        "longitude",
        p -> p.sounding().geometry().longitudeDeg(),
        "degree_east",
        "longitude of the footprint centre",
        new Attribute("standard_name", "longitude"));
    angle("sensor_zenith_angle", SoundingGeometry::sensorZenithDeg);
    angle("sensor_azimuth_angle", SoundingGeometry::sensorAzimuthDeg);
    angle("solar_zenith_angle", SoundingGeometry::solarZenithDeg);
    angle("solar_azimuth_angle", SoundingGeometry::solarAzimuthDeg);
    perSounding(
        "land_fraction",
        p -> p.sounding().geometry().landFraction(),
        "1",
        "share of land in the footprint, NaN where the provider gives none");
  }

  private void angle(String name, ToDoubleFunction<SoundingGeometry> value) {
    perSounding(
        name,
        p -> value.applyAsDouble(p.sounding().geometry()),
        "degree",
        name.replace('_', ' ') + " at the surface",
        new Attribute("standard_name", name));
  }

  private void atmosphere() {
    double[] middle = new double[profiles.size() * layers];
    double[] bounds = new double[2 * middle.length];
    for (int s = 0; s < profiles.size(); s++) {
      double[] b = profiles.get(s).layerBoundsPa();
      for (int i = 0; i < layers; i++) {
        boolean exists = Double.isFinite(profiles.get(s).thermal().temperatureK()[i]);
        int at = s * layers + i;
        bounds[2 * at] = exists ? b[i] / PA_PER_HPA : Double.NaN;
        bounds[2 * at + 1] = exists ? b[i + 1] / PA_PER_HPA : Double.NaN;
        middle[at] = 0.5 * (bounds[2 * at] + bounds[2 * at + 1]);
      }
    }
    out.variable(
        "pressure",
        DataType.DOUBLE,
        "time vertical",
        middle,
        "hPa",
        "pressure of the middle of the layer",
        new Attribute("standard_name", "air_pressure"),
        new Attribute("bounds", "pressure_bounds"),
        new Attribute("positive", "down"));
    out.variable(
        "pressure_bounds",
        DataType.DOUBLE,
        "time vertical " + out.independent(2),
        bounds,
        "hPa",
        "pressure of the lower and the upper bound of the layer");
    perLayer(
        "dry_air_column_amount",
        GasProfile::dryAirColumn,
        1,
        "mol m-2",
        "dry air in the layer, the weight of means over layers");
    perLayer("temperature", p -> p.thermal().temperatureK(), 1, "K", "retrieved air temperature");
    perLayer(
        "temperature_apriori",
        p -> p.thermal().temperaturePriorK(),
        1,
        "K",
        "prior air temperature");
    perLayer(
        "temperature_uncertainty",
        p -> p.thermal().temperatureUncertaintyK(),
        1,
        "K",
        "posterior standard deviation of the air temperature");
    perLayer(
        "H2O_volume_mixing_ratio",
        p -> wet(p.thermal().h2o()),
        PPM,
        "ppmv",
        "retrieved mole fraction of water vapour in moist air");
    perLayer(
        "H2O_apriori",
        p -> wet(p.thermal().h2oPrior()),
        PPM,
        "ppmv",
        "prior mole fraction of water vapour in moist air");
    perLayer(
        "H2O_volume_mixing_ratio_uncertainty",
        ProfileContent::waterUncertainty,
        PPM,
        "ppmv",
        "posterior standard deviation of the mole fraction of water vapour in moist air");
    ozone();
  }

  private void ozone() {
    perLayer(
        "O3_volume_mixing_ratio_dry_air",
        p -> p.thermal().o3(),
        PPM,
        "ppmv",
        "retrieved dry-air mole fraction of ozone");
    perLayer(
        "O3_volume_mixing_ratio_dry_air_apriori",
        p -> p.thermal().o3Prior(),
        PPM,
        "ppmv",
        "prior dry-air mole fraction of ozone");
  }

  /** Mole fraction of moist air from that of dry air. */
  private static double[] wet(double[] dry) {
    return Arrays.stream(dry).map(x -> x / (1 + x)).toArray();
  }

  /** d(wet) = wet (1 - wet) d ln(dry). */
  private static double[] waterUncertainty(GasProfile p) {
    double[] wet = wet(p.thermal().h2o());
    double[] sigma = p.thermal().h2oUncertainty();
    return IntStream.range(0, wet.length)
        .mapToDouble(i -> wet[i] * (1 - wet[i]) * sigma[i])
        .toArray();
  }

  private void surface() {
    perSounding(
        "surface_pressure", p -> p.surface().pressurePa() / PA_PER_HPA, "hPa", "surface pressure");
    perSounding(
        "surface_temperature", p -> p.surface().temperatureK(), "K", "retrieved skin temperature");
    perSounding(
        "surface_temperature_apriori",
        p -> p.surface().temperaturePriorK(),
        "K",
        "prior skin temperature");
    imager();
    perSounding(
        "surface_temperature_uncertainty",
        p -> p.surface().temperatureUncertaintyK(),
        "K",
        "posterior standard deviation of the skin temperature");
    perSounding(
        "wavenumber_shift",
        p -> p.surface().axisShiftPerCm(),
        "cm-1",
        "shift of the given wavenumbers that was found and corrected before the fit");
    perSounding(
        "wavenumber_scale",
        p -> p.surface().wavenumberScale(),
        "1",
        "retrieved relative shift of the wavenumber axis");
    perElement(
        "surface_emissivity",
        p -> p.surface().emissivity(),
        "1",
        "retrieved emissivity in the middle of the window");
    perElement(
        "surface_emissivity_apriori",
        p -> p.surface().emissivityPrior(),
        "1",
        "prior emissivity in the middle of the window");
    perElement(
        "surface_emissivity_tilt",
        p -> p.surface().emissivityTilt(),
        "1",
        "retrieved change of the emissivity from the middle to the upper end of the window");
    perSounding(
        "water_self_continuum_factor",
        p -> p.surface().waterSelfContinuum(),
        "1",
        "factor on the self continuum of water, 1 where it is not retrieved");
    List<GasProfile.RadianceOffset> offsets = profiles.get(0).surface().radianceOffsets();
    for (int r = 0; r < offsets.size(); r++) {
      int k = r;
      perSounding(
          "radiance_offset_" + offsets.get(r).range(),
          p -> p.surface().radianceOffsets().get(k).kelvin(),
          "K",
          "retrieved radiance offset as change of the prior's brightness temperature, channels from "
              + offsets.get(r).range().replace('_', ' ')
              + " cm-1");
    }
  }

  private void imager() {
    integer(
        "surface_temperature_apriori_source",
        DataType.BYTE,
        p -> p.imager().filter(CollocatedImager::hasSkin).isPresent() ? 1 : 0,
        "where the prior skin temperature comes from",
        new Attribute("flag_values", Array.factory(new byte[] {0, 1})),
        new Attribute("flag_meanings", "meteorology imager"));
    perSounding(
        "imager_clear_fraction",
        p -> p.imager().map(CollocatedImager::clearFraction).orElse(Double.NaN),
        "1",
        "share of clear imager pixels in the footprint, NaN without an imager");
    perSounding(
        "imager_bt_sd",
        p -> p.imager().map(CollocatedImager::btSdK).orElse(Double.NaN),
        "K",
        "standard deviation of the imager's brightness temperature at 10.4 micrometre in the"
            + " footprint");
    perSounding(
        "imager_time_difference",
        p ->
            p.imager()
                .map(i -> Duration.between(p.sounding().time(), i.time()).toMillis() / 1000.0)
                .orElse(Double.NaN),
        "s",
        "time of the imager's slot minus start of exposure");
    perSounding(
        "meteorology_age",
        p -> p.sources().meteorologyAgeHours(),
        "h",
        "time from the nearest field, or the start of the forecast, of the meteorology");
    perSounding(
        "apriori_age",
        p -> p.sources().priorAgeHours(),
        "h",
        "time beyond the fields, or from the start of the forecast, of the prior profiles");
  }

  private void fit() {
    perSounding("chi2", p -> p.fit().chi2(), "1", "reduced chi square of the radiances");
    perElement("chi2", p -> p.fit().chi2PerWindow(), "1", "reduced chi square of the radiances");
    perElement(
        "residual",
        p -> p.fit().residualK(),
        "K",
        "root-mean-square residual as brightness temperature");
    perSounding(
        "information_content",
        p -> p.fit().informationBits(),
        "1",
        "information content of the whole state, in bits");
    List<String> patterns = profiles.get(0).fit().patternNames();
    for (int i = 0; i < patterns.size(); i++) {
      int k = i;
      perSounding(
          "residual_pattern_scale_" + patterns.get(k).replace('-', '_'),
          p -> p.fit().patternScale()[k],
          "1",
          "retrieved scale factor of a residual pattern");
    }
    perElement(
        "noise",
        p -> p.fit().noise(),
        "W m-2 sr-1 (cm-1)-1",
        "noise-equivalent spectral radiance that was assumed");
    String sources =
        Arrays.stream(NoiseSource.values())
            .map(v -> v.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" "));
    integer(
        "noise_source",
        DataType.BYTE,
        p -> p.fit().noiseSource().ordinal(),
        "where the noise comes from: the provider's file, the spectrum itself, the instrument's"
            + " nominal figure",
        new Attribute("flag_values", Array.factory(new byte[] {0, 1, 2})),
        new Attribute("flag_meanings", sources));
    integer("iterations", DataType.INT, p -> p.fit().iterations(), "number of iteration steps");
    integer(
        "converged",
        DataType.BYTE,
        p -> p.fit().converged() ? 1 : 0,
        "whether the convergence test was met",
        new Attribute("flag_values", Array.factory(new byte[] {0, 1})),
        new Attribute("flag_meanings", "not_converged converged"));
    perSounding(
        "window_brightness_temperature",
        p -> p.fit().windowBrightnessK(),
        "K",
        "observed brightness temperature in the clearest window");
    perSounding(
        "window_brightness_temperature_apriori",
        p -> p.fit().windowBrightnessPriorK(),
        "K",
        "brightness temperature in the clearest window computed from the prior state");
    perSounding(
        "cloud_window_difference",
        p -> p.fit().windowBrightnessK() - p.fit().windowBrightnessPriorK(),
        "K",
        "observed minus prior window brightness temperature; strongly negative under cloud");
    perSounding(
        "cloud_split_window_difference",
        p -> p.cloud().splitWindowK(),
        "K",
        "brightness temperature near 903 minus that near 832 cm-1, observed minus prior");
    perSounding(
        "cloud_effective_fraction",
        p -> p.cloud().effectiveFraction(),
        "1",
        "share of a black cloud that explains the spectrum best, by slicing before the fit");
    perSounding(
        "cloud_effective_fraction_uncertainty",
        p -> p.cloud().uncertainty(),
        "1",
        "standard deviation of the effective cloud fraction");
    perSounding(
        "cloud_top_pressure",
        p -> p.cloud().topPressurePa() / PA_PER_HPA,
        "hPa",
        "pressure of the top of that cloud, NaN where no share is positive; means something where"
            + " the share is several times its uncertainty");
    if (profiles.get(0).cloud().cirrus().isPresent()) {
      cirrus("cirrus_amount", GasProfile.Cirrus::amount, "1", "retrieved effective cirrus amount");
      cirrus(
          "cirrus_amount_ln_uncertainty",
          GasProfile.Cirrus::lnUncertainty,
          "1",
          "posterior standard deviation of ln(cirrus amount)");
      cirrus("cirrus_pressure", c -> c.pressurePa() / PA_PER_HPA, "hPa", "pressure of the cirrus");
    }
  }

  private void quality() {
    integer(
        "quality_flag",
        DataType.BYTE,
        GasProfile::qualityFlag,
        "quality of the profile",
        new Attribute("flag_values", Array.factory(new byte[] {0, 1, 2})),
        new Attribute("flag_meanings", "good use_with_care bad"));
    QualityReason[] reasons = QualityReason.values();
    int[] masks = Arrays.stream(reasons).mapToInt(QualityReason::mask).toArray();
    String meanings =
        Arrays.stream(reasons)
            .map(r -> r.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" "));
    integer(
        "quality_reasons",
        DataType.INT,
        GasProfile::qualityReasons,
        "why the quality flag is not 0, and what else to know",
        new Attribute("flag_masks", Array.factory(masks)),
        new Attribute("flag_meanings", meanings));
    integer(
        "provider_flag",
        DataType.INT,
        p -> p.sounding().providerFlag(),
        "quality flag of the spectrum given by its provider, 0 good");
  }

  private void cirrus(
      String name, ToDoubleFunction<GasProfile.Cirrus> value, String units, String longName) {
    perSounding(name, p -> value.applyAsDouble(p.cloud().cirrus().orElseThrow()), units, longName);
  }

  private void surfaceType(String name, Function<GasProfile, SurfaceType> value, String longName) {
    SurfaceType[] types = SurfaceType.values();
    byte[] values = new byte[types.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) i;
    }
    integer(
        name,
        DataType.BYTE,
        p -> value.apply(p).ordinal(),
        longName + " whose emissivity is the prior",
        new Attribute("flag_values", Array.factory(values)),
        new Attribute(
            "flag_meanings",
            Arrays.stream(types)
                .map(t -> t.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "))));
  }

  private void integer(
      String name,
      DataType type,
      ToDoubleFunction<GasProfile> value,
      String longName,
      Attribute... more) {
    out.variable(
        name, type, "time", profiles.stream().mapToDouble(value).toArray(), "1", longName, more);
  }

  private void perSounding(
      String name,
      ToDoubleFunction<GasProfile> value,
      String units,
      String longName,
      Attribute... more) {
    double[] values = profiles.stream().mapToDouble(value).toArray();
    out.variable(name, DataType.DOUBLE, "time", values, units, longName, more);
  }

  private void perLayer(
      String name,
      Function<GasProfile, double[]> value,
      double factor,
      String units,
      String longName) {
    double[] values =
        profiles.stream().flatMapToDouble(p -> Arrays.stream(value.apply(p))).toArray();
    Arrays.setAll(values, i -> values[i] * factor);
    out.variable(name, DataType.DOUBLE, "time vertical", values, units, longName);
  }

  /** One variable per spectral window or emissivity element, since HARP has no such dimension. */
  private void perElement(
      String name, Function<GasProfile, double[]> value, String units, String longName) {
    List<String> labels = windowLabels(value.apply(profiles.get(0)).length);
    for (int k = 0; k < labels.size(); k++) {
      int element = k;
      perSounding(
          name + "_" + labels.get(k),
          p -> value.apply(p)[element],
          units,
          longName + ", " + labels.get(k).replace('_', ' '));
    }
  }

  private List<String> windowLabels(int elements) {
    List<String> windows = profiles.get(0).fit().windows();
    List<String> labels = new ArrayList<>();
    for (int k = 0; k < elements; k++) {
      labels.add(
          windows.size() == elements
              ? windows.get(k).replaceAll("[^A-Za-z0-9]+", "_")
              : "element_" + k);
    }
    return labels;
  }
}
