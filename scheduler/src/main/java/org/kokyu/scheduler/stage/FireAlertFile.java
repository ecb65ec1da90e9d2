package org.kokyu.scheduler.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.flux.event.FireTracker;
import org.kokyu.flux.event.io.FireTrackerText;
import org.kokyu.ops.alert.AlertDesk;
import org.kokyu.ops.alert.AlertDeskText;

/**
 * What the daemon knows of fires and what it told of them: one text file with version and SHA-256,
 * replaced whole. Stateless.
 */
final class FireAlertFile {
  static final String NAME = "fire-alerts.txt";
  private static final String FORMAT = "# kokyu fire alerts 1";
  private static final String HASH = "# sha256 ";

  /**
   * The messages of a slot.
   *
   * @param slot satellite, area and time
   * @param digest of its detections
   * @param messages finished XML, in order
   */
  record Judged(String slot, String digest, List<byte[]> messages) {}

  /**
   * Everything.
   *
   * @param slots the last ones judged, oldest first
   */
  record State(FireTracker tracker, AlertDesk desk, List<Judged> slots) {
    static State empty() {
      return new State(FireTracker.empty(), AlertDesk.empty(), List.of());
    }
  }

  private FireAlertFile() {}

  static Optional<State> read(Path folder) {
    Path file = folder.resolve(NAME);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new MalformedInputException(InputFault.CORRUPT, file + ": text in UTF-8 expected");
    } catch (IOException e) {
      throw new UnavailableInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    String[] parts = text.split("\n", 3);
    if (parts.length < 3 || !parts[0].equals(FORMAT) || !parts[1].startsWith(HASH)) {
      throw new MalformedInputException(
          InputFault.WRONG_FORMAT, "%s: first line '%s' expected".formatted(file, FORMAT));
    }
    String found = sha256(parts[2]);
    if (!parts[1].equals(HASH + found)) {
      throw new MalformedInputException(
          InputFault.CORRUPT,
          "%s: %s expected, found %s".formatted(file, parts[1].substring(2), found));
    }
    return Optional.of(parse(parts[2].lines().toList(), file.toString()));
  }

  private static State parse(List<String> lines, String place) {
    List<String> events = new ArrayList<>();
    List<String> told = new ArrayList<>();
    List<Judged> slots = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("slot\t")) {
        String[] f = line.split("\t", -1);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 3; i < f.length; i++) {
          messages.add(Base64.getDecoder().decode(f[i]));
        }
        slots.add(new Judged(f[1], f[2], messages));
      } else {
        (line.startsWith("told\t") ? told : events).add(line);
      }
    }
    return new State(FireTrackerText.parse(events, place), AlertDeskText.parse(told, place), slots);
  }

  static void write(Path folder, State state) throws IOException {
    List<String> lines = new ArrayList<>(FireTrackerText.lines(state.tracker()));
    lines.addAll(AlertDeskText.lines(state.desk()));
    for (Judged j : state.slots()) {
      String messages =
          j.messages().stream()
              .map(m -> "\t" + Base64.getEncoder().encodeToString(m))
              .collect(Collectors.joining());
      lines.add("slot\t" + j.slot() + "\t" + j.digest() + messages);
    }
    String body = String.join("\n", lines) + "\n";
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + NAME + ".tmp");
    Files.writeString(temporary, FORMAT + "\n" + HASH + sha256(body) + "\n" + body);
    try (var channel =
        java.nio.channels.FileChannel.open(temporary, java.nio.file.StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        temporary,
        folder.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }
}
