package org.kokyu.scheduler.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.port.StageObserver;
import org.kokyu.core.port.StageObserver.RetrievalOutcome;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.ProfileGranule;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.result.Failure;
import org.kokyu.core.result.FailureReason;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.result.Partial;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.gosat.GranuleReader;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.ProfileProduct;
import org.kokyu.ops.publish.Revision;
import org.kokyu.retrieval.ProfileRetriever;
import org.kokyu.scheduler.flow.ProductStage;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.InputFile;

/**
 * Granule to profiles: reads it, retrieves its soundings in parallel, writes one product. The
 * result does not depend on the number of workers. Thread-safe.
 */
public final class ProfileStage implements ProductStage {
  /** By quality flag. */
  private static final List<RetrievalOutcome> OUTCOMES =
      List.of(RetrievalOutcome.GOOD, RetrievalOutcome.USE_WITH_CARE, RetrievalOutcome.BAD);

  private final Instrument instrument;
  private final ProfileRetriever retriever;
  private final RetrievalInputs inputs;
  private final StageObserver observer;
  private final String programVersion;
  private final GranuleReader reader;
  private final ConcurrentLinkedDeque<ProfileRetriever.Worker> idle = new ConcurrentLinkedDeque<>();

  /** Told what happens to a granule; thread-safe. */
  public interface Progress {
    /** After each sounding. */
    void soundingDone(int of);

    /** Why a sounding is not to be retrieved, because it has been; asked in file order. */
    default Optional<String> doneBefore(Sounding sounding) {
      return Optional.empty();
    }

    /** The whole result, before it is written. */
    default void retrieved(ProfileGranule granule) {}
  }

  /**
   * @param instrument whose granules these are
   * @param reader that knows the layouts of the granules
   * @param programVersion line of provenance
   */
  public ProfileStage(
      Instrument instrument,
      ProfileRetriever retriever,
      RetrievalInputs inputs,
      GranuleReader reader,
      StageObserver observer,
      String programVersion) {
    this.instrument = instrument;
    this.retriever = retriever;
    this.inputs = inputs;
    this.reader = reader;
    this.observer = observer;
    this.programVersion = programVersion;
  }

  /** Kind of product of an instrument. */
  public static String productOf(Instrument instrument) {
    return "profile_" + instrument.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String product() {
    return productOf(instrument);
  }

  @Override
  public StageResult compute(UnitWork work) {
    // of several deliveries of one granule the newest version counts: its name sorts last
    InputFile file = work.inputs().get(work.inputs().size() - 1);
    return compute(work, file, of -> {});
  }

  /** As {@link #compute(UnitWork)} for one file, telling the progress. */
  public StageResult compute(UnitWork work, InputFile file, Progress progress) {
    long start = System.nanoTime();
    Partial<Granule> read = reader.read(file.path());
    took("read", start);
    observer.granuleRead(instrument, read.value().l1bVersion(), read.value().soundings().size());
    start = System.nanoTime();
    ProfileGranule result = retrieve(work, file, read, progress);
    took("retrieve", start);
    observe(result);
    progress.retrieved(result);
    if (!ProfileProduct.isPublishable(result)) {
      return new StageResult.NoProduct("no profile: " + rejections(result.rejected()));
    }
    Granule granule = result.granule();
    Revision revision = new Revision(work.revision(), Revision.Maturity.NRT);
    String name = ProductNames.profile(granule, work.revision());
    return new StageResult.Product(
        ProductNames.archivePath("profile", granule.start(), name),
        revision.maturity().label(),
        granule.start(),
        summary(result),
        target -> ProfileProduct.write(result, revision, target));
  }

  private void observe(ProfileGranule result) {
    String version = result.granule().l1bVersion();
    for (GasProfile profile : result.profiles()) {
      observer.soundingRetrieved(instrument, version, OUTCOMES.get(profile.qualityFlag()));
      if (profile.qualityFlag() < 2) {
        observer.profileFitted(profile);
      }
    }
    for (int i = 0; i < result.rejected().size(); i++) {
      observer.soundingRetrieved(instrument, version, RetrievalOutcome.REJECTED);
    }
  }

  private void took(String stage, long startNanos) {
    observer.stageTook(stage, Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private ProfileGranule retrieve(
      UnitWork work, InputFile file, Partial<Granule> read, Progress progress) {
    Optional<Failure> refusal = retriever.refusal(read.value());
    if (refusal.isPresent()) {
      List<Failure> all = new ArrayList<>(read.failures());
      all.addAll(Collections.nCopies(read.value().soundings().size(), refusal.get()));
      return new ProfileGranule(
          read.value(), List.of(), all, provenance(file, read.value(), inputs.snapshot()));
    }
    List<Failure> rejected = new ArrayList<>(read.failures());
    List<Sounding> soundings = new ArrayList<>();
    for (Sounding s : read.value().soundings()) {
      progress
          .doneBefore(s)
          .ifPresentOrElse(
              why ->
                  rejected.add(
                      new Failure(
                          FailureReason.BAD_RECORD, "sounding %s: %s".formatted(s.id(), why))),
              () -> soundings.add(s));
    }
    RetrievalInputs.Snapshot snapshot = inputs.snapshot();
    AtomicReferenceArray<Outcome<GasProfile>> outcomes =
        new AtomicReferenceArray<>(soundings.size());
    BlockLoop.run(
        work.helpers(),
        work.helperCount(),
        soundings.size(),
        i -> {
          work.stop().check();
          outcomes.set(i, retrieve(soundings.get(i), snapshot));
          progress.soundingDone(soundings.size());
        });
    List<GasProfile> profiles = new ArrayList<>();
    for (int i = 0; i < soundings.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Success<GasProfile> ok) {
        profiles.add(ok.value());
      } else if (outcomes.get(i) instanceof Outcome.Failed<GasProfile> failed) {
        rejected.add(failed.failure());
      }
    }
    return new ProfileGranule(
        read.value(), profiles, rejected, provenance(file, read.value(), snapshot));
  }

  private Outcome<GasProfile> retrieve(Sounding sounding, RetrievalInputs.Snapshot snapshot) {
    Optional<Meteorology> met = snapshot.meteorology(sounding);
    Optional<PriorProfiles> prior = snapshot.prior(sounding);
    if (met.isEmpty()) {
      return Outcome.failure(
          FailureReason.NO_METEOROLOGY, "sounding %s: no meteorology".formatted(sounding.id()));
    }
    if (prior.isEmpty()) {
      return Outcome.failure(
          FailureReason.NO_PRIOR, "sounding %s: no prior".formatted(sounding.id()));
    }
    ProfileRetriever.Worker worker = idle.poll();
    if (worker == null) {
      worker = retriever.newWorker();
    }
    try {
      return worker.retrieve(sounding, met.get(), prior.get(), snapshot.imager(sounding));
    } finally {
      idle.push(worker);
    }
  }

  private Provenance provenance(
      InputFile file, Granule granule, RetrievalInputs.Snapshot snapshot) {
    List<InputRef> refs = new ArrayList<>(List.of(file.ref()));
    refs.addAll(snapshot.used(granule.soundings()));
    Instant newest =
        granule.soundings().stream()
            .map(Sounding::time)
            .max(Comparator.naturalOrder())
            .orElse(granule.start());
    return new Provenance(refs, List.of(programVersion, retriever.tables().version()), newest);
  }

  private static String summary(ProfileGranule g) {
    long good = g.profiles().stream().filter(p -> p.qualityFlag() == 0).count();
    long care = g.profiles().stream().filter(p -> p.qualityFlag() == 1).count();
    return "%d profiles, %d good, %d to be used with care%s"
        .formatted(
            g.profiles().size(),
            good,
            care,
            g.rejected().isEmpty() ? "" : ", without: " + rejections(g.rejected()));
  }

  private static String rejections(List<Failure> rejected) {
    if (rejected.isEmpty()) {
      return "the granule has no thermal-infrared sounding";
    }
    Map<FailureReason, Long> counts =
        rejected.stream()
            .collect(
                Collectors.groupingBy(
                    Failure::reason,
                    () -> new EnumMap<>(FailureReason.class),
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
