package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.retrieval.spectroscopy.Co2Continuum;
import org.kokyu.retrieval.spectroscopy.PartitionSums;
import org.kokyu.retrieval.spectroscopy.WaterContinuum;
import org.kokyu.retrieval.spectroscopy.io.ContinuumReader;
import org.kokyu.retrieval.spectroscopy.io.HitranReader;
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

  /**
   * What the files hold.
   *
   * @param sums partition sums
   * @param lines line lists with their hash
   * @param water water continuum
   * @param co2 CO2 continuum
   * @param continua names and hashes of the continuum files, empty if none
   */
  record Inputs(
      PartitionSums sums,
      HitranReader.Lines lines,
      Optional<WaterContinuum> water,
      Optional<Co2Continuum> co2,
      String continua) {}

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
    return new Inputs(sums, read, water, co2, String.join(", ", names));
  }

  private static String nameAndHash(Path file) {
    try {
      return "%s (SHA-256 %.12s)".formatted(file.getFileName(), FileHash.sha256(file.toRealPath()));
    } catch (IOException e) {
      throw new UnavailableInputException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
