package org.kokyu.scheduler.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of this program, as the build wrote it. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** For example 0.1.0. */
  public static String number() {
    Properties p = new Properties();
    try (InputStream in =
        ProgramVersion.class.getResourceAsStream("/org/kokyu/scheduler/version.properties")) {
      p.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return p.getProperty("version");
  }

  /** Line of provenance. */
  public static String line() {
    return "kokyu " + number();
  }
}
