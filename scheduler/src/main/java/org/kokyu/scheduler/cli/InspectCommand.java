package org.kokyu.scheduler.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kokyu.core.result.Failure;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.Partial;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.core.sounding.Spectrum;
import org.kokyu.gosat.GosatFileName;
import org.kokyu.gosat.GranuleReader;
import org.kokyu.himawari.HsdFileName;
import org.kokyu.himawari.HsdReader;
import org.kokyu.himawari.HsdSegment;
import org.kokyu.himawari.netcdf.CloudMaskImage;
import org.kokyu.himawari.netcdf.NoaaCloudMaskFileName;
import org.kokyu.himawari.netcdf.NoaaCloudMaskReader;
import org.kokyu.himawari.netcdf.PtreeFileName;
import org.kokyu.himawari.netcdf.PtreeReader;
import org.kokyu.met.CollocatedMeteorology;
import org.kokyu.met.CollocatedPrior;
import org.kokyu.met.GriddedFile;
import org.kokyu.met.MeteorologyFile;
import org.kokyu.ops.publish.LstOverview;
import org.kokyu.ops.publish.LstProduct;
import org.kokyu.ops.publish.ProfileProduct;
import org.kokyu.ops.publish.PublishedProfiles;
import org.kokyu.ops.publish.PublishedProfiles.PublishedGas;
import org.kokyu.ops.publish.PublishedProfiles.PublishedSounding;
import org.kokyu.retrieval.table.AbsorptionTables;
import org.kokyu.retrieval.table.io.TableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a file contains. */
@Command(
    name = "inspect",
    description =
        "Prints what a granule, a Himawari segment, a meteorology or prior file, a table or a product contains.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Any file that Kokyu reads or writes.")
  private Path file;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(file)) {
      throw new UnavailableInputException(
          file + (Files.isDirectory(file) ? ": is a folder, a file expected" : ": no such file"));
    }
    String name = file.getFileName().toString();
    if (GosatFileName.parse(name).isPresent()) {
      granule();
    } else if (HsdFileName.parse(name).isPresent()) {
      segment();
    } else if (PtreeFileName.parse(name).isPresent()) {
      gridded();
    } else if (NoaaCloudMaskFileName.parse(name).isPresent()) {
      cloudMask();
    } else if (name.startsWith("KOKYU_L2_PROFILE_")) {
      profiles();
    } else if (name.startsWith("KOKYU_L2_LST_")) {
      map();
    } else if (name.endsWith(".nc")) {
      collocated();
    } else if (name.endsWith(".tables") || name.endsWith(".kat")) {
      table();
    } else {
      unknown();
    }
    out().flush();
    return ExitCodes.DONE;
  }

  /** A table under any name is recognised by its content; nothing else is. */
  private void unknown() {
    try {
      table();
    } catch (MalformedInputException e) {
      if (e.fault() != InputFault.WRONG_FORMAT) {
        throw e;
      }
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          file
              + ": a GOSAT or GOSAT-2 L1B granule, a Himawari segment, a product, a NetCDF file or an absorption table"
              + " expected; neither name nor content is one",
          e);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void line(String format, Object... arguments) {
    out().println(String.format(Locale.ROOT, format, arguments));
  }

  private void granule() {
    Partial<Granule> read = new GranuleReader().read(file);
    Granule g = read.value();
    line(
        "%s L1B granule, version %s, %s",
        g.instrument(), g.l1bVersion(), g.night() ? "night" : "day");
    line("start %s, key %s, %d soundings", g.start(), g.key(), g.soundings().size());
    for (Sounding s : g.soundings()) {
      line(
          "  %s  %s  %8.3f N %8.3f E  zenith %5.2f  land %.2f  flag %d",
          s.id(),
          s.time(),
          s.geometry().latitudeDeg(),
          s.geometry().longitudeDeg(),
          s.geometry().sensorZenithDeg(),
          s.geometry().landFraction(),
          s.providerFlag());
    }
    g.soundings().stream().findFirst().ifPresent(s -> s.spectra().forEach(this::spectrum));
    for (Failure f : read.failures()) {
      line("  unusable: %s", f.detail());
    }
  }

  private void spectrum(Spectrum s) {
    line(
        "band %s: %d channels, %.3f … %.3f cm-1, every %.5f cm-1",
        s.band(),
        s.axis().count(),
        s.axis().wavenumberPerCm(0),
        s.axis().wavenumberPerCm(s.axis().count() - 1),
        s.axis().intervalPerCm());
  }

  private void segment() {
    HsdSegment s = new HsdReader().read(file);
    line(
        "Himawari segment %s, slot %s, band %d, %s",
        s.name().satellite(), s.name().nominalTime(), s.name().band(), s.name().area());
    line(
        "segment %d of %d: lines %d … %d, %d columns",
        s.name().segment(), s.name().totalSegments(), s.firstLine(), s.lastLine(), s.columns());
    line("central wavelength %.4f µm", s.header().calibration().wavelengthMicrometre());
  }

  private void gridded() {
    PtreeReader.Header h = new PtreeReader().readHeader(file);
    line(
        "gridded Himawari data of P-Tree, %s, slot %s",
        h.slot().satellite(), h.slot().nominalTime());
    line(
        "%d x %d nodes, every %s degrees, from %.2f N %.2f E",
        h.rows(), h.columns(), h.stepDeg(), h.northDeg(), h.westDeg());
    line("bands %s", h.bands());
  }

  private void cloudMask() {
    CloudMaskImage mask = new NoaaCloudMaskReader().read(file, NoaaCloudMaskReader.FULL_DISK);
    int[] pixels = new int[5];
    for (byte level : mask.level()) {
      pixels[level + 1]++;
    }
    line("cloud mask of NOAA, %s, slot %s", mask.slot().satellite(), mask.slot().nominalTime());
    line(
        "pixels: %d clear, %d probably clear, %d probably cloudy, %d cloudy, %d without",
        pixels[1], pixels[2], pixels[3], pixels[4], pixels[0]);
    line(mask.qualityScreened() ? "screened by its quality flag" : "without quality flags");
  }

  private void profiles() {
    PublishedProfiles p = ProfileProduct.read(file);
    line("%s, revision %d, %s", p.id(), p.revision(), p.maturity());
    line(
        "from %s; meteorology: %s; prior: %s", p.granule(), p.meteorologySource(), p.priorSource());
    line("versions: %s", p.versions().replace("\n", "; "));
    for (PublishedSounding s : p.soundings()) {
      line(
          "  %s  %s  %8.3f N %8.3f E  quality %d  chi2 %.2f  %d iterations",
          s.id(),
          s.time(),
          s.latitudeDeg(),
          s.longitudeDeg(),
          s.quality(),
          s.chi2(),
          s.iterations());
      for (PublishedGas g : s.gases()) {
        line(
            "      %-4s column %.4f ± %.4f ppm, degrees of freedom %.2f",
            g.gas(), g.columnPpm(), g.columnUncertaintyPpm(), g.dofs());
      }
    }
  }

  private void map() {
    LstOverview m = LstProduct.readOverview(file, 1_000_000);
    int n = 0;
    double sum = 0;
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float t : m.lstK()) {
      if (!Float.isNaN(t)) {
        n++;
        sum += t;
        low = Math.min(low, t);
        high = Math.max(high, t);
      }
    }
    line(
        "%s, slot %s, grid %s, %.0f %% of the segments",
        m.id(), m.time(), m.grid(), 100 * m.coverage());
    if (n == 0) {
      line("no land surface temperature in it");
    } else {
      line(
          "land surface temperature in %.1f %% of the pixels: %.2f … %.2f K, mean %.2f K%s",
          100.0 * n / m.lstK().length,
          low,
          high,
          sum / n,
          m.stride() > 1 ? " (every " + m.stride() + "th row and column)" : "");
    }
  }

  private void collocated() {
    MalformedInputException first;
    try {
      MeteorologyFile weather = MeteorologyFile.open(file);
      if (weather instanceof GriddedFile grid) {
        line("%s", grid.summary());
        grid.release();
      } else if (weather instanceof CollocatedMeteorology rows) {
        line("collocated meteorology for %d soundings", rows.size());
      }
      return;
    } catch (MalformedInputException e) {
      first = e;
    }
    try {
      line("collocated prior profiles for %d soundings", CollocatedPrior.open(file).size());
    } catch (MalformedInputException e) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT,
          "%s: neither meteorology (%s) nor prior (%s)"
              .formatted(file, first.getMessage(), e.getMessage()),
          e);
    }
  }

  private void table() {
    AbsorptionTables t = TableFile.read(file);
    AbsorptionTables.Header h = t.header();
    line("absorption tables for %s: %s", h.instrument(), h.grade());
    line("%d channels in %d windows, %d nodes", t.channels(), t.windows().size(), t.nodes());
    line("line shape: %s", h.lineShape());
    line(
        "lines: SHA-256 %s; continua: %s",
        h.lineListSha256(), h.continua().isEmpty() ? "none" : h.continua());
    line("%s", h.training());
    line("%s", h.citation());
  }
}
