package org.kokyu.gosat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kokyu.core.sounding.Instrument;

/**
 * What the name of an L1B file with thermal-infrared spectra says.
 *
 * <p>GOSAT: {@code GOSATTFTSyyyyMMddHHmm PPP SSS u _1B MMMM vvvvvv .01} (without the spaces), one
 * file per scene or sub-scene. GOSAT-2: {@code GOSAT2TFTS2yyyyMMddHHmm PPP SS _1BT xxxx MMMM vvvvvv
 * .h5}; the four characters {@code xxxx} have no public meaning and count as part of the scene's
 * identity. Grammar after the names of real GOSAT soundings and the offsets in pynadc (R. van
 * Hees).
 *
 * @param instrument which spectrometer
 * @param start start of the granule to the minute, UTC
 * @param path orbit path
 * @param scene scene number on the path
 * @param subScene sub-scene label: GOSAT one digit, 0 for an undivided scene; GOSAT-2 four
 *     characters
 * @param mode observation mode, for example OB1D (grid, day), OB1N (night), SPOD (target, day)
 * @param version algorithm and parameter version, six or seven digits
 */
public record GosatFileName(
    Instrument instrument,
    Instant start,
    int path,
    int scene,
    String subScene,
    String mode,
    String version) {

  private static final Pattern GOSAT =
      Pattern.compile("GOSATTFTS(\\d{12})(\\d{3})(\\d{3})(\\d)_1B([A-Z0-9]{4})(\\d{6})\\.01");
  private static final Pattern GOSAT2 =
      Pattern.compile(
          "GOSAT2TFTS2(\\d{12})(\\d{3})(\\d{2})_1BT([A-Z0-9_]{4})([A-Z0-9]{4})(\\d{6,7})\\.h5");
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm").withResolverStyle(ResolverStyle.STRICT);

  public GosatFileName {
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(subScene, "subScene");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(version, "version");
  }

  /** Parses a file name without folder; empty if it is outside both grammars. */
  public static Optional<GosatFileName> parse(String fileName) {
    Matcher gosat = GOSAT.matcher(fileName);
    if (gosat.matches()) {
      return of(Instrument.GOSAT, gosat);
    }
    Matcher gosat2 = GOSAT2.matcher(fileName);
    return gosat2.matches() ? of(Instrument.GOSAT2, gosat2) : Optional.empty();
  }

  private static Optional<GosatFileName> of(Instrument instrument, Matcher m) {
    Instant start;
    try {
      start = LocalDateTime.parse(m.group(1), MINUTE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
    return Optional.of(
        new GosatFileName(
            instrument,
            start,
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)),
            m.group(4),
            m.group(5),
            m.group(6)));
  }

  /** The file name that this describes. */
  public String format() {
    String minute = MINUTE.format(LocalDateTime.ofInstant(start, ZoneOffset.UTC));
    return instrument == Instrument.GOSAT
        ? "GOSATTFTS%s%03d%03d%s_1B%s%s.01".formatted(minute, path, scene, subScene, mode, version)
        : "GOSAT2TFTS2%s%03d%02d_1BT%s%s%s.h5"
            .formatted(minute, path, scene, subScene, mode, version);
  }

  /** Whether the mode is a night mode (thermal band only). */
  public boolean isNight() {
    return mode.charAt(mode.length() - 1) == 'N';
  }

  /**
   * Identity of the granule besides instrument and start: path, scene, sub-scene and mode, letters
   * and digits only. The version is left out: a reprocessed granule is the same granule.
   */
  public String key() {
    String scenePart =
        instrument == Instrument.GOSAT
            ? "%03d%03d".formatted(path, scene)
            : "%03d%02d".formatted(path, scene);
    return scenePart + subScene.replace("_", "") + mode;
  }
}
