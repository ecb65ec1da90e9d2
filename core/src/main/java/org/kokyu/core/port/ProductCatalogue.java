package org.kokyu.core.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The published products, as the status page, the API and the data address see them. Thread-safe.
 */
public interface ProductCatalogue {

  /**
   * One published file.
   *
   * @param product kind: profile_gosat, profile_gosat2, lst
   * @param fileName without folder
   * @param relativePath below the archive root, with forward slashes
   * @param revision 0, 1, …
   * @param maturity nrt, interim or final
   * @param observationTime time of the observation
   * @param published when the file was published
   * @param inputsArrived when the last of its inputs had arrived, where known
   * @param bytes size
   * @param sha256 of the file
   * @param summary one line for a person
   */
  record ProductRow(
      long id,
      String product,
      String fileName,
      String relativePath,
      int revision,
      String maturity,
      Instant observationTime,
      Instant published,
      Optional<Instant> inputsArrived,
      long bytes,
      String sha256,
      String summary) {}

  /** Newest observation first, only the highest revision of each. */
  List<ProductRow> products(Optional<String> product, int limit, long beforeId);

  /** The newest product of a kind, highest revision. */
  Optional<ProductRow> latest(String product);

  Optional<ProductRow> byFileName(String fileName);

  /** Kinds of product with at least one file. */
  List<String> kinds();
}
