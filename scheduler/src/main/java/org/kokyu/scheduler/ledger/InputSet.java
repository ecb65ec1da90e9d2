package org.kokyu.scheduler.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The identity of a set of input files: SHA-256 over the lines "name sha256" in order. */
final class InputSet {
  private InputSet() {}

  static String hash(List<InputFile> inputs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (InputFile input : inputs) {
        digest.update(
            (input.name() + " " + input.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
