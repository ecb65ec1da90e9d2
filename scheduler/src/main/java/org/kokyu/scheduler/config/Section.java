package org.kokyu.scheduler.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file. Every getter notes a mistake and returns the default instead of
 * throwing, so that one pass finds all mistakes; {@link #finish} reports the keys nobody asked for.
 */
final class Section {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  private final String path;
  private final int line;
  private final Path folder;
  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> keyLines = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * @param path dotted path of this mapping, empty for the root
   * @param folder relative paths in the file are taken from here
   */
  Section(MappingNode node, String path, Path folder, Problems problems) {
    this.path = path;
    this.line = lineOf(node);
    this.folder = folder;
    this.problems = problems;
    for (NodeTuple tuple : node.getValue()) {
      int keyLine = lineOf(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(keyLine, path, "a key must be a word");
      } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
        problems.add(keyLine, dotted(key.getValue()), "given twice");
      } else {
        keyLines.put(key.getValue(), keyLine);
      }
    }
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private String dotted(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  int line() {
    return line;
  }

  String path() {
    return path;
  }

  void problem(String key, String text) {
    problems.add(keyLines.getOrDefault(key, line), dotted(key), text);
  }

  Optional<String> text(String key) {
    Node node = lookUp(key);
    if (node == null) {
      return Optional.empty();
    }
    if (!(node instanceof ScalarNode scalar)) {
      problem(key, "one value expected, found a " + describe(node));
      return Optional.empty();
    }
    return Optional.of(scalar.getValue().strip());
  }

  String requiredText(String key) {
    Optional<String> value = text(key).filter(v -> !v.isEmpty());
    if (value.isEmpty() && !hasProblemAt(key)) {
      problem(key, "missing");
    }
    return value.orElse("");
  }

  private boolean hasProblemAt(String key) {
    Node node = values.get(key);
    return node != null && !(node instanceof ScalarNode) && node.getTag() != Tag.NULL;
  }

  Optional<Path> path(String key) {
    return text(key)
        .filter(v -> !v.isEmpty())
        .flatMap(
            v -> {
              try {
                return Optional.of(folder.resolve(v).normalize());
              } catch (InvalidPathException e) {
                problem(key, "not a usable path: " + e.getReason());
                return Optional.empty();
              }
            });
  }

  int integer(String key, int least, int most, int otherwise) {
    return text(key)
        .map(
            v -> {
              if (v.matches("-?\\d{1,9}")) {
                int n = Integer.parseInt(v);
                if (n >= least && n <= most) {
                  return n;
                }
              }
              problem(
                  key, "whole number from %d to %d expected, found '%s'".formatted(least, most, v));
              return otherwise;
            })
        .orElse(otherwise);
  }

  double number(String key, double least, double most, double otherwise) {
    return text(key)
        .map(
            v -> {
              if (v.matches("-?\\d{1,9}(\\.\\d{1,9})?([eE][-+]?\\d{1,2})?")) {
                double x = Double.parseDouble(v);
                if (x >= least && x <= most) {
                  return x;
                }
              }
              problem(key, "number from %s to %s expected, found '%s'".formatted(least, most, v));
              return otherwise;
            })
        .orElse(otherwise);
  }

  Duration duration(String key, Duration least, Duration most, Duration otherwise) {
    return text(key)
        .map(
            v -> {
              Optional<Duration> d = parseDuration(v);
              if (d.isEmpty()) {
                problem(
                    key,
                    "duration like 500ms, 20s, 15m, 3h or 14d expected, found '%s'".formatted(v));
              } else if (d.get().compareTo(least) < 0 || d.get().compareTo(most) > 0) {
                problem(
                    key,
                    "duration from %s to %s expected, found '%s'"
                        .formatted(show(least), show(most), v));
                return otherwise;
              }
              return d.orElse(otherwise);
            })
        .orElse(otherwise);
  }

  private static Optional<Duration> parseDuration(String text) {
    Matcher m = DURATION.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    long n = Long.parseLong(m.group(1));
    return Optional.of(
        switch (m.group(2)) {
          case "ms" -> Duration.ofMillis(n);
          case "s" -> Duration.ofSeconds(n);
          case "m" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          default -> Duration.ofDays(n);
        });
  }

  private static String show(Duration d) {
    if (d.toMillis() % 1000 != 0) {
      return d.toMillis() + "ms";
    }
    return d.toSeconds() % 86_400 == 0 ? d.toDays() + "d" : d.toSeconds() + "s";
  }

  <E extends Enum<E>> E choice(
      String key, Class<E> type, Function<E, String> label, Optional<E> otherwise) {
    return choice(key, List.of(type.getEnumConstants()), label, otherwise);
  }

  /** As {@link #choice(String, Class, Function, Optional)}, among some of the constants. */
  <E extends Enum<E>> E choice(
      String key, List<E> among, Function<E, String> label, Optional<E> otherwise) {
    List<String> words = new ArrayList<>();
    for (E e : among) {
      words.add(label.apply(e));
    }
    E fallback = otherwise.orElse(among.get(0));
    Optional<String> value =
        otherwise.isPresent()
            ? text(key)
            : Optional.of(requiredText(key)).filter(v -> !v.isEmpty());
    if (value.isEmpty()) {
      return fallback;
    }
    for (E e : among) {
      if (label.apply(e).equals(value.get())) {
        return e;
      }
    }
    problem(
        key,
        "one of %s expected, found '%s'%s"
            .formatted(String.join(", ", words), value.get(), suggestion(value.get(), words)));
    return fallback;
  }

  List<Integer> integers(String key, int least, int most, List<Integer> otherwise) {
    Node node = lookUp(key);
    if (node == null) {
      return otherwise;
    }
    if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
      problem(key, "list of whole numbers like [13, 14, 15] expected");
      return otherwise;
    }
    Set<Integer> numbers = new java.util.TreeSet<>();
    for (Node item : list.getValue()) {
      String v = item instanceof ScalarNode s ? s.getValue() : describe(item);
      int n = v.matches("\\d{1,9}") ? Integer.parseInt(v) : -1;
      if (n < least || n > most) {
        problems.add(
            lineOf(item),
            dotted(key),
            "whole numbers from %d to %d expected, found '%s'".formatted(least, most, v));
      } else if (!numbers.add(n)) {
        problems.add(lineOf(item), dotted(key), n + " given twice");
      }
    }
    return List.copyOf(numbers);
  }

  Optional<Section> section(String key) {
    Node node = lookUp(key);
    if (node == null) {
      return Optional.empty();
    }
    if (!(node instanceof MappingNode mapping)) {
      problem(key, "keys and values expected, found a " + describe(node));
      return Optional.empty();
    }
    return Optional.of(new Section(mapping, dotted(key), folder, problems));
  }

  List<Section> sections(String key) {
    Node node = lookUp(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode list)) {
      problem(key, "list (lines starting with '- ') expected, found a " + describe(node));
      return List.of();
    }
    List<Section> all = new ArrayList<>();
    for (int i = 0; i < list.getValue().size(); i++) {
      Node item = list.getValue().get(i);
      String itemPath = "%s[%d]".formatted(dotted(key), i + 1);
      if (item instanceof MappingNode mapping) {
        all.add(new Section(mapping, itemPath, folder, problems));
      } else {
        problems.add(lineOf(item), itemPath, "keys and values expected, found a " + describe(item));
      }
    }
    return all;
  }

  /** The keys that are there, in file order. */
  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  boolean has(String key) {
    return values.containsKey(key) && values.get(key).getTag() != Tag.NULL;
  }

  private Node lookUp(String key) {
    asked.add(key);
    Node node = values.get(key);
    return node == null || node.getTag() == Tag.NULL ? null : node;
  }

  /** Notes the keys nobody asked for. */
  void finish() {
    for (Map.Entry<String, Integer> key : keyLines.entrySet()) {
      if (!asked.contains(key.getKey())) {
        problems.add(
            key.getValue(),
            dotted(key.getKey()),
            "unknown key" + suggestion(key.getKey(), List.copyOf(asked)));
      }
    }
  }

  private static String describe(Node node) {
    return node instanceof SequenceNode
        ? "list"
        : node instanceof MappingNode ? "block of keys" : "single value";
  }

  private static String suggestion(String word, List<String> known) {
    String best = null;
    int distance = 3;
    for (String candidate : known) {
      int d = editDistance(word.toLowerCase(java.util.Locale.ROOT), candidate);
      if (d < distance) {
        distance = d;
        best = candidate;
      }
    }
    return best == null
        ? " (known: " + String.join(", ", known) + ")"
        : "; did you mean '" + best + "'?";
  }

  /** Levenshtein distance. */
  static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
