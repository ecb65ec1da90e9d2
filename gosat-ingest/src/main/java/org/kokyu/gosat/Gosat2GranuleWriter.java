package org.kokyu.gosat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.SpectralAxis;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.gosat.l1b.Hdf5Writer;

/**
 * Writes GOSAT-2 thermal-infrared granules in the layout {@link BuiltInLayouts#GOSAT2_PLACEHOLDER},
 * for simulated feeds and tests.
 *
 * <p>Radiance and noise go to single precision W cm-2 sr-1 (cm-1)-1, unknown values to the fill
 * value −1e30, times to the millisecond. The file name comes from the granule, its mode and version
 * must agree with {@link GosatFileName}. Same granule, same bytes. Thread-safe.
 */
public final class Gosat2GranuleWriter {
  private static final float FILL = -1.0e30f;
  private static final double TO_PER_SQUARE_CENTIMETRE = 1 / LayoutProfile.PER_SQUARE_CENTIMETRE;
  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS").withZone(ZoneOffset.UTC);

  /**
   * Writes a granule to {@code folder} under its own name.
   *
   * @param granule with a GOSAT-2 file name; every sounding has band5 and band4 on one axis per
   *     band
   * @return the file
   */
  public Path write(Path folder, Granule granule) {
    GosatFileName name =
        GosatFileName.parse(granule.name())
            .filter(parsed -> parsed.instrument() == Instrument.GOSAT2)
            .orElseThrow(
                () -> new IllegalArgumentException("not a GOSAT-2 file name: " + granule.name()));
    Path file = folder.resolve(granule.name());
    try (Hdf5Writer hdf = new Hdf5Writer(file)) {
      writeMetadata(hdf, name, granule);
      if (!granule.soundings().isEmpty()) {
        writeSoundings(hdf, granule.soundings());
        writeBand(hdf, "band5", granule.soundings());
        writeBand(hdf, "band4", granule.soundings());
      }
    }
    return file;
  }

  private static void writeMetadata(Hdf5Writer hdf, GosatFileName name, Granule granule) {
    List<Sounding> soundings = granule.soundings();
    Instant first = soundings.isEmpty() ? granule.start() : soundings.get(0).time();
    Instant last =
        soundings.isEmpty() ? granule.start() : soundings.get(soundings.size() - 1).time();
    // sorted: the order of Map.of differs from run to run, and with it the bytes of the file
    Map<String, String> texts =
        new TreeMap<>(
            Map.of(
                "sensorName", "TANSO-FTS-2",
                "algorithmVersion", name.version().substring(0, 3),
                "parameterVersion", name.version().substring(3),
                "operationMode", name.mode(),
                "startDate", ISO_MILLIS.format(first),
                "endDate", ISO_MILLIS.format(last),
                "processingDate", ISO_MILLIS.format(last)));
    texts.forEach((key, text) -> hdf.put("/Metadata/" + key, codes(text)));
    if (soundings.isEmpty()) {
      hdf.put("/Metadata/startDateTIR", codes("-"));
      hdf.put("/Metadata/endDateTIR", codes("-"));
    }
  }

  /** Character codes with a NUL at the end, as in the agency's files. */
  private static byte[] codes(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(ascii, ascii.length + 1);
  }

  private static void writeSoundings(Hdf5Writer hdf, List<Sounding> soundings) {
    hdf.put(
        "/SoundingAttribute/observationTime",
        soundings.stream().map(s -> ISO_MILLIS.format(s.time())).toArray(String[]::new));
    hdf.put(
        "/SoundingAttribute/soundingUniqueID",
        soundings.stream().map(s -> ID_TIME.format(s.time())).toArray(String[]::new));
    Map<String, ToDoubleFunction<Sounding>> columns =
        new TreeMap<>(
            Map.of(
                "latitude", s -> s.geometry().latitudeDeg(),
                "longitude", s -> s.geometry().longitudeDeg(),
                "viewZenith", s -> s.geometry().sensorZenithDeg(),
                "viewAzimuth", s -> s.geometry().sensorAzimuthDeg(),
                "solarZenith", s -> s.geometry().solarZenithDeg(),
                "solarAzimuth", s -> s.geometry().solarAzimuthDeg(),
                "landFraction", s -> s.geometry().landFraction(),
                "alongTrackAngle", s -> s.geometry().alongTrackAngleDeg()));
    columns.forEach(
        (key, column) -> hdf.put("/SoundingGeometry/" + key, floats(soundings, column)));
  }

  private static float[] floats(List<Sounding> soundings, ToDoubleFunction<Sounding> column) {
    float[] values = new float[soundings.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = single(column.applyAsDouble(soundings.get(i)));
    }
    return values;
  }

  private static float single(double value) {
    return Double.isFinite(value) ? (float) value : FILL;
  }

  private static void writeBand(Hdf5Writer hdf, String band, List<Sounding> soundings) {
    SpectralAxis axis = spectrum(soundings.get(0), band).axis();
    float[][] radiance = new float[soundings.size()][axis.count()];
    float[] noise = new float[soundings.size()];
    int[] quality = new int[soundings.size()];
    for (int i = 0; i < radiance.length; i++) {
      Spectrum spectrum = spectrum(soundings.get(i), band);
      if (!spectrum.axis().equals(axis)) {
        throw new IllegalArgumentException(
            "%s: one axis for all soundings expected, found %s and %s"
                .formatted(band, axis, spectrum.axis()));
      }
      for (int channel = 0; channel < axis.count(); channel++) {
        radiance[i][channel] = single(spectrum.radiance(channel) * TO_PER_SQUARE_CENTIMETRE);
      }
      noise[i] = single(spectrum.noise().orElse(Double.NaN) * TO_PER_SQUARE_CENTIMETRE);
      quality[i] = soundings.get(i).providerFlag();
    }
    String group = "/SpectraTIR/" + band;
    hdf.put(group + "/beginWavenumber", axis.beginPerCm());
    hdf.put(group + "/interval", axis.intervalPerCm());
    hdf.put(group + "/radiance", radiance);
    hdf.put(group + "/noise", noise);
    hdf.put(group + "/qualityFlag", quality);
  }

  private static Spectrum spectrum(Sounding sounding, String band) {
    return sounding.spectra().stream()
        .filter(spectrum -> spectrum.band().equals(band))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(sounding.id() + ": no spectrum of " + band));
  }
}
