package org.kokyu.land.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.land.fire.FireHistory;

/**
 * The fire history of a state folder: {@code fire-history.csv} with a version line, the SHA-256 of
 * what follows, then {@code cell,<slots>,<days>} per place. Written whole or not at all.
 */
public final class FireHistoryFile {
  /** Name in the state folder. */
  public static final String NAME = "fire-history.csv";

  private static final String FORMAT = "# kokyu fire history 1";
  private static final String HASH = "# sha256 ";

  private FireHistoryFile() {}

  /** What was read, and its hash for provenance. */
  public record Read(FireHistory history, InputRef ref) {}

  /** The history of a folder; empty if there is none yet. */
  public static Optional<Read> read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < 2 || !lines.get(0).equals(FORMAT) || !lines.get(1).startsWith(HASH)) {
        throw new MalformedInputException(
            InputFault.WRONG_FORMAT, "%s: first line '%s' expected".formatted(file, FORMAT));
      }
      List<String> rows = lines.subList(2, lines.size());
      String found = sha256(body(rows));
      if (!lines.get(1).equals(HASH + found)) {
        throw new MalformedInputException(
            InputFault.CORRUPT,
            "%s: sha256 %s expected, found %s".formatted(file, lines.get(1).substring(9), found));
      }
      TreeMap<Long, FireHistory.Place> places = new TreeMap<>();
      for (String row : rows) {
        String[] f = row.split(",", -1);
        places.put(
            Long.parseLong(f[0]),
            new FireHistory.Place(
                Arrays.stream(f[1].split(" "))
                    .filter(s -> !s.isEmpty())
                    .map(Instant::parse)
                    .collect(Collectors.toCollection(TreeSet::new)),
                Arrays.stream(f[2].split(" "))
                    .filter(s -> !s.isEmpty())
                    .map(LocalDate::parse)
                    .collect(Collectors.toCollection(TreeSet::new))));
      }
      return Optional.of(new Read(new FireHistory(places), new InputRef(NAME, found)));
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String body(List<String> rows) {
    return rows.stream().map(r -> r + "\n").collect(Collectors.joining());
  }

  /** Replaces the history of a folder. */
  public static void write(Path folder, FireHistory history) throws IOException {
    List<String> rows =
        history.places().entrySet().stream()
            .map(
                e ->
                    e.getKey()
                        + ","
                        + words(e.getValue().recent())
                        + ","
                        + words(e.getValue().days()))
            .toList();
    String text = FORMAT + "\n" + HASH + sha256(body(rows)) + "\n" + body(rows);
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + NAME + ".tmp");
    Files.writeString(temporary, text);
    Files.move(
        temporary,
        folder.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String words(TreeSet<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }
}
