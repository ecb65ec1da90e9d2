package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.retrieval.spectroscopy.AbsorptionModel;
import org.kokyu.retrieval.spectroscopy.Co2Continuum;
import org.kokyu.retrieval.spectroscopy.CrossSections;
import org.kokyu.retrieval.spectroscopy.LineList;
import org.kokyu.retrieval.spectroscopy.LineMixing;
import org.kokyu.retrieval.spectroscopy.PartitionSums;
import org.kokyu.retrieval.spectroscopy.WaterContinuum;
import org.kokyu.retrieval.spectroscopy.io.ContinuumReader;
import org.kokyu.retrieval.spectroscopy.io.CrossSectionReader;
import org.kokyu.retrieval.spectroscopy.io.HitranReader;
import org.kokyu.retrieval.spectroscopy.io.LineMixingReader;
import org.kokyu.retrieval.spectroscopy.io.PartitionSumsReader;
import org.kokyu.scheduler.flow.FileHash;
import picocli.CommandLine.Option;

/** The user's spectroscopic files, the same for every command that computes line by line. */
final class SpectroscopyOptions {
  @Option(
      names = "--lines",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "HITRAN line lists, 160-character records.")
  private List<Path> lines = new ArrayList<>();

  @Option(
      names = "--continuum",
      arity = "1",
      paramLabel = "FILE",
      description =
          "Water continuum (AER's absco-ref_wv-mt-ckd.nc) or CO2 continuum (.csv); may be given twice.")
  private List<Path> continua = new ArrayList<>();

  @Option(
      names = "--partition-sums",
      paramLabel = "FILE",
      description = "Instead of the bundled ones.")
  private Path partitionSums;

  @Option(
      names = "--cross-sections",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Measured cross sections (HITRAN .xsc or AER tables) of HNO3, CFC-11, CFC-12 and others.")
  private List<Path> crossSections = new ArrayList<>();

  @Option(
      names = "--line-mixing",
      paramLabel = "FILE",
      description =
          "First-order coefficients: CSV molecule,isotopologue,wavenumber_per_cm,y_<T>,... in atm-1.")
  private Path lineMixing;

  /**
   * What the files hold.
   *
   * @param sums partition sums
   * @param lines per gas, mixed where the files say so
   * @param linesSha256 hash of the line lists
   * @param water water continuum
   * @param co2 CO2 continuum
   * @param crossSections measured species
   * @param names names and hashes of all files but the line lists, empty if none
   */
  record Inputs(
      PartitionSums sums,
      Map<Gas, LineList> lines,
      String linesSha256,
      Optional<WaterContinuum> water,
      Optional<Co2Continuum> co2,
      List<CrossSections> crossSections,
      String names) {

    AbsorptionModel absorption() {
      return new AbsorptionModel(lines, sums, water, co2, crossSections);
    }
  }

  /** Reads all files; says on {@code console} what was read and what was left out. */
  Inputs read(PrintWriter console) {
    PartitionSums sums =
        partitionSums == null
            ? PartitionSumsReader.bundled()
            : PartitionSumsReader.read(partitionSums);
    HitranReader.Lines read = new HitranReader(sums).read(lines);
    if (read.count() == 0) {
      throw new ConfigurationException("--lines: no line of a known gas in " + lines);
    }
    console.printf(
        "%d lines of %s; left out: %d of other molecules, %d of unknown isotopologues%n",
        read.count(),
        new java.util.TreeSet<>(read.lines().keySet()),
        read.skippedMolecules(),
        read.skippedIsotopologues());
    console.flush();
    Optional<WaterContinuum> water = Optional.empty();
    Optional<Co2Continuum> co2 = Optional.empty();
    List<String> names = new ArrayList<>();
    for (Path file : continua) {
      if (!Files.isReadable(file)) {
        throw new UnavailableInputException("continuum " + file + ": no such readable file");
      }
      names.add(nameAndHash(file));
      boolean ofWater = file.toString().endsWith(".nc");
      if (ofWater ? water.isPresent() : co2.isPresent()) {
        throw new ConfigurationException(
            "--continuum: one file of %s expected, a second one found: %s"
                .formatted(ofWater ? "water (.nc)" : "CO2 (.csv)", file));
      }
      if (ofWater) {
        water = Optional.of(ContinuumReader.water(file));
      } else {
        co2 = Optional.of(ContinuumReader.co2(file));
      }
    }
    List<CrossSections> measured = measured(console, names);
    Map<Gas, LineList> mixed = mixed(read.lines(), console, names);
    return new Inputs(sums, mixed, read.sha256(), water, co2, measured, String.join(", ", names));
  }

  private List<CrossSections> measured(PrintWriter console, List<String> names) {
    if (crossSections.isEmpty()) {
      return List.of();
    }
    CrossSectionReader.Read read = CrossSectionReader.read(crossSections);
    crossSections.forEach(file -> names.add(nameAndHash(file)));
    console.printf(
        "cross sections of %s; %d negative values set to zero%n",
        String.join(", ", read.species().stream().map(CrossSections::species).toList()),
        read.negative());
    console.flush();
    return read.species();
  }

  private Map<Gas, LineList> mixed(
      Map<Gas, LineList> lines, PrintWriter console, List<String> names) {
    if (lineMixing == null) {
      return lines;
    }
    LineMixing coefficients = LineMixingReader.read(lineMixing);
    names.add(nameAndHash(lineMixing));
    Map<Gas, LineList> mixed = new EnumMap<>(Gas.class);
    int attached = 0;
    for (Map.Entry<Gas, LineList> e : lines.entrySet()) {
      LineMixing.Mixed m = coefficients.attach(e.getValue());
      mixed.put(e.getKey(), m.lines());
      attached += m.attached();
    }
    if (attached == 0) {
      throw new ConfigurationException(
          "--line-mixing: coefficients of lines in the line list expected, none found in "
              + lineMixing);
    }
    console.printf(
        "line mixing of %d lines; %d without a line%n", attached, coefficients.size() - attached);
    console.flush();
    return mixed;
  }

  private static String nameAndHash(Path file) {
    try {
      return "%s (SHA-256 %.12s)".formatted(file.getFileName(), FileHash.sha256(file.toRealPath()));
    } catch (IOException e) {
      throw new UnavailableInputException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
