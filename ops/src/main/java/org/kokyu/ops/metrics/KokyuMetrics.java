package org.kokyu.ops.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.kokyu.core.event.EventKind;
import org.kokyu.core.port.LedgerView;
import org.kokyu.core.port.ProductCatalogue;
import org.kokyu.core.port.QueueView;
import org.kokyu.core.port.QueueView.QueueDepth;
import org.kokyu.core.port.StageObserver;
import org.kokyu.core.port.Timetable;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.core.sounding.Instrument;

/**
 * Counts and times what the daemon tells, under the names of the contract. Labels take values of
 * closed sets only: feeds, products and stages of the configuration, outcomes and priorities of
 * enums. Counters and histograms start at zero with the process. Thread-safe.
 */
public final class KokyuMetrics implements StageObserver {
  /** From seconds of the demo to a day of an outage. */
  private static final Duration[] LATENCIES =
      seconds(
          1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 10_800, 21_600, 86_400, 604_800);

  private static final Duration[] STAGES = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private static final List<String> ALERT_TYPES = List.of("alert", "update", "cancel");
  private static final int AVAILABILITY_GRANULES = 100;
  private static final int MAX_L1B_VERSIONS = 16;
  private static final double SHIFT_PLACE_PER_CM = 1000;

  private final Map<Instrument, RecentShare> availability = new ConcurrentHashMap<>();
  private final Set<String> l1bVersions = new HashSet<>();
  private final Map<Instrument, AtomicReference<Double>> spectralShift = new ConcurrentHashMap<>();
  private final Map<String, AtomicReference<Instant>> productLatest = new ConcurrentHashMap<>();
  private final Map<String, AtomicReference<Instant>> feedSuccess = new ConcurrentHashMap<>();
  private final AtomicReference<SlotKey> newestSlot = new AtomicReference<>();
  private final Map<String, AtomicReference<Double>> latestValues = new ConcurrentHashMap<>();

  /**
   * @param version of this program, label of {@code kokyu_build_info}
   */
  public KokyuMetrics(String version) {
    Gauge.builder("kokyu.build.info", () -> 1)
        .description("Version of the program and of the Java that runs it")
        .tag("version", version)
        .tag("java", System.getProperty("java.version"))
        .register(registry);
  }

  private static Duration[] seconds(long... values) {
    Duration[] all = new Duration[values.length];
    for (int i = 0; i < values.length; i++) {
      all[i] = Duration.ofSeconds(values[i]);
    }
    return all;
  }

  /** Shows a feed with zero counts before anything happens. */
  public void addFeed(String feed) {
    for (GranuleOutcome o : GranuleOutcome.values()) {
      granules(feed, o);
    }
    arrival(feed);
  }

  /** Shows a product with zero counts before anything happens. */
  public void addProduct(String product) {
    for (ProductOutcome o : ProductOutcome.values()) {
      products(product, o);
    }
    processing(product);
  }

  /** Shows the queue. */
  public void watch(QueueView queue) {
    for (QueueDepth depth : queue.queues()) {
      String priority = depth.priority();
      queueGauge(queue, "kokyu.queue.depth", "Units of work that wait", priority, q -> q.depth());
      queueGauge(
          queue,
          "kokyu.queue.capacity",
          "Units of work that may wait",
          priority,
          q -> q.capacity());
      Gauge.builder(
              "kokyu.queue.oldest.age",
              queue,
              v -> of(v, priority, q -> q.oldestAge().toMillis() / 1000.0))
          .description("How long the oldest unit of work has waited")
          .baseUnit("seconds")
          .tag("priority", priority)
          .register(registry);
    }
    Gauge.builder("kokyu.workers.busy", queue, QueueView::running)
        .description("Worker threads that have a unit of work")
        .register(registry);
    Gauge.builder("kokyu.workers", queue, QueueView::workers)
        .description("Worker threads")
        .register(registry);
  }

  private void queueGauge(
      QueueView queue, String name, String help, String priority, ToDoubleFunction<QueueDepth> f) {
    Gauge.builder(name, queue, v -> of(v, priority, f))
        .description(help)
        .tag("priority", priority)
        .register(registry);
  }

  private static double of(QueueView view, String priority, ToDoubleFunction<QueueDepth> f) {
    return view.queues().stream()
        .filter(q -> q.priority().equals(priority))
        .mapToDouble(f)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Shows the ledger, and takes over what was published before this process started. */
  public void watch(LedgerView ledger, ProductCatalogue catalogue) {
    Gauge.builder(
            "kokyu.quarantined.granules",
            ledger,
            l -> l.feeds().stream().mapToLong(LedgerView.FeedAccount::quarantined).sum())
        .description("Files in quarantine")
        .register(registry);
    Gauge.builder("kokyu.ledger.unaccounted.granules", ledger, LedgerView::unaccountedGranules)
        .description("Files without an end that nothing accounts for; must be 0")
        .register(registry);
    for (String kind : catalogue.kinds()) {
      catalogue.latest(kind).ifPresent(p -> productLatest(kind, p.observationTime()));
    }
    for (LedgerView.FeedAccount feed : ledger.feeds()) {
      feed.lastSuccess().ifPresent(at -> feedSucceeded(feed.feed(), at));
    }
  }

  /** Shows the observations of a feed's latest day against its timetable. */
  public void watch(LedgerView ledger, String feed, Timetable timetable, Clock clock) {
    observations(ledger, feed, timetable, clock, "present", Timetable.Day::present);
    observations(ledger, feed, timetable, clock, "missing", Timetable.Day::missing);
    observations(ledger, feed, timetable, clock, "not_observed", Timetable.Day::leftOut);
  }

  private void observations(
      LedgerView ledger,
      String feed,
      Timetable timetable,
      Clock clock,
      String state,
      ToIntFunction<Timetable.Day> count) {
    Gauge.builder(
            "kokyu.feed.observations",
            ledger,
            l -> count.applyAsInt(timetable.latestDay(l, feed, clock.instant())))
        .description(
            "Observations of the latest day: present, missing, or not made by the satellite")
        .tag("feed", feed)
        .tag("state", state)
        .register(registry);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private Counter granules(String feed, GranuleOutcome outcome) {
    return Counter.builder("kokyu.granules")
        .description("Files of a feed that came to an end")
        .tag("feed", feed)
        .tag("outcome", label(outcome))
        .register(registry);
  }

  private Counter products(String product, ProductOutcome outcome) {
    return Counter.builder("kokyu.products")
        .description("Products that came to an end")
        .tag("product", product)
        .tag("outcome", label(outcome))
        .register(registry);
  }

  private Timer arrival(String feed) {
    return Timer.builder("kokyu.arrival.latency")
        .description("From observation to arrival of a file")
        .tag("feed", feed)
        .serviceLevelObjectives(LATENCIES)
        .register(registry);
  }

  private Timer processing(String product) {
    return Timer.builder("kokyu.processing.latency")
        .description("From arrival of the last input to publication")
        .tag("product", product)
        .serviceLevelObjectives(LATENCIES)
        .register(registry);
  }

  @Override
  public void granuleFinished(String feed, GranuleOutcome outcome) {
    granules(feed, outcome).increment();
  }

  @Override
  public void productFinished(String product, ProductOutcome outcome) {
    products(product, outcome).increment();
  }

  @Override
  public void stageTook(String stage, Duration duration) {
    Timer.builder("kokyu.stage.duration")
        .description("Duration of a stage of the work")
        .tag("stage", stage)
        .serviceLevelObjectives(STAGES)
        .register(registry)
        .record(positive(duration));
  }

  @Override
  public void granuleRead(Instrument instrument, String l1bVersion, int exposures) {
    Counter.builder("kokyu.tir.granules")
        .description("Granules read, with and without thermal-infrared exposures")
        .tag("instrument", label(instrument))
        .tag("content", exposures > 0 ? "present" : "absent")
        .register(registry)
        .increment();
    availability
        .computeIfAbsent(
            instrument,
            i -> {
              RecentShare share = new RecentShare(AVAILABILITY_GRANULES);
              Gauge.builder("kokyu.tir.availability.ratio", share, RecentShare::value)
                  .description("Share of the latest 100 granules with thermal-infrared exposures")
                  .tag("instrument", label(i))
                  .register(registry);
              return share;
            })
        .add(exposures > 0);
  }

  @Override
  public void soundingRetrieved(
      Instrument instrument, String l1bVersion, RetrievalOutcome outcome) {
    Counter.builder("kokyu.retrievals")
        .description("Soundings by quality of the profile and version of the spectra")
        .tag("instrument", label(instrument))
        .tag("l1b_version", versionLabel(l1bVersion))
        .tag("outcome", label(outcome))
        .register(registry)
        .increment();
  }

  @Override
  public void profileFitted(GasProfile profile) {
    GasProfile.Fit fit = profile.fit();
    summary("kokyu.retrieval.iterations", "Steps of the iteration", null, 1, 2, 3, 4, 5, 6, 8, 12)
        .record(fit.iterations());
    for (GasResult gas : profile.gases()) {
      summary(
              "kokyu.retrieval.dofs",
              "Degrees of freedom for signal",
              Tags.of("gas", gas.gas().name().toLowerCase(Locale.ROOT)),
              0.1,
              0.2,
              0.3,
              0.4,
              0.5,
              0.75,
              1,
              1.5,
              2,
              3)
          .record(gas.dofs());
    }
    for (int w = 0; w < fit.windows().size(); w++) {
      Tags window = Tags.of("window", fit.windows().get(w));
      summary(
              "kokyu.retrieval.chi2",
              "Reduced chi square of a spectral window",
              window,
              0.5,
              0.7,
              0.8,
              0.9,
              1,
              1.1,
              1.2,
              1.5,
              2,
              4)
          .record(fit.chi2PerWindow()[w]);
      summary(
              "kokyu.radiance.residual.kelvin",
              "Root mean square of what the fit leaves of a spectral window",
              window,
              0.1,
              0.2,
              0.3,
              0.4,
              0.5,
              0.7,
              1,
              2,
              5)
          .record(fit.residualK()[w]);
    }
    spectralShift
        .computeIfAbsent(
            profile.sounding().instrument(),
            i -> {
              AtomicReference<Double> latest = new AtomicReference<>(0.0);
              Gauge.builder("kokyu.spectral.shift.wavenumbers", latest, AtomicReference::get)
                  .description("Shift of the wavenumber axis at 1000 cm-1, latest sounding")
                  .tag("instrument", label(i))
                  .register(registry);
              return latest;
            })
        .set(
            profile.surface().axisShiftPerCm()
                + SHIFT_PLACE_PER_CM * profile.surface().wavenumberScale());
  }

  private DistributionSummary summary(
      String name, String description, Tags tags, double... bounds) {
    return DistributionSummary.builder(name)
        .description(description)
        .tags(tags == null ? Tags.empty() : tags)
        .serviceLevelObjectives(bounds)
        .register(registry);
  }

  /** Names of files bring versions in; a broken feed must not bring endless labels. */
  private String versionLabel(String l1bVersion) {
    synchronized (l1bVersions) {
      boolean known = l1bVersions.contains(l1bVersion);
      if (!known && l1bVersions.size() < MAX_L1B_VERSIONS) {
        known = l1bVersions.add(l1bVersion);
      }
      return known ? l1bVersion : "other";
    }
  }

  /** The clocks of a provider and of this machine need not agree. */
  private static Duration positive(Duration d) {
    return d.isNegative() ? Duration.ZERO : d;
  }

  @Override
  public void productLatest(String product, Instant observationTime) {
    timestamp(
            productLatest,
            product,
            "kokyu.product.latest.timestamp",
            "Newest observation time among the published products",
            "product")
        .accumulateAndGet(observationTime, (a, b) -> a.isAfter(b) ? a : b);
  }

  @Override
  public void feedSucceeded(String feed, Instant at) {
    timestamp(
            feedSuccess,
            feed,
            "kokyu.feed.last.success.timestamp",
            "When the feed was last listed with success",
            "feed")
        .set(at);
  }

  private AtomicReference<Instant> timestamp(
      Map<String, AtomicReference<Instant>> all, String key, String name, String help, String tag) {
    return all.computeIfAbsent(
        key,
        k -> {
          AtomicReference<Instant> value = new AtomicReference<>(Instant.EPOCH);
          Gauge.builder(name, value, v -> v.get().toEpochMilli() / 1000.0)
              .description(help)
              .baseUnit("seconds")
              .tag(tag, k)
              .register(registry);
          return value;
        });
  }

  @Override
  public void arrived(String feed, Duration afterObservation) {
    arrival(feed).record(positive(afterObservation));
  }

  @Override
  public void processed(String product, Duration afterArrival) {
    processing(product).record(positive(afterArrival));
  }

  @Override
  public void landMapped(double clearFraction) {
    latest("kokyu.lst.clear.fraction", "Clear share of the latest map").set(clearFraction);
  }

  @Override
  public void imagerUsed(SlotKey slot) {
    SlotKey before =
        newestSlot.getAndAccumulate(
            slot, (a, b) -> a != null && a.nominalTime().isAfter(b.nominalTime()) ? a : b);
    if (before == null) {
      showSatellites();
    }
  }

  private void showSatellites() {
    for (ImagerSatellite satellite : ImagerSatellite.values()) {
      Gauge.builder(
              "kokyu.imager.satellite",
              newestSlot,
              s -> s.get() != null && s.get().satellite() == satellite ? 1 : 0)
          .description("1 for the satellite that the newest map was made from")
          .tag("satellite", satellite.name())
          .register(registry);
    }
  }

  @Override
  public void leftAside(String feed, int files) {
    leftAsideFiles(feed).increment(files);
  }

  private Counter leftAsideFiles(String feed) {
    return Counter.builder("kokyu.imager.duplicate.files")
        .description("Files that no map needs because those of the other satellite are used")
        .tag("feed", feed)
        .register(registry);
  }

  @Override
  public void firesSeen(int fires) {
    latest("kokyu.fires.active", "Fires in the latest slot, standing sources not counted")
        .set((double) fires);
  }

  @Override
  public void alertPublished(EventKind kind, String messageType) {
    alerts(kind, messageType).increment();
  }

  /** Shows the alerts of a kind with zero counts before anything happens. */
  public void addAlerts(EventKind kind) {
    for (String type : ALERT_TYPES) {
      alerts(kind, type);
    }
  }

  private Counter alerts(EventKind kind, String messageType) {
    return Counter.builder("kokyu.alerts")
        .description("Messages about events that were published")
        .tag("kind", kind.label())
        .tag("message_type", messageType)
        .register(registry);
  }

  /** Not shown before it has a value. */
  private AtomicReference<Double> latest(String name, String help) {
    return latestValues.computeIfAbsent(
        name,
        n -> {
          AtomicReference<Double> value = new AtomicReference<>(Double.NaN);
          Gauge.builder(n, value, AtomicReference::get).description(help).register(registry);
          return value;
        });
  }

  /** All metrics in the text format of Prometheus. */
  public String scrape() {
    return registry.scrape();
  }

  /** Names of everything that is exported, for tests and dashboards. */
  public List<String> names() {
    return scrape()
        .lines()
        .filter(l -> l.startsWith("# TYPE "))
        .map(l -> l.split(" ", 4)[2])
        .sorted()
        .toList();
  }
}
