package org.kokyu.core.provenance;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a product was made from; nothing in it depends on the wall clock of the machine.
 *
 * @param inputs all input files, in the order in which they were used
 * @param versions one line per algorithm or table, "name version"
 * @param newestInput time of the newest input, written as {@code date_created}
 */
public record Provenance(List<InputRef> inputs, List<String> versions, Instant newestInput) {
  public Provenance {
    inputs = List.copyOf(inputs);
    versions = List.copyOf(versions);
    Objects.requireNonNull(newestInput, "newestInput");
  }
}
