package org.kokyu.scheduler.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kokyu.core.result.MalformedInputException;

/** What a stage made of a unit. */
public sealed interface StageResult {

  /**
   * A product.
   *
   * @param relativePath below the archive root, with forward slashes; determined by inputs and
   *     revision
   * @param maturity nrt, interim or final
   * @param observed observation time
   * @param summary one line for a person
   * @param writer writes the file
   * @param companions further files of the same inputs and revision, accounted for together with
   *     this one
   */
  record Product(
      String relativePath,
      String maturity,
      Instant observed,
      String summary,
      FileWriter writer,
      List<Companion> companions)
      implements StageResult {
    /** A product of one file. */
    public Product(
        String relativePath, String maturity, Instant observed, String summary, FileWriter writer) {
      this(relativePath, maturity, observed, summary, writer, List.of());
    }

    /** The same with companions. */
    public Product with(List<Companion> more) {
      return new Product(relativePath, maturity, observed, summary, writer, more);
    }

    public Product {
      companions = List.copyOf(companions);
      Objects.requireNonNull(relativePath, "relativePath");
      Objects.requireNonNull(maturity, "maturity");
      Objects.requireNonNull(observed, "observed");
      Objects.requireNonNull(summary, "summary");
      Objects.requireNonNull(writer, "writer");
    }
  }

  /**
   * A further file.
   *
   * @param kind of product, another than that of the stage and of every other companion
   * @param file without companions of its own
   */
  record Companion(String kind, Product file) {}

  /**
   * Sound inputs that make no product.
   *
   * @param reason for a person
   */
  record NoProduct(String reason) implements StageResult {}

  /**
   * Some inputs are broken; the unit may be tried again without them.
   *
   * @param faults by granule row
   */
  record BadInputs(Map<Long, MalformedInputException> faults) implements StageResult {
    public BadInputs {
      faults = Map.copyOf(faults);
    }
  }
}
