package org.kokyu.gosat;

import static org.kokyu.gosat.DatasetRule.optional;
import static org.kokyu.gosat.DatasetRule.required;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kokyu.core.sounding.Instrument;

/**
 * The layouts known to us and how far each is confirmed.
 *
 * <ul>
 *   <li>{@link #GOSAT_UNTIL_V161}: paths as read by HARP 1.16 (stcorp/harp,
 *       harp-ingest-gosat_fts_l1b.c) and pynadc; confirmed by reading files back with HARP.
 *   <li>{@link #GOSAT_FROM_V200}: global attributes and spectrum paths as in pynadc and a public
 *       V220.220 reader; place, time and angles are <em>assumed</em> to keep the older layout's
 *       names.
 *   <li>{@link #GOSAT2_PLACEHOLDER}: root groups, metadata and geometry names as in pynadc's and
 *       others' readers of GOSAT-2 files; the spectrum paths and their unit are <em>not
 *       verified</em> against any file of the agency. An operator replaces them, see {@link
 *       LayoutProfile#withOverrides}.
 * </ul>
 *
 * <p>Angles: view zenith = 90 + AOI, view azimuth = 180 − AZ, solar zenith = 90 − EL (degrees); the
 * first two are the convention of JPL's reader of GOSAT files.
 */
public final class BuiltInLayouts {
  private static final String POINT = "/exposureAttribute/pointAttribute";
  private static final String GEOMETRY = POINT + "/geometricInfo";

  /** GOSAT up to version 161. */
  public static final LayoutProfile GOSAT_UNTIL_V161 =
      new LayoutProfile(
          "GOSAT up to V161",
          Instrument.GOSAT,
          "Global",
          gosatDatasets("/Global/metadata"),
          Map.of(
              "band4",
              Map.of(
                  LayoutRole.RADIANCE,
                  radiance("/Spectrum/TIR/band4/obsWavelength", true),
                  LayoutRole.AXIS,
                  required(POINT + "/RadiometricCorrectionInfo/spectrumObsWavelengthRange_TIR"))));

  /** GOSAT from version 200 on. */
  public static final LayoutProfile GOSAT_FROM_V200 =
      new LayoutProfile(
          "GOSAT from V200",
          Instrument.GOSAT,
          "globalAttribute",
          gosatDatasets("/globalAttribute/extensionMetadata"),
          Map.of(
              "band4",
              Map.of(
                  LayoutRole.RADIANCE,
                  radiance("/spectrum/TIR/band4/observedSpectrum", true),
                  LayoutRole.BEGIN_WAVENUMBER,
                  required("/spectrum/TIR/band4/obsBeginningWavenumber"),
                  LayoutRole.INTERVAL,
                  required("/spectrum/TIR/interval"),
                  LayoutRole.CHANNEL_COUNT,
                  required("/spectrum/TIR/band4/obsDataPointNum"))));

  /** GOSAT-2 thermal infrared, with our names where the agency's are not public. */
  public static final LayoutProfile GOSAT2_PLACEHOLDER =
      new LayoutProfile(
          "GOSAT-2 placeholder", Instrument.GOSAT2, "Metadata", gosat2Datasets(), gosat2Bands());

  /** In the order in which they are tried. */
  public static final List<LayoutProfile> ALL =
      List.of(GOSAT_UNTIL_V161, GOSAT_FROM_V200, GOSAT2_PLACEHOLDER);

  private BuiltInLayouts() {}

  private static Map<LayoutRole, DatasetRule> gosatDatasets(String metadata) {
    return Map.ofEntries(
        Map.entry(LayoutRole.SATELLITE, required(metadata + "/satelliteName")),
        Map.entry(LayoutRole.SENSOR, required(metadata + "/sensorName")),
        Map.entry(LayoutRole.MODE, optional(metadata + "/observationMode")),
        Map.entry(LayoutRole.NUM_POINTS, required("/exposureAttribute/numPoints_TIR")),
        Map.entry(LayoutRole.TIME, required(POINT + "/Time")),
        Map.entry(LayoutRole.LATITUDE, required(GEOMETRY + "/centerLat")),
        Map.entry(LayoutRole.LONGITUDE, required(GEOMETRY + "/centerLon")),
        Map.entry(LayoutRole.SENSOR_ZENITH, new DatasetRule(GEOMETRY + "/AOI", 90.0, 1.0, true)),
        Map.entry(LayoutRole.SENSOR_AZIMUTH, new DatasetRule(GEOMETRY + "/AZ", 180.0, -1.0, true)),
        Map.entry(LayoutRole.SOLAR_ZENITH, new DatasetRule(POINT + "/sun/EL", 90.0, -1.0, false)),
        Map.entry(LayoutRole.SOLAR_AZIMUTH, optional(POINT + "/sun/AZ")));
  }

  private static Map<LayoutRole, DatasetRule> gosat2Datasets() {
    return Map.ofEntries(
        Map.entry(LayoutRole.SENSOR, required("/Metadata/sensorName")),
        Map.entry(LayoutRole.MODE, optional("/Metadata/operationMode")),
        Map.entry(LayoutRole.TIR_START, optional("/Metadata/startDateTIR")),
        Map.entry(LayoutRole.TIME, required("/SoundingAttribute/observationTime")),
        Map.entry(LayoutRole.SOUNDING_ID, optional("/SoundingAttribute/soundingUniqueID")),
        Map.entry(LayoutRole.LATITUDE, required("/SoundingGeometry/latitude")),
        Map.entry(LayoutRole.LONGITUDE, required("/SoundingGeometry/longitude")),
        Map.entry(LayoutRole.SENSOR_ZENITH, required("/SoundingGeometry/viewZenith")),
        Map.entry(LayoutRole.SENSOR_AZIMUTH, optional("/SoundingGeometry/viewAzimuth")),
        Map.entry(LayoutRole.SOLAR_ZENITH, optional("/SoundingGeometry/solarZenith")),
        Map.entry(LayoutRole.SOLAR_AZIMUTH, optional("/SoundingGeometry/solarAzimuth")),
        Map.entry(LayoutRole.LAND_FRACTION, optional("/SoundingGeometry/landFraction")),
        Map.entry(LayoutRole.ALONG_TRACK_ANGLE, optional("/SoundingGeometry/alongTrackAngle")));
  }

  private static Map<String, Map<LayoutRole, DatasetRule>> gosat2Bands() {
    Map<String, Map<LayoutRole, DatasetRule>> bands = new LinkedHashMap<>();
    bands.put("band5", gosat2Band("/SpectraTIR/band5"));
    bands.put("band4", gosat2Band("/SpectraTIR/band4"));
    return bands;
  }

  private static Map<LayoutRole, DatasetRule> gosat2Band(String group) {
    return Map.of(
        LayoutRole.RADIANCE,
        radiance(group + "/radiance", true),
        LayoutRole.BEGIN_WAVENUMBER,
        required(group + "/beginWavenumber"),
        LayoutRole.INTERVAL,
        required(group + "/interval"),
        LayoutRole.NOISE,
        radiance(group + "/noise", false),
        LayoutRole.QUALITY,
        optional(group + "/qualityFlag"));
  }

  private static DatasetRule radiance(String path, boolean needed) {
    return new DatasetRule(path, 0.0, LayoutProfile.PER_SQUARE_CENTIMETRE, needed);
  }
}
