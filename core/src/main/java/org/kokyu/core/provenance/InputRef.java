package org.kokyu.core.provenance;

import java.util.Objects;

/**
 * One input of a product.
 *
 * @param name file name without folder
 * @param sha256 lower-case hexadecimal SHA-256 of the file's bytes
 */
public record InputRef(String name, String sha256) {
  public InputRef {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(sha256, "sha256");
  }
}
