package org.kokyu.scheduler.explain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kokyu.core.atmosphere.Meteorology;
import org.kokyu.core.atmosphere.PriorProfiles;
import org.kokyu.core.result.Failure;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.Outcome;
import org.kokyu.core.sounding.Granule;
import org.kokyu.core.sounding.Sounding;
import org.kokyu.gosat.GranuleReader;
import org.kokyu.retrieval.Explanation;
import org.kokyu.retrieval.ProfileRetriever;
import org.kokyu.scheduler.stage.RetrievalInputs;

/** Finds a sounding in granules and retrieves it again, keeping everything. Not thread-safe. */
public final class ExplainedSounding {
  private static final int HINTS = 3;

  private final RetrievalInputs inputs;
  private final String id;
  private final GranuleReader reader;
  private final List<String> seen = new ArrayList<>();

  public ExplainedSounding(GranuleReader reader, RetrievalInputs inputs, String id) {
    this.reader = reader;
    this.inputs = inputs;
    this.id = id;
  }

  /**
   * The explanation if the granule holds the sounding.
   *
   * @param retriever made only then
   * @throws MalformedInputException if the sounding cannot be retrieved, with its reason
   */
  public Optional<Explanation> in(Path granule, Supplier<ProfileRetriever> retriever) {
    Granule read = reader.read(granule).value();
    for (Sounding s : read.soundings()) {
      if (s.id().equals(id)) {
        Optional<Failure> refusal = retriever.get().refusal(read);
        if (refusal.isPresent()) {
          throw refused(granule, refusal.get().detail());
        }
        return Optional.of(explain(granule, s, retriever.get()));
      }
      seen.add(s.id());
    }
    return Optional.empty();
  }

  private Explanation explain(Path granule, Sounding s, ProfileRetriever retriever) {
    RetrievalInputs.Snapshot snapshot = inputs.snapshot();
    Optional<Meteorology> met = snapshot.meteorology(s);
    Optional<PriorProfiles> prior = snapshot.prior(s);
    if (met.isEmpty() || prior.isEmpty()) {
      throw refused(
          granule, "sounding %s: no %s".formatted(id, met.isEmpty() ? "meteorology" : "prior"));
    }
    Outcome<Explanation> outcome =
        retriever.newWorker().explain(s, met.get(), prior.get(), snapshot.imager(s));
    if (outcome instanceof Outcome.Failed<Explanation> failed) {
      throw refused(granule, failed.failure().detail());
    }
    return outcome.toOptional().orElseThrow();
  }

  private static MalformedInputException refused(Path granule, String why) {
    return new MalformedInputException(InputFault.UNSUPPORTED, granule + ": " + why);
  }

  /** Some ids that there were. */
  public String hint() {
    return seen.isEmpty()
        ? ""
        : ", there are " + String.join(", ", seen.subList(0, Math.min(HINTS, seen.size()))) + " …";
  }
}
