package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kokyu.core.port.LedgerView.FeedAccount;
import org.kokyu.core.port.LedgerView.GranuleRow;
import org.kokyu.core.port.ProductCatalogue.ProductRow;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.scheduler.config.Configuration;
import org.kokyu.scheduler.config.ConfigurationReader;
import org.kokyu.scheduler.flow.FileHash;
import org.kokyu.scheduler.ledger.Ledger;
import org.kokyu.scheduler.ledger.LedgerReports;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What happened to files and products; reads, also while a daemon runs. */
@Command(
    name = "ledger",
    description = "What happened to a file or product; works beside a running daemon.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class LedgerCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(), "one of status, explain, verify expected");
  }

  /** Which ledger. */
  static final class Place {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Choice choice;

    private static final class Choice {
      @Option(names = "--config", paramLabel = "FILE", description = "Configuration of the daemon.")
      private Path config;

      @Option(
          names = "--dir",
          paramLabel = "DIR",
          description = "Folder of a demo: its archive and ledger.")
      private Path dir;
    }

    Path archive() {
      return choice.config != null
          ? ConfigurationReader.read(choice.config).archive()
          : choice.dir.resolve("archive");
    }

    Ledger open() {
      String url =
          choice.config != null
              ? ConfigurationReader.read(choice.config).databaseUrl()
              : Configuration.embeddedDatabaseUrl(choice.dir.resolve("ledger"));
      return Ledger.snapshot(url, Clock.systemUTC());
    }
  }

  @Command(
      name = "status",
      description = "Counts per feed, newest products.",
      mixinStandardHelpOptions = true)
  int status(@Mixin Place place) {
    PrintWriter out = spec.commandLine().getOut();
    try (Ledger ledger = place.open()) {
      LedgerReports reports = ledger.reports();
      for (FeedAccount f : reports.feeds()) {
        out.printf(
            "feed %-12s %6d seen %6d processed %4d waiting %4d quarantined   newest observation %s%s%n",
            f.feed(),
            f.seen(),
            f.processed(),
            f.pending(),
            f.quarantined(),
            f.newestObservation().map(Object::toString).orElse("none"),
            f.lastError().map(e -> "   " + e).orElse(""));
      }
      for (String kind : reports.kinds()) {
        reports
            .latest(kind)
            .ifPresent(p -> out.printf("newest %-16s %s: %s%n", kind, p.fileName(), p.summary()));
      }
      out.printf("%d units of work unfinished%n", ledger.work().unfinished());
      out.flush();
    }
    return ExitCodes.DONE;
  }

  @Command(
      name = "explain",
      description = "The whole life of one file or product.",
      mixinStandardHelpOptions = true)
  int explain(
      @Mixin Place place,
      @Parameters(paramLabel = "ID", description = "File name, product name, or number of a file.")
          String id) {
    PrintWriter out = spec.commandLine().getOut();
    try (Ledger ledger = place.open()) {
      Optional<ProductRow> product = ledger.reports().byFileName(id);
      Optional<GranuleRow> granule =
          product.isPresent() ? Optional.empty() : ledger.reports().granule(id);
      if (product.isPresent()) {
        explain(out, ledger.reports(), product.get());
      } else if (granule.isPresent()) {
        explain(out, ledger.reports(), granule.get());
      } else {
        throw new ConfigurationException("the ledger knows no file and no product '" + id + "'");
      }
      out.flush();
    }
    return ExitCodes.DONE;
  }

  private static void explain(PrintWriter out, LedgerReports reports, ProductRow p) {
    out.printf(
        "%s%n  %s, revision %d, %s%n", p.fileName(), p.summary(), p.revision(), p.maturity());
    out.printf("  observed %s, published %s%n", p.observationTime(), p.published());
    out.printf("  %s, %d bytes, sha256 %s%n", p.relativePath(), p.bytes(), p.sha256());
    for (GranuleRow g : reports.inputsOf(p.id())) {
      out.printf("  input %s, arrived %s, sha256 %s%n", g.name(), g.arrived(), g.sha256());
    }
  }

  private static void explain(PrintWriter out, LedgerReports reports, GranuleRow g) {
    out.printf("%s (number %d, feed %s)%n", g.name(), g.id(), g.feed());
    out.printf("  sha256 %s%n", g.sha256().isEmpty() ? "not readable" : g.sha256());
    for (LedgerReports.Step step : reports.history(g.id())) {
      out.printf("  %s  %-11s %s%n", step.at(), step.state(), step.detail());
    }
    for (ProductRow p : reports.productsOf(g.id())) {
      out.printf("  in product %s, published %s%n", p.fileName(), p.published());
    }
  }

  @Command(
      name = "verify",
      description = "Checks every published file against the ledger; exit 1 on any difference.",
      mixinStandardHelpOptions = true)
  int verify(@Mixin Place place) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Path archive = place.archive();
    // files first: what is published after this listing is only checked from the ledger's side
    Set<String> files = productFiles(archive);
    List<String> differences = new ArrayList<>();
    try (Ledger ledger = place.open()) {
      List<ProductRow> rows = ledger.reports().allRevisions();
      for (ProductRow row : rows) {
        check(archive, row).ifPresent(differences::add);
        files.remove(row.relativePath());
      }
      files.removeAll(ledger.work().intendedPaths());
      files.forEach(f -> differences.add(f + ": in the archive, not in the ledger"));
      differences.forEach(out::println);
      long unfinished = ledger.reports().unfinishedProducts();
      if (unfinished > 0) {
        out.printf("%d products unfinished; a daemon completes them%n", unfinished);
      }
      out.printf("%d published files checked, %d differences%n", rows.size(), differences.size());
      out.flush();
    }
    return differences.isEmpty() ? ExitCodes.DONE : ExitCodes.CHECK_FAILED;
  }

  private static Optional<String> check(Path archive, ProductRow row) throws IOException {
    Path file = archive.resolve(row.relativePath());
    if (!Files.isRegularFile(file)) {
      return Optional.of(row.relativePath() + ": in the ledger, not in the archive");
    }
    String found = FileHash.sha256(file);
    return found.equals(row.sha256())
        ? Optional.empty()
        : Optional.of(
            "%s: sha256 %s expected, %s found".formatted(row.relativePath(), row.sha256(), found));
  }

  private static Set<String> productFiles(Path archive) throws IOException {
    Set<String> found = new HashSet<>();
    if (!Files.isDirectory(archive)) {
      return found;
    }
    try (Stream<Path> all = Files.walk(archive)) {
      all.filter(Files::isRegularFile)
          .filter(p -> p.getFileName().toString().startsWith("KOKYU_"))
          .map(p -> archive.relativize(p).toString().replace('\\', '/'))
          .filter(p -> !p.startsWith("quarantine/"))
          .forEach(found::add);
    }
    return found;
  }
}
