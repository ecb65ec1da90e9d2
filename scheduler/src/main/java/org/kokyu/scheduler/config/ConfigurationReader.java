package org.kokyu.scheduler.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.gosat.BuiltInLayouts;
import org.kokyu.gosat.LayoutProfile;
import org.kokyu.land.gpp.ProductivityModels;
import org.kokyu.ops.alert.AlertSettings;
import org.kokyu.scheduler.config.FeedSettings.Completeness;
import org.kokyu.scheduler.config.FeedSettings.Kind;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a configuration file. All mistakes are reported together, one line each: file, line, key,
 * what was expected and what was found.
 */
public final class ConfigurationReader {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String NAME = "[a-z][a-z0-9_-]{0,31}";

  private ConfigurationReader() {}

  /**
   * The configuration of a daemon.
   *
   * @throws ConfigurationException with one line per mistake
   */
  public static Configuration read(Path file) {
    return read(file, true);
  }

  /**
   * As {@link #read(Path)} for a command that runs once: archive and feeds may be missing.
   *
   * @throws ConfigurationException with one line per mistake
   */
  public static Configuration readForOneShot(Path file) {
    return read(file, false);
  }

  private static Configuration read(Path file, boolean daemon) {
    Problems problems = new Problems(file.toString());
    Path folder = file.toAbsolutePath().normalize().getParent();
    Section root = new Section(compose(file), "", folder, problems);
    Configuration configuration = readRoot(root, folder, daemon);
    if (!problems.isEmpty()) {
      throw problems.toException();
    }
    return configuration;
  }

  private static MappingNode compose(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(20);
    options.setCodePointLimit(1_000_000);
    try (Reader reader = Files.newBufferedReader(file)) {
      Node node = new Yaml(options).compose(reader);
      if (node instanceof MappingNode mapping) {
        return mapping;
      }
      throw new ConfigurationException(
          file
              + ":1: keys and values expected, found "
              + (node == null ? "nothing" : "other text"));
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          file + ": no such file; './kokyu init " + file + "' writes one to start from", e);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(file + ": not a text file in UTF-8", e);
    } catch (IOException e) {
      throw new ConfigurationException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new ConfigurationException(
          "%s:%d: not valid YAML: %s".formatted(file, line, oneLine(e.getProblem())), e);
    } catch (YAMLException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new ConfigurationException(file + ": not a text file in UTF-8", e);
      }
      if (e.getCause() instanceof IOException io) {
        throw new ConfigurationException(file + ": cannot be read: " + io.getMessage(), e);
      }
      throw new ConfigurationException(file + ": not valid YAML: " + oneLine(e.getMessage()), e);
    }
  }

  private static String oneLine(String text) {
    return text == null ? "unreadable" : text.replaceAll("\\s+", " ").strip();
  }

  private static Configuration readRoot(Section root, Path folder, boolean daemon) {
    Optional<Path> archive = root.path("archive");
    if (archive.isEmpty() && daemon) {
      root.problem("archive", "missing: folder for the published products");
    }
    Path archiveRoot = archive.orElse(folder.resolve("archive"));
    Configuration configuration =
        new Configuration(
            archiveRoot,
            database(root, archiveRoot),
            root.section("http").map(ConfigurationReader::http).orElse(HttpSettings.DEFAULT),
            allFeeds(root, daemon, archiveRoot),
            ancillary(root),
            root.section("retrieval").map(RetrievalSection::read).orElse(RetrievalSettings.DEFAULT),
            root.section("lst").map(ConfigurationReader::lst).orElse(LstSettings.DEFAULT),
            root.section("gpp").map(ConfigurationReader::gpp).orElse(GppSettings.OFF),
            root.section("work").map(ConfigurationReader::work).orElseGet(WorkSettings::defaults),
            root.section("alerts").map(AlertSection::read).orElse(AlertSettings.DEFAULT));
    requireLight(root, configuration);
    boolean fluxes = configuration.feeds().stream().anyMatch(f -> f.kind() == Kind.FLUX_HOURLY);
    if (fluxes && !configuration.gpp().make()) {
      root.problem("flux", "needs the section 'gpp': fluxes are made from production");
    }
    if (fluxes && configuration.lst().grid() == LstSettings.Grid.NATIVE) {
      root.problem("flux", "needs 'grid: asia-0.02' under 'lst': fluxes are made on equal angles");
    }
    root.finish();
    return configuration;
  }

  private static String database(Section root, Path archive) {
    String byDefault = Configuration.embeddedDatabaseUrl(archive.resolveSibling("ledger"));
    Optional<Section> section = root.section("database");
    if (section.isEmpty()) {
      return byDefault;
    }
    Optional<String> url = section.get().text("url");
    Optional<Path> file = section.get().path("file");
    section.get().finish();
    if (url.isPresent() && file.isPresent()) {
      section.get().problem("url", "give either 'file' or 'url'");
    }
    if (url.isPresent() && !url.get().matches("jdbc:h2:file:/[^;]+")) {
      section
          .get()
          .problem(
              "url", "'jdbc:h2:file:/absolute/path' expected, found '%s'".formatted(url.get()));
    }
    return url.or(() -> file.map(Configuration::embeddedDatabaseUrl)).orElse(byDefault);
  }

  private static HttpSettings http(Section s) {
    HttpSettings settings =
        new HttpSettings(
            s.text("address").orElse(HttpSettings.DEFAULT.address()),
            s.integer("port", 0, 65_535, HttpSettings.DEFAULT.port()));
    s.finish();
    return settings;
  }

  private static List<FeedSettings> feeds(Section root, boolean daemon) {
    List<Section> sections = root.sections("feeds");
    if (daemon && sections.isEmpty() && !root.has("feeds")) {
      root.problem("feeds", "missing: at least one feed is needed");
    }
    List<FeedSettings> feeds = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section s : sections) {
      FeedSettings feed = feed(s);
      if (!feed.name().isEmpty() && !names.add(feed.name())) {
        s.problem("name", "'%s' is the name of another feed".formatted(feed.name()));
      }
      feeds.add(feed);
    }
    return feeds;
  }

  /** The feeds from outside, and those from the archive. */
  private static List<FeedSettings> allFeeds(Section root, boolean daemon, Path archive) {
    List<FeedSettings> all = new ArrayList<>(feeds(root, daemon));
    Optional<Section> flux = root.section("flux");
    if (flux.isPresent()) {
      all.addAll(FluxSection.read(flux.get(), archive));
    }
    return all;
  }

  private static FeedSettings feed(Section s) {
    String name = s.requiredText("name");
    if (!name.isEmpty() && !name.matches(NAME)) {
      s.problem(
          "name", "lower-case letters, digits, '-' and '_' expected, found '%s'".formatted(name));
    }
    Kind kind = s.choice("kind", Kind.EXTERNAL, Kind::label, Optional.empty());
    Optional<Path> folder = s.path("folder");
    if (folder.isEmpty()) {
      s.problem("folder", "missing: where the files appear");
    }
    boolean imager = kind == Kind.HIMAWARI || kind == Kind.PTREE;
    FeedSettings feed =
        new FeedSettings(
            name,
            kind,
            folder.orElse(Path.of("")),
            s.duration("poll", Duration.ofMillis(100), DAY, Duration.ofSeconds(imager ? 10 : 30)),
            s.duration(
                "look-back", SECOND, DAY.multipliedBy(36_500), DAY.multipliedBy(imager ? 3 : 14)),
            s.duration("fresh", SECOND, DAY.multipliedBy(365), Duration.ofHours(imager ? 2 : 24)),
            s.duration(
                "cadence", SECOND, DAY.multipliedBy(30), imager ? Duration.ofMinutes(10) : DAY),
            s.choice(
                "complete",
                Completeness.class,
                Completeness::label,
                Optional.of(Completeness.STABLE)),
            kind == Kind.HIMAWARI
                ? Optional.of(slot(s))
                : kind == Kind.PTREE ? Optional.of(griddedSlot(s)) : Optional.empty());
    s.finish();
    return feed;
  }

  private static SlotSettings slot(Section s) {
    List<Integer> bands = s.integers("bands", 1, 16, List.of(7, 13, 14, 15));
    if (bands.contains(2) || bands.contains(6)) {
      s.problem("bands", "1, 3, 4, 5 and 7 to 16 can be used");
    }
    if (!bands.containsAll(List.of(13, 14, 15))) {
      s.problem("bands", "13, 14 and 15 are needed for the land surface temperature");
    }
    return new SlotSettings(
        bands,
        s.integers("segments", 1, 10, List.of(1, 2, 3, 4, 5, 6)),
        s.duration("deadline", SECOND, DAY, Duration.ofMinutes(15)),
        s.choice("prefer", ImagerSatellite.class, Enum::name, Optional.of(ImagerSatellite.H09)),
        s.choice(
            "cloud-mask",
            SlotSettings.CloudMask.class,
            SlotSettings.CloudMask::label,
            Optional.of(SlotSettings.CloudMask.OWN)));
  }

  /** One file is a slot: nothing is waited for. */
  private static SlotSettings griddedSlot(Section s) {
    return new SlotSettings(
        List.of(7, 13, 14, 15),
        List.of(),
        SECOND,
        s.choice("prefer", ImagerSatellite.class, Enum::name, Optional.of(ImagerSatellite.H09)));
  }

  private static AncillarySettings ancillary(Section root) {
    Optional<Section> tables = root.section("tables");
    AncillarySettings settings =
        new AncillarySettings(
            existing(root, "meteorology"),
            existing(root, "prior"),
            tables.flatMap(t -> existing(t, "gosat")),
            tables.flatMap(t -> existing(t, "gosat2")),
            root.path("truth"),
            root.section("gosat2-layout")
                .map(ConfigurationReader::layout)
                .orElse(BuiltInLayouts.GOSAT2_PLACEHOLDER));
    tables.ifPresent(Section::finish);
    return settings;
  }

  /** Paths of datasets by role; the factor on radiances where their unit is not W cm-2. */
  private static LayoutProfile layout(Section s) {
    OptionalDouble scale =
        s.has("radiance-scale")
            ? OptionalDouble.of(s.number("radiance-scale", 1e-9, 1e9, 1))
            : OptionalDouble.empty();
    LayoutProfile layout = BuiltInLayouts.GOSAT2_PLACEHOLDER.withOverrides(Map.of(), scale);
    for (String role : s.keys()) {
      if (role.equals("radiance-scale")) {
        continue;
      }
      String path = s.requiredText(role);
      try {
        layout = layout.withOverrides(Map.of(role, path), OptionalDouble.empty());
      } catch (ConfigurationException e) {
        s.problem(role, e.getMessage());
      }
    }
    s.finish();
    return layout;
  }

  private static Optional<Path> existing(Section s, String key) {
    Optional<Path> path = s.path(key);
    if (path.isPresent() && !Files.exists(path.get())) {
      s.problem(key, "no such file or folder: " + path.get());
    }
    return path;
  }

  private static LstSettings lst(Section s) {
    LstSettings settings =
        new LstSettings(
            s.choice(
                "grid",
                LstSettings.Grid.class,
                LstSettings.Grid::label,
                Optional.of(LstSettings.DEFAULT.grid())),
            s.number("step", 0.005, 5, LstSettings.DEFAULT.stepDeg()),
            existing(s, "ancillary"),
            existing(s, "land-cover"),
            existing(s, "emissivity"),
            Stream.of("coefficients-h08", "coefficients-h09", "coefficients")
                .flatMap(key -> existing(s, key).stream())
                .toList(),
            s.choice(
                    "land-mask",
                    LstSettings.LandMask.class,
                    LstSettings.LandMask::label,
                    Optional.of(LstSettings.LandMask.BUILT_IN))
                == LstSettings.LandMask.BUILT_IN);
    s.finish();
    return settings;
  }

  private static GppSettings gpp(Section s) {
    String model = s.text("model").orElse(GppSettings.OFF.model());
    if (ProductivityModels.named(model).isEmpty()) {
      s.problem(
          "model",
          "one of %s expected, found '%s'"
              .formatted(
                  ProductivityModels.all().stream().map(ProductivityModel::name).toList(), model));
    }
    GppSettings settings =
        new GppSettings(
            true,
            model,
            s.choice(
                "light",
                GppSettings.Light.class,
                GppSettings.Light::label,
                Optional.of(GppSettings.Light.CLOUD_INDEX)),
            existing(s, "land-cover"));
    s.finish();
    return settings;
  }

  /** The cloud index needs the reflectance of band 3. */
  private static void requireLight(Section root, Configuration configuration) {
    GppSettings gpp = configuration.gpp();
    for (FeedSettings feed : configuration.feeds()) {
      boolean blind = feed.slot().isPresent() && !feed.slot().get().bands().contains(3);
      if (gpp.make() && gpp.light() == GppSettings.Light.CLOUD_INDEX && blind) {
        root.problem(
            "gpp",
            "feed '%s' has no band 3: add it to its bands, or give 'light: cloud-mask'"
                .formatted(feed.name()));
      }
    }
  }

  private static WorkSettings work(Section s) {
    WorkSettings d = WorkSettings.defaults();
    WorkSettings settings =
        new WorkSettings(
            s.integer("workers", 1, 1024, d.workers()),
            s.integer("queue-capacity", 1, 1_000_000, d.queueCapacity()),
            s.integer("tries", 1, 100, d.tries()),
            s.duration("back-off", Duration.ofMillis(10), Duration.ofHours(1), d.backOff()));
    s.finish();
    return settings;
  }
}
