package org.kokyu.gosat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kokyu.core.result.Failure;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.Partial;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.gosat.l1b.Hdf5File;

/**
 * Reads the thermal-infrared soundings of a GOSAT or GOSAT-2 L1B granule.
 *
 * <p>The layout is chosen by the root group of the file. Radiance is the real part of the spectrum
 * in W m-2 sr-1 (cm-1)-1, channel i of a band lies at begin + i · interval with i from 0, fill
 * values become NaN. A granule without thermal-infrared exposures is empty, not wrong; an exposure
 * that contradicts itself is reported and left out. Thread-safe.
 */
public final class GranuleReader {
  private final List<LayoutProfile> layouts;

  /** Knows the built-in layouts. */
  public GranuleReader() {
    this(BuiltInLayouts.ALL);
  }

  /**
   * @param layouts in the order in which they are tried
   */
  public GranuleReader(List<LayoutProfile> layouts) {
    this.layouts = List.copyOf(layouts);
  }

  /**
   * Reads a whole granule.
   *
   * @throws MalformedInputException if name, file or layout cannot be used
   * @throws UnavailableInputException if the file cannot be read now
   */
  public Partial<Granule> read(Path file) {
    Path last = file.getFileName();
    String fileName = last == null ? "" : last.toString();
    GosatFileName name =
        GosatFileName.parse(fileName)
            .orElseThrow(
                () ->
                    new MalformedInputException(
                        InputFault.WRONG_FORMAT,
                        "%s: name of a GOSAT or GOSAT-2 thermal-infrared L1B file expected"
                            .formatted(fileName)));
    Hdf5File hdf = Hdf5File.open(file);
    LayoutProfile layout = sniff(hdf);
    GranuleSource source = new GranuleSource(hdf, layout);
    checkIdentity(source, name);
    int points = source.points();
    List<Failure> failures = new ArrayList<>();
    List<Sounding> soundings = points == 0 ? List.of() : soundings(source, name, points, failures);
    Granule granule =
        new Granule(
            fileName,
            name.instrument(),
            name.key(),
            name.start(),
            name.version(),
            name.isNight(),
            soundings);
    return new Partial<>(granule, failures);
  }

  private LayoutProfile sniff(Hdf5File hdf) {
    Set<String> roots = hdf.rootNames();
    return layouts.stream()
        .filter(layout -> roots.contains(layout.rootGroup()))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedInputException(
                    InputFault.WRONG_FORMAT,
                    "%s: one of the root groups %s expected, found %s"
                        .formatted(
                            hdf.name(),
                            layouts.stream().map(LayoutProfile::rootGroup).toList(),
                            roots.stream().sorted().limit(10).toList())));
  }

  private static void checkIdentity(GranuleSource source, GosatFileName name) {
    if (source.layout().instrument() != name.instrument()) {
      throw source.mismatch(
          "file name", source.layout().instrument().name(), name.instrument().name());
    }
    if (name.instrument() == Instrument.GOSAT) {
      String satellite = source.text(LayoutRole.SATELLITE).orElse("");
      if (!satellite.equals("GOSAT")) {
        throw source.mismatch("satellite", "GOSAT", satellite);
      }
    }
    String sensor = source.text(LayoutRole.SENSOR).orElse("");
    if (!sensor.startsWith("TANSO-FTS")) {
      throw source.mismatch("sensor", "TANSO-FTS", sensor);
    }
    Optional<String> mode = source.text(LayoutRole.MODE).filter(text -> !text.isEmpty());
    if (mode.isPresent() && !mode.get().equals(name.mode())) {
      throw source.mismatch("observation mode", name.mode() + " of the file name", mode.get());
    }
  }

  private static List<Sounding> soundings(
      GranuleSource source, GosatFileName name, int points, List<Failure> failures) {
    ExposureTable exposures = ExposureTable.read(source, name, points);
    List<BandSpectra> bands = new ArrayList<>();
    for (String band : source.layout().bands().keySet()) {
      bands.add(BandSpectra.read(source, band, points));
    }
    List<Sounding> soundings = new ArrayList<>(points);
    Set<String> ids = new HashSet<>();
    ExposureRegister seen = new ExposureRegister();
    for (int i = 0; i < points; i++) {
      int exposure = i;
      Optional<String> defect =
          exposures
              .defect(i)
              .or(() -> bandDefect(bands, exposure))
              .or(
                  () ->
                      ids.add(exposures.id(exposure))
                          ? Optional.empty()
                          : Optional.of("second exposure with id " + exposures.id(exposure)));
      if (defect.isPresent()) {
        failures.add(failure(source, i, defect.get()));
        continue;
      }
      Sounding sounding = sounding(name.instrument(), exposures, bands, i);
      Optional<String> same = seen.add(sounding);
      if (same.isPresent()) {
        failures.add(failure(source, i, "second exposure of time and place of " + same.get()));
      } else {
        soundings.add(sounding);
      }
    }
    return soundings;
  }

  private static Failure failure(GranuleSource source, int exposure, String defect) {
    return new Failure(
        FailureReason.BAD_RECORD,
        "%s: exposure %d: %s".formatted(source.fileName(), exposure, defect));
  }

  private static Optional<String> bandDefect(List<BandSpectra> bands, int exposure) {
    return bands.stream().flatMap(band -> band.defect(exposure).stream()).findFirst();
  }

  private static Sounding sounding(
      Instrument instrument, ExposureTable exposures, List<BandSpectra> bands, int i) {
    List<Spectrum> spectra = new ArrayList<>(bands.size());
    int flag = 0;
    for (BandSpectra band : bands) {
      spectra.add(band.spectrum(i));
      flag |= band.quality(i);
    }
    return new Sounding(
        exposures.id(i), instrument, exposures.time(i), exposures.geometry(i), spectra, flag);
  }
}
