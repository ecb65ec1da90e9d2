package org.kokyu.scheduler.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kokyu.gosat.GosatFileName;

/**
 * Which of the given files are read: of several versions of one granule the newest, in the place of
 * the first. Files whose names say nothing stay, and are refused when they are read.
 *
 * @param files to be read
 * @param superseded left out, with the version that is read instead
 */
record GranulePlan(List<Path> files, Map<Path, String> superseded) {

  static GranulePlan of(List<Path> given) {
    Map<String, Path> chosen = new LinkedHashMap<>();
    Map<Path, String> superseded = new LinkedHashMap<>();
    for (Path file : given) {
      Optional<GosatFileName> name = GosatFileName.parse(String.valueOf(file.getFileName()));
      String key =
          name.map(n -> n.instrument() + " " + n.start() + " " + n.key()).orElse(file.toString());
      Path known = chosen.get(key);
      if (known == null || version(known).compareTo(version(file)) <= 0) {
        chosen.put(key, file);
      }
    }
    for (Path file : given) {
      String taken =
          chosen.values().stream()
              .filter(c -> !c.equals(file) && isSameGranule(c, file))
              .map(GranulePlan::version)
              .findFirst()
              .orElse("");
      if (!taken.isEmpty() && !chosen.containsValue(file)) {
        superseded.put(file, taken);
      }
    }
    return new GranulePlan(new ArrayList<>(chosen.values()), superseded);
  }

  private static boolean isSameGranule(Path a, Path b) {
    Optional<GosatFileName> one = GosatFileName.parse(String.valueOf(a.getFileName()));
    Optional<GosatFileName> two = GosatFileName.parse(String.valueOf(b.getFileName()));
    return one.isPresent()
        && two.isPresent()
        && one.get().instrument() == two.get().instrument()
        && one.get().start().equals(two.get().start())
        && one.get().key().equals(two.get().key());
  }

  private static String version(Path file) {
    return GosatFileName.parse(String.valueOf(file.getFileName()))
        .map(GosatFileName::version)
        .orElse("");
  }
}
