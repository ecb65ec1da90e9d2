package org.kokyu.scheduler.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kokyu.core.result.ConfigurationException;

/** Collects the mistakes of one configuration file, to report all of them at once. */
final class Problems {
  private record Problem(int line, String text) {}

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  /**
   * @param line 1-based
   * @param key dotted path of the key
   */
  void add(int line, String key, String text) {
    found.add(new Problem(line, key.isEmpty() ? text : key + ": " + text));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  ConfigurationException toException() {
    StringBuilder all = new StringBuilder();
    found.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .forEach(
            p ->
                all.append(all.isEmpty() ? "" : "\n")
                    .append(file)
                    .append(':')
                    .append(p.line())
                    .append(": ")
                    .append(p.text()));
    return new ConfigurationException(all.toString());
  }
}
